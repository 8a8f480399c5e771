/** Where the server takes its time from, so that a test can give it another. */
export interface Clock {
  /** Epoch ms, UTC. */
  nowAtMs(): number;
  /** Calls back once at or after the instant; returns how to cancel. */
  wakeAt(atMs: number, callback: () => void): () => void;
}
