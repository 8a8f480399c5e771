import type { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { KeptError } from '../../shared/error/index.ts';
import { type Bounds, type Clock, isFromHere, Places } from '../ports/index.ts';
import { Admission } from './admission.ts';

export type DoorOptions = {
  readonly bounds: Pick<Bounds, 'socketsOfAddress' | 'socketsPerSecond'>;
  readonly clock: Pick<Clock, 'nowAtMs'>;
  /** Who connects; without it an address has no bound of its own. */
  readonly addressOf: ((request: IncomingMessage) => string) | undefined;
};

/** Beyond this many times what is let in a connection is refused unheard: it comes back at a time of its own choosing. */
const UNHEARD_FROM = 4;

/** What is looked at before a connection may say anything: where it comes from, and how many others do. */
export class Door {
  readonly #options: DoorOptions;
  readonly #admission: Admission;
  readonly #addresses = new Places();

  constructor(options: DoorOptions) {
    this.#options = options;
    this.#admission = new Admission({ perSecond: options.bounds.socketsPerSecond * UNHEARD_FROM });
  }

  /** Why a handshake is refused; `null` where it is not. */
  refusalOf(request: IncomingMessage): string | null {
    if (isFromHere(request.headers) === false)
      return textOf(new KeptError('ORIGIN_REFUSED', 'The connection does not come from a page of this server.'));
    const mayBeHeard = this.#heldBy(request) < this.#options.bounds.socketsOfAddress * UNHEARD_FROM;
    if (mayBeHeard && this.#admission.retryAfterMs(this.#options.clock.nowAtMs()) === 0) return null;
    return textOf(new KeptError('SERVER_BUSY', 'Too many connections come at once.'));
  }

  /** Counts a connection from its handshake to its end, whether it ever says hello or not. */
  count(conn: EventEmitter, request: IncomingMessage): void {
    const { addressOf } = this.#options;
    if (addressOf === undefined) return;
    const address = addressOf(request);
    this.#addresses.take(address);
    conn.once('close', () => this.#addresses.leave(address));
  }

  /** Whether the address of a connection that is counted has too many. */
  isFull(request: IncomingMessage): boolean {
    return this.#heldBy(request) > this.#options.bounds.socketsOfAddress;
  }

  #heldBy(request: IncomingMessage): number {
    const { addressOf } = this.#options;
    return addressOf === undefined ? 0 : this.#addresses.of(addressOf(request));
  }
}

/** Engine.IO answers with one text. */
function textOf({ code, message, fix }: KeptError): string {
  return `${code}: ${message} ${fix}`;
}
