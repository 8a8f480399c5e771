import { Worker } from 'node:worker_threads';
import { assert, KeptError } from '../../../shared/error/index.ts';
import type { CommitRequest, Head } from '../commit.ts';
import type { RecordEnd } from './record-end.ts';
import type { Staged } from './staged-sieve.ts';

export type SieveWorkerData = { readonly file: string; readonly personal: readonly string[] };
export type ToSieve =
  | { readonly kind: 'sift'; readonly request: CommitRequest }
  | { readonly kind: 'unstage'; readonly head: Head & { readonly chain: Uint8Array } }
  | { readonly kind: 'recorded'; readonly place: number }
  | { readonly kind: 'close' };
export type FromSieve =
  | { readonly kind: 'ready'; readonly start: RecordEnd }
  | { readonly kind: 'staged'; readonly staged: Staged }
  | { readonly kind: 'closed' };

type Waiting = { readonly resolve: (message: FromSieve) => void; readonly reject: (reason: unknown) => void };

/** A `StagedSieve` in a worker thread; questions are answered in their order. */
export class SieveThread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #dead: KeptError | undefined;

  constructor(data: SieveWorkerData) {
    this.#worker = new Worker(new URL('./sieve-worker.ts', import.meta.url), { workerData: data });
    this.#worker.on('message', (message: FromSieve) => this.#waiting.shift()?.resolve(message));
    this.#worker.on('error', (cause) => this.#die(cause));
    this.#worker.on('exit', () => this.#die(undefined));
  }

  /** Where the record ends. */
  async ready(): Promise<RecordEnd> {
    const message = await this.#answer();
    assert(message.kind === 'ready', 'the sieve first says that it is ready');
    return { ...message.start, chain: Buffer.from(message.start.chain) };
  }

  /** The bytes of the request's body go to the thread and are empty afterwards. */
  async sift(request: CommitRequest): Promise<Staged> {
    this.#post({ kind: 'sift', request }, request.body.buffer instanceof ArrayBuffer ? [request.body.buffer] : []);
    const message = await this.#answer();
    assert(message.kind === 'staged', 'the sieve answers with what it staged');
    return message.staged;
  }

  unstage(head: Head & { readonly chain: Uint8Array }): void {
    this.#post({ kind: 'unstage', head });
  }

  recorded(place: number): void {
    this.#post({ kind: 'recorded', place });
  }

  async close(): Promise<void> {
    if (this.#dead !== undefined) return;
    this.#post({ kind: 'close' });
    await this.#answer();
    await this.#worker.terminate();
  }

  #post(message: ToSieve, transfer: ArrayBuffer[] = []): void {
    if (this.#dead === undefined) this.#worker.postMessage(message, transfer);
  }

  #answer(): Promise<FromSieve> {
    if (this.#dead !== undefined) return Promise.reject(this.#dead);
    return new Promise<FromSieve>((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  #die(cause: unknown): void {
    const why = cause instanceof Error ? `: ${cause.message}` : '';
    this.#dead ??= new KeptError('LOG_FAILED', `The thread that knows the log's identities has ended${why}; restart Kept.`, { cause });
    for (const { reject } of this.#waiting.splice(0)) reject(this.#dead);
  }
}
