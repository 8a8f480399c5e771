import { Worker } from 'node:worker_threads';
import type { KeptErrorCode } from '../../../shared/error/index.ts';
import type { LogDamage } from '../../ports/index.ts';

export type FromCheck =
  | { readonly kind: 'checked'; readonly places: number }
  | { readonly kind: 'damaged'; readonly damage: LogDamage }
  | { readonly kind: 'failed'; readonly code: KeptErrorCode; readonly why: string };

/** One check of a whole log file in the background. */
export class CheckThread {
  readonly #worker: Worker;
  readonly result: Promise<FromCheck>;

  constructor(file: string) {
    this.#worker = new Worker(new URL('./check-worker.ts', import.meta.url), { workerData: { file } });
    this.result = new Promise((resolve) => {
      const failed = (why: string) => resolve({ kind: 'failed', code: 'LOG_FAILED', why });
      this.#worker.on('message', resolve);
      this.#worker.on('error', (cause) => failed(cause instanceof Error ? cause.message : String(cause)));
      this.#worker.on('exit', () => failed('it was stopped'));
    });
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}
