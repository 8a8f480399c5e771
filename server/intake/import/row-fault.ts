/** Why a row gives no events, and in which column, where one can be named. The row is answered with it and the file goes on. */
export class RowFault extends Error {
  override readonly name = 'RowFault';
  readonly column: string | undefined;

  constructor(column: string | undefined, reason: string) {
    super(reason);
    this.column = column;
  }
}
