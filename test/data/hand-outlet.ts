import type { Frame } from '../../server/realtime/frame.ts';
import type { Outlet } from '../../server/realtime/outlet.ts';

/**
 * The way out to a client whose network a test holds up by hand. As with engine.io, all that waits goes to the transport together, as
 * soon as the network has taken over what went before.
 */
export class HandOutlet implements Outlet {
  readonly #receive: (event: string, payload: unknown) => void;
  #waiting: Frame[] = [];
  #inTransport: Frame[] = [];
  isSlow = false;

  constructor(receive: (event: string, payload: unknown) => void) {
    this.#receive = receive;
  }

  write(frame: Frame): void {
    this.#waiting.push(frame);
    this.#handOver();
    if (!this.isSlow) this.drain();
  }

  get isBacked(): boolean {
    return this.#waiting.length > 0;
  }

  get isDrained(): boolean {
    return this.#waiting.length === 0 && this.#inTransport.length === 0;
  }

  get bytesInTransport(): number {
    return sizeOf(this.#inTransport);
  }

  waitingBytes(): number {
    return sizeOf(this.#waiting) + sizeOf(this.#inTransport);
  }

  dropRoomFrames(): void {
    this.#waiting = this.#waiting.filter(({ options }) => !options.isOfRoom);
  }

  /** The network takes over all that waits. */
  drain(): void {
    while (!this.isDrained) this.step();
  }

  /** The network takes over what the transport holds. */
  step(): void {
    const arrived = this.#inTransport;
    this.#inTransport = [];
    for (const { text } of arrived) {
      const [event, payload] = JSON.parse(text.slice(1)) as [string, unknown];
      this.#receive(event, payload);
    }
    this.#handOver();
  }

  /** The connection breaks: what waits is lost. */
  cut(): void {
    this.#waiting = [];
    this.#inTransport = [];
  }

  #handOver(): void {
    if (this.#inTransport.length > 0) return;
    this.#inTransport = this.#waiting;
    this.#waiting = [];
  }
}

function sizeOf(frames: readonly Frame[]): number {
  return frames.reduce((sum, { bytes }) => sum + bytes, 0);
}
