import { Worker } from 'node:worker_threads';
import { KeptError, type WireError } from '../../shared/error/index.ts';
import type { FromThread, HistoryThreadData, ToThread } from './thread-messages.ts';

/** What one thread may hold; one that needs more ends, and only its own query or replay with it. */
const HEAP_MB_MAX = 1_024;

export type HistoryThreadOptions = {
  /** The program of the thread. */
  readonly program: URL;
  readonly data: HistoryThreadData;
  readonly onMessage: (message: FromThread) => void;
  /** It is gone, and why. Not called after `end`. */
  readonly onGone: (error: WireError) => void;
};

/** A thread that reads the past, with bounded memory. */
export class HistoryThread {
  readonly #worker: Worker;
  #isEnded = false;

  constructor({ program, data, onMessage, onGone }: HistoryThreadOptions) {
    this.#worker = new Worker(program, { workerData: data, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX } });
    this.#worker.on('message', (message: FromThread) => {
      if (!this.#isEnded) onMessage(message);
    });
    const gone = (cause: unknown) => {
      if (this.#isEnded) return;
      this.#isEnded = true;
      onGone(refusalOf(cause));
    };
    this.#worker.on('error', gone);
    this.#worker.on('exit', () => gone(new Error('the thread ended')));
  }

  say(message: ToThread): void {
    if (!this.#isEnded) this.#worker.postMessage(message);
  }

  /** Whatever it is doing. */
  async end(): Promise<void> {
    this.#isEnded = true;
    await this.#worker.terminate();
  }
}

function refusalOf(cause: unknown): WireError {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new KeptError('HISTORY_TOO_LARGE', `The log up to then needs more than the ${HEAP_MB_MAX} MB that a query may hold.`).toJSON();
  console.error(cause);
  return new KeptError('SERVER_FAULT', 'The thread that reads the past failed.').toJSON();
}
