/** What a chance is made from at one moment: all of it known by then. */
export type Signals = {
  /**
   * Cells of tables, as `type=Pothole` or `type=Pothole|source=App`. Each holds how often obligations like this one broke lately,
   * shrunk towards the promise as a whole. The same place in the list is always the same table.
   */
  readonly cells: readonly string[];
  /** Numbers of about -4 to 4, in an order that never changes; 0 where nothing is known. */
  readonly numbers: readonly number[];
};
