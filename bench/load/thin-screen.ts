import { connect, type Socket } from 'node:net';

export type ThinScreenOptions = {
  readonly port: number;
  /** Sent after the handshake, as `["subscribe", {…}]`; `null` to stay quiet. */
  readonly ask: readonly unknown[] | null;
  readonly auth: object;
  /** Reads nothing any more once it has been let in. */
  readonly isSlow: boolean;
  /** Each message of the server, as it came and when. */
  readonly heard: (text: Buffer) => void;
  readonly ready: () => void;
  readonly lost: () => void;
};

const SHORT_MAX = 125;
const IN_16_BITS = 126;

/**
 * A screen with nothing behind it: one TCP connection that speaks as much WebSocket, engine.io and Socket.IO as a client must, so
 * that thousands of them fit beside the server that is measured.
 */
export class ThinScreen {
  readonly #options: ThinScreenOptions;
  readonly #socket: Socket;
  #held: Buffer = Buffer.alloc(0);
  #isUpgraded = false;

  constructor(options: ThinScreenOptions) {
    this.#options = options;
    this.#socket = connect({ port: options.port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('connect', () => this.#socket.write(upgradeRequest(options.port)));
    this.#socket.on('data', (chunk) => this.#read(chunk as Buffer));
    this.#socket.on('error', () => {});
    this.#socket.on('close', () => options.lost());
  }

  close(): void {
    this.#socket.destroy();
  }

  send(text: string): void {
    this.#socket.write(maskedFrame(text));
  }

  #read(chunk: Buffer): void {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    if (!this.#isUpgraded) {
      const end = this.#held.indexOf('\r\n\r\n');
      if (end < 0) return;
      this.#isUpgraded = true;
      this.#held = this.#held.subarray(end + 4);
    }
    for (let frame = frameIn(this.#held); frame !== null; frame = frameIn(this.#held)) {
      this.#held = this.#held.subarray(frame.end);
      this.#take(frame.payload);
    }
  }

  #take(text: Buffer): void {
    const [first, second] = text;
    if (first === 0x30) this.send(`40${JSON.stringify(this.#options.auth)}`);
    else if (first === 0x32) this.send('3');
    else if (first === 0x34 && second === 0x30) this.#letIn();
    else if (first === 0x34 && second === 0x34) this.close();
    else this.#options.heard(text);
  }

  #letIn(): void {
    if (this.#options.ask !== null) this.send(`420${JSON.stringify(this.#options.ask)}`);
    if (this.#options.isSlow) this.#socket.pause();
    this.#options.ready();
  }
}

function upgradeRequest(port: number): string {
  const head = [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
  ];
  return [...head, 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==', '', ''].join('\r\n');
}

/** A client masks what it sends; a mask of zeros leaves it as it is. */
function maskedFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const isShort = payload.length <= SHORT_MAX;
  const header = Buffer.alloc(isShort ? 6 : 8);
  header[0] = 0x81;
  header[1] = 0x80 | (isShort ? payload.length : IN_16_BITS);
  if (!isShort) header.writeUInt16BE(payload.length, 2);
  return Buffer.concat([header, payload]);
}

function frameIn(bytes: Buffer): { readonly payload: Buffer; readonly end: number } | null {
  if (bytes.length < 2) return null;
  const short = (bytes[1] ?? 0) & 0x7f;
  const header = short <= SHORT_MAX ? 2 : short === IN_16_BITS ? 4 : 10;
  if (bytes.length < header) return null;
  const length = header === 2 ? short : header === 4 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const end = header + length;
  return bytes.length < end ? null : { payload: bytes.subarray(header, end), end };
}
