import { KeptError, type WireError } from '../../shared/error/index.ts';
import type { Ask } from '../../shared/view/index.ts';
import type { Clock, Past, PastAnswer, When } from '../ports/index.ts';
import { HistoryThread } from './history-thread.ts';
import type { FromThread, HistoryThreadData } from './thread-messages.ts';

/** Queries that are worked out at a time, and that wait behind them. */
const RUNNING_MAX = 2;
const WAITING_MAX = 16;
/** From when it was asked. */
const QUERY_MS_MAX = 60_000;
/** An answer stands for this long, so that many who look at one time cost one fold. */
const FRESH_MS = 10_000;
const ANSWERS_MAX = 32;
const ANSWER_LENGTH_MAX = 4 * 1024 * 1024;
/** A thread without work is let go. */
const IDLE_MS = 30_000;

export type PastQueriesOptions = {
  readonly program: URL;
  readonly data: HistoryThreadData;
  readonly clock: Clock;
  /** The last place that live has folded: a query knows no more than live does. */
  readonly head: () => number;
};

/** One question, and all who wait for its answer. */
type Query = {
  readonly id: number;
  readonly key: string;
  readonly ask: Ask;
  readonly when: When;
  readonly nowAtMs: number;
  readonly promise: Promise<PastAnswer>;
  readonly settle: (answer: PastAnswer | WireError) => void;
  waiters: number;
  thread: Runner | null;
  cancelTimeout: () => void;
};

/** One that ends takes a place until its thread is gone, however fast questions are given up. */
type Runner = { readonly thread: HistoryThread; query: Query | null; isEnding: boolean; cancelIdle: () => void };

/** Queries of the past, a few at a time in threads of their own, so that none holds up what is live. */
export class PastQueries implements Past {
  readonly #options: PastQueriesOptions;
  readonly #runners = new Set<Runner>();
  readonly #waiting: Query[] = [];
  /** Under way or waiting. */
  readonly #queries = new Map<string, Query>();
  readonly #answers = new Map<string, { readonly answer: PastAnswer; readonly untilAtMs: number }>();
  #asked = 0;

  constructor(options: PastQueriesOptions) {
    this.#options = options;
  }

  async ask(ask: Ask, when: When, signal: AbortSignal): Promise<PastAnswer> {
    const key = JSON.stringify([ask, when]);
    const known = this.#answers.get(key);
    if (known !== undefined && known.untilAtMs > this.#options.clock.nowAtMs()) return known.answer;
    const query = this.#queries.get(key) ?? this.#start(key, ask, when);
    query.waiters += 1;
    const leave = () => {
      query.waiters -= 1;
      if (query.waiters === 0) this.#drop(query, cancelled());
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await query.promise;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  async close(): Promise<void> {
    for (const query of [...this.#queries.values()]) this.#drop(query, cancelled());
    await Promise.all([...this.#runners].map((runner) => this.#end(runner)));
  }

  #start(key: string, ask: Ask, when: When): Query {
    const isFull = this.#runners.size >= RUNNING_MAX && [...this.#runners].every((runner) => !isIdle(runner));
    if (isFull && this.#waiting.length >= WAITING_MAX)
      throw new KeptError('HISTORY_BUSY', `${this.#queries.size} queries of the past are under way or waiting already.`);
    const { clock } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<PastAnswer>();
    promise.catch(() => {}); // Those who wait hear of it; somebody may have stopped waiting.
    const query: Query = {
      id: ++this.#asked,
      key,
      ask,
      when,
      nowAtMs: clock.nowAtMs(),
      promise,
      settle: (answer) => ('code' in answer ? reject(errorOf(answer)) : resolve(answer)),
      waiters: 0,
      thread: null,
      cancelTimeout: clock.wakeAt(clock.nowAtMs() + QUERY_MS_MAX, () => this.#drop(query, tooSlow())),
    };
    this.#queries.set(key, query);
    this.#waiting.push(query);
    this.#next();
    return query;
  }

  /** Gives what waits to threads that have nothing to do. */
  #next(): void {
    while (this.#waiting.length > 0) {
      const runner = [...this.#runners].find(isIdle) ?? this.#newRunner();
      if (runner === null) return;
      const query = this.#waiting.shift() as Query;
      runner.cancelIdle();
      runner.query = query;
      query.thread = runner;
      const { ask, when, id, nowAtMs } = query;
      runner.thread.say({ kind: 'ask', id, query: { ask, when, nowAtMs, untilPlace: this.#options.head() } });
    }
  }

  #newRunner(): Runner | null {
    if (this.#runners.size >= RUNNING_MAX) return null;
    const { program, data } = this.#options;
    const runner: Runner = {
      thread: new HistoryThread({
        program,
        data,
        onMessage: (message) => this.#heard(runner, message),
        onGone: (error) => this.#gone(runner, error),
      }),
      query: null,
      isEnding: false,
      cancelIdle: () => {},
    };
    this.#runners.add(runner);
    return runner;
  }

  #heard(runner: Runner, message: FromThread): void {
    const { query } = runner;
    if (query === null || !('id' in message) || message.id !== query.id) return;
    runner.query = null;
    const { clock } = this.#options;
    runner.cancelIdle = clock.wakeAt(clock.nowAtMs() + IDLE_MS, () => void this.#end(runner));
    if (message.kind === 'answer') this.#keep(query.key, message.answer);
    if (message.kind === 'answer') this.#settle(query, message.answer);
    else if (message.kind === 'refused') this.#settle(query, message.error);
    this.#next();
  }

  #gone(runner: Runner, error: WireError): void {
    this.#runners.delete(runner);
    runner.cancelIdle();
    if (runner.query !== null) this.#settle(runner.query, error);
    this.#next();
  }

  /** Nobody wants it any more, or it took too long: a thread in the middle of it is ended, since it may not listen. */
  #drop(query: Query, error: WireError): void {
    if (this.#queries.get(query.key) !== query) return;
    this.#settle(query, error);
    const at = this.#waiting.indexOf(query);
    if (at >= 0) this.#waiting.splice(at, 1);
    if (query.thread !== null) void this.#end(query.thread);
    this.#next();
  }

  #settle(query: Query, answer: PastAnswer | WireError): void {
    query.cancelTimeout();
    if (this.#queries.get(query.key) === query) this.#queries.delete(query.key);
    query.settle(answer);
  }

  async #end(runner: Runner): Promise<void> {
    runner.isEnding = true;
    runner.cancelIdle();
    await runner.thread.end();
    this.#runners.delete(runner);
    this.#next();
  }

  #keep(key: string, answer: PastAnswer): void {
    if (answer.body.length > ANSWER_LENGTH_MAX) return;
    const nowAtMs = this.#options.clock.nowAtMs();
    for (const [old, { untilAtMs }] of this.#answers) {
      if (untilAtMs <= nowAtMs || this.#answers.size >= ANSWERS_MAX) this.#answers.delete(old);
    }
    this.#answers.set(key, { answer, untilAtMs: nowAtMs + FRESH_MS });
  }
}

function isIdle({ query, isEnding }: Runner): boolean {
  return query === null && !isEnding;
}

function errorOf({ code, message }: WireError): KeptError {
  return new KeptError(code, message);
}

function cancelled(): WireError {
  return new KeptError('HISTORY_BUSY', 'The query was given up.').toJSON();
}

function tooSlow(): WireError {
  return new KeptError('HISTORY_BUSY', `The query took longer than ${QUERY_MS_MAX / 1_000} s.`).toJSON();
}
