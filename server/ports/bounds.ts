/**
 * What the edge of the server takes at most: of one sender, so that none can take it from the others, and of all together. A sender is an
 * ingest key, or an address: one IPv4 address, or the 64 bits of IPv6 that a household shares. What a body, a book or an event may hold
 * stands with whoever reads it.
 */
export type Bounds = {
  /** From the opening of a connection, or the last answer on it, until the headers of a request are there. */
  readonly headersMs: number;
  /** Until the whole request is there: a body of 1 MiB on a line of 150 kbit/s. */
  readonly requestMs: number;
  /** In which nothing moves on a connection, longer than the longest review takes to be worked out. */
  readonly silenceMs: number;
  /** How often connections are looked at for the three above. */
  readonly lookEveryMs: number;
  readonly connections: number;
  /** Not behind a proxy, which opens all of them itself. */
  readonly connectionsOfAddress: number;
  /** Of an address, for everything but events; after a pause so many at once. */
  readonly requestsPerSecond: number;
  readonly requestsAtOnce: number;
  /** Of an ingest key or, without accounts, of an address; after a pause so many at once. A request costs as much as ten. */
  readonly eventsPerSecond: number;
  readonly eventsAtOnce: number;
  /** Screens that are connected. */
  readonly sockets: number;
  readonly socketsOfAddress: number;
  /** Screens that are let in: one takes about a millisecond, with its view, so this leaves three quarters of a core to what is live. */
  readonly socketsPerSecond: number;
  /** Until a connection says what it wants to speak of. */
  readonly helloMs: number;
  /** Of one screen; what makes a whole view or a thread costs as much as five. */
  readonly messagesPerSecond: number;
  /** A subscription is far smaller. */
  readonly messageBytes: number;
};

export const BOUNDS: Bounds = {
  headersMs: 10_000,
  requestMs: 60_000,
  silenceMs: 11 * 60_000,
  lookEveryMs: 1_000,
  connections: 25_000,
  connectionsOfAddress: 1_000,
  requestsPerSecond: 200,
  requestsAtOnce: 2_000,
  eventsPerSecond: 20_000,
  eventsAtOnce: 60_000,
  sockets: 20_000,
  socketsOfAddress: 1_000,
  socketsPerSecond: 250,
  helloMs: 10_000,
  messagesPerSecond: 50,
  messageBytes: 16_384,
};
