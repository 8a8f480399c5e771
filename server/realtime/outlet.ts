import type { Frame, FrameOptions } from './frame.ts';

/** The way out to one client: what is written waits in it until the client takes it. */
export interface Outlet {
  write(frame: Frame): void;
  /** Whether anything waits that the transport has not taken over. */
  readonly isBacked: boolean;
  /** Whether the transport has nothing left to hand to the network. */
  readonly isDrained: boolean;
  /** Bytes that the transport has taken over and the network has not. */
  readonly bytesInTransport: number;
  /** Bytes that wait, in the transport and before it. */
  waitingBytes(): number;
  /** Takes back what waits before the transport and went to the whole room; answers and single messages stay. */
  dropRoomFrames(): void;
}

/** What waits in an engine.io socket before its transport. */
type Packet = { readonly data?: string | Uint8Array; readonly options?: Partial<FrameOptions> };
/**
 * The parts of an engine.io socket that are read here and nowhere else. It hands all that waits in `writeBuffer` to the transport as
 * soon as that is `writable`, which it is again when the network has taken everything over.
 */
export type Conn = {
  writeBuffer: Packet[];
  readonly transport: {
    readonly name: string;
    readonly writable: boolean;
    readonly socket?: { readonly bufferedAmount?: number; terminate?(): void };
  };
  request: unknown;
  write(data: string, options: object): unknown;
};

export function outletOf(conn: Conn): Outlet {
  return new EngineOutlet(conn);
}

/** Lets go of the request that a web socket began with, which is most of what a quiet connection holds on to. */
export function forgetRequest(conn: Conn): void {
  if (conn.transport.name === 'websocket') conn.request = null;
}

/** Ends a connection without waiting for the client to agree, which one that reads nothing never does. */
export function hangUp(conn: Conn): void {
  conn.transport.socket?.terminate?.();
}

class EngineOutlet implements Outlet {
  readonly #conn: Conn;

  constructor(conn: Conn) {
    this.#conn = conn;
  }

  write({ text, options }: Frame): void {
    this.#conn.write(text, options);
  }

  get isBacked(): boolean {
    return this.#conn.writeBuffer.length > 0;
  }

  get isDrained(): boolean {
    return this.#conn.writeBuffer.length === 0 && this.#conn.transport.writable;
  }

  get bytesInTransport(): number {
    return this.#conn.transport.socket?.bufferedAmount ?? 0; // Polling hands each answer over whole.
  }

  waitingBytes(): number {
    return this.#conn.writeBuffer.reduce((sum, packet) => sum + bytesOf(packet), this.bytesInTransport);
  }

  dropRoomFrames(): void {
    this.#conn.writeBuffer = this.#conn.writeBuffer.filter(({ options }) => options?.isOfRoom !== true);
  }
}

function bytesOf({ data, options }: Packet): number {
  return options?.wsPreEncodedFrame?.[0]?.length ?? data?.length ?? 0;
}
