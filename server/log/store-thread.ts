import { Worker } from 'node:worker_threads';
import { assert, KeptError, type KeptErrorCode } from '../../shared/error/index.ts';
import type { LogDamage } from '../ports/index.ts';
import type { BuiltSegment } from './archive/archive-month.ts';
import type { CommitRequest, CommitResult, Head } from './commit.ts';

export type StoreWorkerData = { readonly file: string; readonly personal: readonly string[] | undefined };
export type Opened = {
  readonly epoch: string;
  /** What the chain starts from. */
  readonly origin: string;
  readonly head: Head;
  readonly personal: readonly string[];
  /** Of a record that was not opened for writing; `head` is then the last good entry. */
  readonly damage?: LogDamage;
};
export type ToWorker = { readonly kind: 'commit'; readonly request: CommitRequest } | StoreWork | { readonly kind: 'close' };
/** What is done between commits. */
export type StoreWork =
  | { readonly kind: 'probe' }
  | { readonly kind: 'scrub' }
  | { readonly kind: 'note-segment'; readonly segment: BuiltSegment }
  | { readonly kind: 'take-out'; readonly fromPlace: number };
export type FromWorker =
  | ({ readonly kind: 'ready' } & Opened)
  | { readonly kind: 'committed'; readonly result: CommitResult }
  | { readonly kind: 'worked'; readonly result: boolean | number | null }
  | { readonly kind: 'refused'; readonly code: KeptErrorCode; readonly message: string }
  | { readonly kind: 'closed' };

type Waiting = { readonly resolve: (message: FromWorker) => void; readonly reject: (reason: unknown) => void };

/** A `LogStore` in a worker thread. Answers come in the order of the requests, so the first one waiting is meant. */
export class StoreThread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  /** Why the thread is gone. Nobody knows whether its last commit reached the disk, so only opening anew helps. */
  #dead: KeptError | undefined;

  constructor(data: StoreWorkerData) {
    this.#worker = new Worker(new URL('./store-worker.ts', import.meta.url), { workerData: data });
    this.#worker.on('message', (message: FromWorker) => this.#waiting.shift()?.resolve(message));
    this.#worker.on('error', (cause) => this.#die(cause));
    this.#worker.on('exit', () => this.#die(undefined));
  }

  /** Resolves when the file is open. @throws KeptError LOG_FORMAT, LOG_FAILED, LOG_DAMAGED. */
  async ready(): Promise<Opened> {
    const message = await this.#answer();
    assert(message.kind === 'ready', 'the store thread first says that it is ready');
    return message;
  }

  /** The buffers of the request go to the thread and are empty afterwards. @throws KeptError LOG_FAILED. */
  async commit(request: CommitRequest): Promise<CommitResult> {
    this.#post({ kind: 'commit', request }, [request.body, request.days, request.sourceOf].map(bufferOf));
    const message = await this.#answer();
    assert(message.kind === 'committed', 'the store thread answers a commit with its result');
    return message.result;
  }

  /** Whether the disk takes a few bytes again. @throws KeptError LOG_FAILED. */
  async probe(): Promise<void> {
    await this.#work({ kind: 'probe' });
  }

  /** Empties what the file still holds of values that were erased. @returns false while somebody reads from it. */
  async scrub(): Promise<boolean> {
    return (await this.#work({ kind: 'scrub' })) === true;
  }

  /** The places of a segment are found in its file as well. @throws KeptError LOG_FAILED. */
  async noteSegment(segment: BuiltSegment): Promise<void> {
    await this.#work({ kind: 'note-segment', segment });
  }

  /** Takes some bodies that stand in segments out. @returns where to go on, null when none is left. @throws KeptError LOG_FAILED. */
  async takeOutBodies(fromPlace: number): Promise<number | null> {
    const result = await this.#work({ kind: 'take-out', fromPlace });
    return typeof result === 'number' ? result : null;
  }

  async close(): Promise<void> {
    if (this.#dead !== undefined) return;
    this.#post({ kind: 'close' }, []);
    await this.#answer();
    await this.#worker.terminate();
  }

  async #work(work: StoreWork): Promise<boolean | number | null> {
    this.#post(work, []);
    const message = await this.#answer();
    assert(message.kind === 'worked', 'the store thread answers work with its result');
    return message.result;
  }

  #post(message: ToWorker, transfer: ArrayBuffer[]): void {
    if (this.#dead === undefined) this.#worker.postMessage(message, transfer);
  }

  #answer(): Promise<FromWorker> {
    if (this.#dead !== undefined) return Promise.reject(this.#dead);
    return new Promise<FromWorker>((resolve, reject) => this.#waiting.push({ resolve, reject })).then((message) => {
      if (message.kind === 'refused') throw new KeptError(message.code, message.message);
      return message;
    });
  }

  #die(cause: unknown): void {
    const why = cause instanceof Error ? `: ${cause.message}` : '';
    this.#dead ??= new KeptError('LOG_FAILED', `The thread that writes the log has ended${why}; restart Kept.`, { cause });
    for (const { reject } of this.#waiting.splice(0)) reject(this.#dead);
  }
}

function bufferOf(view: Uint8Array | Int32Array | Uint32Array): ArrayBuffer {
  assert(view.buffer instanceof ArrayBuffer, 'requests are built over buffers of their own');
  return view.buffer;
}
