import { KeptError } from '../../../shared/error/index.ts';

export type ConnectionOptions = {
  /** `redis://user:password@host:port/database`, or `rediss://` over TLS. */
  readonly url: string;
  /** How long the first connection may take. */
  readonly withinMs?: number;
};

/** Texts and bytes of a reply are buffers, whole numbers are numbers, lists are arrays: RESP 2 as it comes. */
export type Reply = Buffer | number | null | readonly Reply[];

const CONNECT_WITHIN_MS = 10_000;
const CONNECT_MS_MAX = 2000;
/** A connection that owes an answer and has said nothing for so long is cut and made anew. */
const SILENCE_MS_MAX = 5000;
const LOOK_EVERY_MS = 1000;
const RECONNECT_MS_MAX = 1000;
/** By the first byte of a reply in Redis' protocol: texts of both kinds. */
const AS_BYTES = { 36: Buffer, 43: Buffer } as const;

type Client = Awaited<ReturnType<typeof clientOf>>;

/** One connection to Redis. It comes back by itself; a command that is given while it is away is refused, never kept for later. */
export class Connection {
  readonly name: string;
  readonly #client: Client;
  readonly #watch: NodeJS.Timeout;
  #outstanding = 0;
  #heardAtMs = 0;
  #isClosed = false;

  private constructor(name: string, client: Client) {
    this.name = name;
    this.#client = client;
    this.#watch = setInterval(() => this.#cutSilent(), LOOK_EVERY_MS).unref();
  }

  /** @throws KeptError LOG_FAILED when Redis does not answer in time, USAGE when the address is none. */
  static async open({ url, withinMs = CONNECT_WITHIN_MS }: ConnectionOptions): Promise<Connection> {
    const name = nameOf(url);
    const endAtMs = performance.now() + withinMs;
    let wasReady = false;
    const client = await clientOf(url, (retries, cause) => {
      if (!wasReady && performance.now() >= endAtMs) return cause;
      return Math.min(10 * 2 ** Math.min(retries, 10), RECONNECT_MS_MAX);
    });
    client.on('error', () => {}); // Whoever sends a command hears of it there.
    try {
      await client.connect();
    } catch (cause) {
      throw new KeptError('LOG_FAILED', `Redis at ${name} does not answer: ${textOf(cause)}.`, { cause });
    }
    wasReady = true;
    return new Connection(name, client);
  }

  /** Commands are answered in the order in which they are sent. Rejects with what Redis said, or when the connection breaks. */
  async command(args: readonly (string | Buffer)[]): Promise<Reply> {
    if (this.#outstanding === 0) this.#heardAtMs = performance.now();
    this.#outstanding += 1;
    try {
      return await this.#client.sendCommand<Reply>(args, { typeMapping: AS_BYTES });
    } finally {
      this.#outstanding -= 1;
      this.#heardAtMs = performance.now();
    }
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#watch);
    if (this.#client.isOpen) this.#client.destroy();
  }

  /** A Redis that hangs, or a network that swallows everything, breaks no connection by itself. */
  #cutSilent(): void {
    if (this.#outstanding === 0 || performance.now() - this.#heardAtMs < SILENCE_MS_MAX || !this.#client.isReady) return;
    this.#client.destroy();
    const again = (): void => {
      if (!this.#isClosed) this.#client.connect().catch(() => setTimeout(again, RECONNECT_MS_MAX).unref());
    };
    again();
  }
}

/** The package is loaded by whoever connects: it is large, and most commands need none of it. */
async function clientOf(url: string, reconnectStrategy: (retries: number, cause: Error) => number | Error) {
  const { createClient } = await import('redis');
  const socket = { connectTimeout: CONNECT_MS_MAX, reconnectStrategy };
  return createClient({ url, RESP: 2, disableOfflineQueue: true, socket });
}

/** Where Redis is, without its password. */
function nameOf(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null || !/^rediss?:$/.test(parsed.protocol)) {
    throw new KeptError('USAGE', 'The address of Redis is to be redis://HOST:PORT/DATABASE.');
  }
  return `${parsed.host}${parsed.pathname}`;
}

export function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
