import { ClockOffset } from './clock-offset.ts';

export type ClockSyncOptions = {
  /** Asks the server for its epoch ms; `null` when no answer came in time. */
  readonly ask: (reply: (serverNowAtMs: number | null) => void) => void;
  readonly monotonicMs: () => number;
};

const AGAIN_EVERY_MS = 60_000;
/** Round trips in a row after connecting: the first one also warms the connection up. */
const BURST = 4;

/** Keeps the page's idea of the server's time fresh: a few round trips after connecting, one a minute, and more when in doubt. */
export class ClockSync {
  readonly #options: ClockSyncOptions;
  readonly #offset = new ClockOffset();
  #askedAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: ClockSyncOptions) {
    this.#options = options;
  }

  /** The server's time, epoch ms; `null` before anything was heard of it. */
  get nowAtMs(): number | null {
    return this.#offset.serverAtMs(this.#options.monotonicMs());
  }

  /** A message with the server's stamp came in. */
  heard(serverAtMs: number): void {
    if (this.#offset.heard(serverAtMs, this.#options.monotonicMs())) this.#ask(1);
  }

  burst(): void {
    this.#ask(BURST);
  }

  tick(): void {
    if (this.#options.monotonicMs() - this.#askedAtMs >= AGAIN_EVERY_MS) this.#ask(1);
  }

  #ask(times: number): void {
    const sentAtMs = this.#options.monotonicMs();
    this.#askedAtMs = sentAtMs;
    this.#options.ask((serverAtMs) => {
      if (serverAtMs === null) return;
      this.#offset.sample({ sentAtMs, receivedAtMs: this.#options.monotonicMs(), serverAtMs });
      if (times > 1) this.#ask(times - 1);
    });
  }
}
