import type { ReviewLine } from '../../shared/review/index.ts';
import { linesOf } from './ndjson.ts';
import { type Fault, refusedBy, SILENT } from './problem.ts';

export type WorkState = 'idle' | 'working' | 'done' | 'cancelled' | 'failed';

/** One question that takes long: how far it is, how it ended, and what came of it. Asking again drops what was asked before. */
export class LongWork<Result> {
  #work: AbortController | null = null;
  #state = $state<WorkState>('idle');
  #progress = $state(0);
  #result = $state.raw<Result | null>(null);
  #fault = $state.raw<Fault | null>(null);
  #again: (() => void) | null = null;

  get state(): WorkState {
    return this.#state;
  }
  /** 0 to 1. */
  get progress(): number {
    return this.#progress;
  }
  /** Of the latest question that was answered, or what it was answered before; `null` while another one is worked on. */
  get result(): Result | null {
    return this.#result;
  }
  get fault(): Fault | null {
    return this.#fault;
  }

  /** @param isKept leaves the result before in its place until there is another. */
  ask(url: string, { init = {}, isKept = false }: { readonly init?: RequestInit; readonly isKept?: boolean } = {}): void {
    this.#work?.abort();
    const work = new AbortController();
    this.#work = work;
    this.#again = () => this.ask(url, { init, isKept });
    this.#state = 'working';
    this.#progress = 0;
    this.#fault = null;
    if (!isKept) this.#result = null;
    void this.#run(url, { ...init, signal: work.signal });
  }

  /** The same question again. */
  again(): void {
    this.#again?.();
  }

  cancel(): void {
    if (this.#state !== 'working') return;
    this.close();
    this.#state = 'cancelled';
  }

  /** Forgets what was asked and answered. */
  clear(): void {
    this.close();
    this.#state = 'idle';
    this.#result = null;
  }

  close(): void {
    this.#work?.abort();
    this.#work = null;
  }

  async #run(url: string, init: RequestInit & { readonly signal: AbortSignal }): Promise<void> {
    const { signal } = init;
    try {
      const response = await fetch(url, init);
      if (!response.ok || response.body === null) {
        const fault = await refusedBy(response);
        if (!signal.aborted) this.#fail(fault);
        return;
      }
      for await (const line of linesOf(response.body)) {
        if (signal.aborted) return;
        this.#take(line as ReviewLine<Result>);
      }
      if (!signal.aborted && this.#state === 'working') this.#fail(SILENT);
    } catch {
      if (!signal.aborted) this.#fail(SILENT);
    }
  }

  #take(line: ReviewLine<Result>): void {
    if ('progress' in line) this.#progress = line.progress;
    else if ('problem' in line) this.#fail(line.problem);
    else if ('earlier' in line) this.#result = line.earlier;
    else {
      this.#result = line.result;
      this.#state = 'done';
    }
  }

  #fail(fault: Fault): void {
    this.#fault = fault;
    this.#state = 'failed';
  }
}
