export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** One fact, as CloudEvents 1.0 names its parts. `time` is RFC 3339 with an offset, kept as it was sent. */
export type KeptEvent = {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly subject: string;
  readonly sequence?: string;
  readonly data: JsonObject;
};

/**
 * The events of one commit: they share the instant at which Kept received them, and time never moves inside a batch.
 * The event at index i has place `firstPlace + i`; places start at 1 and have no gaps.
 */
export type Batch = {
  readonly firstPlace: number;
  readonly receivedAtMs: number;
  readonly events: readonly KeptEvent[];
};
