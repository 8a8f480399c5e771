import type { Frame } from './frame.ts';
import type { Outlet } from './outlet.ts';

/** More than this may not wait for a client, apart from a view that it asked for (design §8). */
export const WAITING_BYTES_MAX = 1024 * 1024;

/**
 * One client in a room, and how far it lags behind. The measure costs nothing while nothing waits, and a few additions where
 * something does: it is taken with each delta to each client.
 */
export class Member {
  readonly outlet: Outlet;
  /** In which of the slices of a heartbeat it is told; see `BEAT_SLICES`. */
  readonly slice: number;
  readonly #waitingBytesMax: number;
  /** Written since nothing waited before the transport: never less than what waits there of it. */
  #queuedBytes = 0;
  /** A view that it asked for still waits, and may be larger than all that may wait. */
  #grantedBytes = 0;

  constructor(outlet: Outlet, slice: number, waitingBytesMax = WAITING_BYTES_MAX) {
    this.outlet = outlet;
    this.slice = slice;
    this.#waitingBytesMax = waitingBytesMax;
  }

  /** Writes a frame, unless too much waits already. */
  offer(frame: Frame): boolean {
    const { outlet } = this;
    if (!outlet.isBacked) {
      this.#queuedBytes = 0;
      if (outlet.isDrained) this.#grantedBytes = 0;
    } else if (this.#isSlow(frame.bytes)) return false;
    this.#queuedBytes += frame.bytes;
    outlet.write(frame);
    return true;
  }

  /** Whether a whole view may be added: not while the last one is still on its way. */
  get takesView(): boolean {
    return this.outlet.isDrained || this.outlet.waitingBytes() <= this.#waitingBytesMax;
  }

  /** Writes a view or what leads to one, and bears with the time that it takes. */
  grant(frames: readonly Frame[]): void {
    for (const frame of frames) this.outlet.write(frame);
    this.#grantedBytes = this.outlet.waitingBytes();
    this.#queuedBytes = 0;
  }

  #isSlow(moreBytes: number): boolean {
    const bytes = this.#queuedBytes + this.outlet.bytesInTransport;
    this.#grantedBytes = Math.min(this.#grantedBytes, bytes);
    if (bytes + moreBytes - this.#grantedBytes <= this.#waitingBytesMax) return false;
    const exact = this.outlet.waitingBytes();
    this.#queuedBytes = exact - this.outlet.bytesInTransport;
    return exact + moreBytes - Math.min(this.#grantedBytes, exact) > this.#waitingBytesMax;
  }
}
