import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { KeptError } from '../../../shared/error/index.ts';
import type { BuiltSegment } from './archive-month.ts';

export type ArchiveWorkerData = { readonly file: string; readonly beforeAtMs: number };
export type FromArchive =
  | { readonly kind: 'built'; readonly segment: BuiltSegment | null }
  | { readonly kind: 'failed'; readonly why: string };

/** Writes the oldest closed month into a segment, in a thread of low priority. One at a time. */
export class ArchiveThread {
  #worker: Worker | undefined;

  /** @returns null when no month is left that was over before the instant. @throws KeptError LOG_FAILED. */
  async build(data: ArchiveWorkerData): Promise<BuiltSegment | null> {
    const worker = new Worker(new URL('./archive-worker.ts', import.meta.url), { workerData: data });
    this.#worker = worker;
    try {
      const [message] = (await Promise.race([once(worker, 'message'), once(worker, 'exit')])) as [FromArchive | number];
      if (typeof message === 'number') throw new KeptError('LOG_CLOSED', 'The archive was stopped.');
      if (message.kind === 'failed') throw new KeptError('LOG_FAILED', `The archive could not be written: ${message.why}.`);
      return message.segment;
    } finally {
      this.#worker = undefined;
      await worker.terminate();
    }
  }

  /** What was not finished is done again the next time. */
  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }
}
