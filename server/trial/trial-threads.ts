import { Worker } from 'node:worker_threads';
import { KeptError, type WireError } from '../../shared/error/index.ts';
import type { TrialAnswer, TrialAsk, Trials, TrialWatch } from '../ports/index.ts';

/** What a thread needs to answer one question by itself. */
export type TrialThreadData = {
  readonly folder: string;
  readonly ask: TrialAsk;
  /** The place up to which the log may be read. */
  readonly untilPlace: number;
  readonly nowAtMs: number;
};

export type FromTrialThread = { readonly progress: number } | { readonly answer: TrialAnswer | null } | { readonly refused: WireError };

export type TrialThreadsOptions = {
  /** The program of the thread. */
  readonly program: URL;
  readonly folder: string;
  readonly head: () => number;
  readonly nowAtMs: () => number;
};

/** Questions at a time: each holds a year of events. */
const THREADS_MAX = 2;
/** What one may hold; a longer past than that has to be asked with `kept what-if`. */
const HEAP_MB_MAX = 1_024;

/** Each question in a thread of its own, which ends with it. */
export class TrialThreads implements Trials {
  readonly #options: TrialThreadsOptions;
  readonly #running = new Set<Worker>();

  constructor(options: TrialThreadsOptions) {
    this.#options = options;
  }

  ask(ask: TrialAsk, { onProgress, signal }: TrialWatch): Promise<TrialAnswer | null> {
    if (this.#running.size >= THREADS_MAX)
      return Promise.reject(new KeptError('HISTORY_BUSY', `${THREADS_MAX} drafts are being tried on the past already.`));
    const { program, folder, head, nowAtMs } = this.#options;
    const workerData: TrialThreadData = { folder, ask, untilPlace: head(), nowAtMs: nowAtMs() };
    const worker = new Worker(program, { workerData, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX } });
    this.#running.add(worker);
    const { promise, resolve, reject } = Promise.withResolvers<TrialAnswer | null>();
    worker.on('message', (message: FromTrialThread) => {
      if ('progress' in message) onProgress(message.progress);
      else if ('answer' in message) resolve(message.answer);
      else reject(refusalOf(message.refused));
    });
    worker.on('error', (cause) => reject(faultOf(cause)));
    worker.on('exit', () => {
      this.#running.delete(worker);
      reject(new KeptError('SERVER_FAULT', 'The thread that reads the past ended.')); // It changes nothing after an answer.
    });
    signal.addEventListener('abort', () => void worker.terminate(), { once: true });
    return promise.finally(() => worker.terminate());
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running].map((worker) => worker.terminate()));
  }
}

function refusalOf({ code, message }: WireError): KeptError {
  return new KeptError(code, message);
}

function faultOf(cause: unknown): KeptError {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new KeptError('HISTORY_TOO_LARGE', `The past needs more than the ${HEAP_MB_MAX} MB that a question may hold.`);
  console.error(cause);
  return new KeptError('SERVER_FAULT', 'The thread that reads the past failed.');
}
