import type { IncomingMessage } from 'node:http';
import { KeptError } from '../../shared/error/index.ts';
import type { Subject } from '../../shared/right/index.ts';
import { BOUNDS, type Bounds, type Clock } from '../ports/index.ts';
import { RateLimit } from './rate-limit.ts';

const SECOND_MS = 1_000;
/** What a request costs, in events: reading a small one takes as long as judging some. */
const REQUEST_EVENTS = 10;

export type PaceOptions = {
  readonly clock: Pick<Clock, 'nowAtMs'>;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly bounds?: Partial<Bounds>;
};

/** How fast each sender may ask and write, so that none of them takes the server from the others. What is refused costs nothing. */
export class Pace {
  readonly #clock: PaceOptions['clock'];
  readonly #addressOf: PaceOptions['addressOf'];
  readonly #requests: RateLimit;
  readonly #events: RateLimit;

  constructor({ clock, addressOf, bounds }: PaceOptions) {
    const { requestsAtOnce, requestsPerSecond, eventsAtOnce, eventsPerSecond } = { ...BOUNDS, ...bounds };
    this.#clock = clock;
    this.#addressOf = addressOf;
    this.#requests = new RateLimit({ atOnce: requestsAtOnce, everyMs: SECOND_MS / requestsPerSecond });
    this.#events = new RateLimit({ atOnce: eventsAtOnce, everyMs: SECOND_MS / eventsPerSecond });
  }

  /** Lets a request through that writes no events. @throws KeptError RATE_LIMITED. */
  asks(request: IncomingMessage): void {
    const address = this.#addressOf(request);
    const nowAtMs = this.#clock.nowAtMs();
    if (this.#requests.waitMs(address, nowAtMs) > 0) throw tooFast('requests');
    this.#requests.take(address, nowAtMs);
  }

  /**
   * Lets a request through that writes events, before it is read.
   * @returns what takes account of how many there were. @throws KeptError RATE_LIMITED.
   */
  writes(request: IncomingMessage, subject: Subject): (events: number) => void {
    const sender = subject.kind === 'source' ? `key ${subject.id}` : this.#addressOf(request);
    const nowAtMs = this.#clock.nowAtMs();
    if (this.#events.waitMs(sender, nowAtMs) > 0) throw tooFast('events');
    this.#events.take(sender, nowAtMs, REQUEST_EVENTS);
    return (events) => this.#events.take(sender, nowAtMs, events);
  }
}

function tooFast(what: string): KeptError {
  return new KeptError('RATE_LIMITED', `More ${what} come from this sender than one may send.`);
}
