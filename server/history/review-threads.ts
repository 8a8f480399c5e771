import { KeptError, type WireError } from '../../shared/error/index.ts';
import type { ReviewAsk } from '../../shared/review/index.ts';
import type { Clock, Reviews, ReviewWait } from '../ports/index.ts';
import { HeldAnswers } from './held-answers.ts';
import { HistoryThread } from './history-thread.ts';
import type { FromThread, HistoryThreadData } from './thread-messages.ts';

/** Reviews that are worked out at a time: the machine has live to see to. */
const RUNNING_MAX = 2;
const WAITING_MAX = 8;
/** From when it was asked. */
const REVIEW_MS_MAX = 10 * 60_000;
/** So long a thread that has answered waits for another question: the next week, another target. It has much of the answer already. */
const LINGER_MS = 60_000;
/** So long an answer is the answer, if nothing has come to the log since: time alone changes little in it. */
const FRESH_MS = 10_000;

export type ReviewThreadsOptions = {
  readonly program: URL;
  readonly data: HistoryThreadData;
  readonly clock: Clock;
  /** The last place that live has folded. */
  readonly head: () => number;
};

type Asked = {
  readonly ask: ReviewAsk;
  readonly onProgress: ReviewWait['onProgress'];
  readonly settle: (answer: string | WireError) => void;
  hand: Hand | null;
};

/** A thread and what it works on; `null` while it waits for more. */
type Hand = { readonly thread: HistoryThread; asked: Asked | null };

/**
 * Each question of a review in a thread of its own, only so many at a time. A thread ends with whoever waits for it; one that has answered
 * waits a minute for the next question, and then ends too.
 */
export class ReviewThreads implements Reviews {
  readonly #options: ReviewThreadsOptions;
  /** Until the thread of each is gone. */
  readonly #running = new Set<Asked>();
  readonly #waiting: Asked[] = [];
  readonly #answers = new HeldAnswers();
  #idle: { readonly hand: Hand; readonly cancelEnd: () => void } | null = null;

  constructor(options: ReviewThreadsOptions) {
    this.#options = options;
  }

  /** The same question of the same log is answered at once; of a log that went on since, what it was answered then is said first. */
  ask(ask: ReviewAsk, wait: ReviewWait): Promise<string> {
    const { clock, head } = this.#options;
    const question = JSON.stringify(ask);
    const held = this.#answers.of(question);
    if (held !== null && held.place === head() && clock.nowAtMs() - held.atMs < FRESH_MS) return Promise.resolve(held.body);
    if (held !== null) wait.onEarlier?.(held.body);
    const [place, atMs] = [head(), clock.nowAtMs()];
    return this.#work(ask, wait).then((body) => {
      this.#answers.hold(question, { place, atMs, body });
      return body;
    });
  }

  #work(ask: ReviewAsk, { signal, onProgress }: ReviewWait): Promise<string> {
    signal.throwIfAborted();
    if (this.#running.size >= RUNNING_MAX && this.#waiting.length >= WAITING_MAX)
      throw new KeptError('HISTORY_BUSY', `${RUNNING_MAX} reviews are under way and ${WAITING_MAX} wait already.`);
    const { clock } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const settle = (answer: string | WireError) =>
      typeof answer === 'string' ? resolve(answer) : reject(new KeptError(answer.code, answer.message));
    const asked: Asked = { ask, onProgress, settle, hand: null };
    const giveUp = () => this.#drop(asked, new KeptError('HISTORY_BUSY', 'The review was given up.').toJSON());
    const cancelTimeout = clock.wakeAt(clock.nowAtMs() + REVIEW_MS_MAX, () =>
      this.#drop(asked, new KeptError('HISTORY_BUSY', `The review took longer than ${REVIEW_MS_MAX / 60_000} min.`).toJSON()),
    );
    signal.addEventListener('abort', giveUp, { once: true });
    this.#waiting.push(asked);
    this.#next();
    return promise.finally(() => {
      cancelTimeout();
      signal.removeEventListener('abort', giveUp);
    });
  }

  async close(): Promise<void> {
    const all = [...this.#waiting, ...this.#running];
    await Promise.all(all.map((asked) => this.#drop(asked, new KeptError('HISTORY_BUSY', 'The server is stopping.').toJSON())));
    await this.#takeIdle()?.thread.end();
  }

  #next(): void {
    while (this.#running.size < RUNNING_MAX) {
      const asked = this.#waiting.shift();
      if (asked === undefined) return;
      this.#running.add(asked);
      const { clock, head } = this.#options;
      const hand = this.#takeIdle() ?? this.#newHand();
      [hand.asked, asked.hand] = [asked, hand];
      hand.thread.say({ kind: 'review', id: 1, query: { ask: asked.ask, nowAtMs: clock.nowAtMs(), untilPlace: head() } });
    }
  }

  #newHand(): Hand {
    const { program, data } = this.#options;
    const thread = new HistoryThread({
      program,
      data,
      onMessage: (message) => this.#heard(hand, message),
      onGone: (error) => {
        if (this.#idle?.hand === hand) this.#takeIdle();
        if (hand.asked !== null) void this.#drop(hand.asked, error);
      },
    });
    const hand: Hand = { thread, asked: null };
    return hand;
  }

  #takeIdle(): Hand | null {
    const idle = this.#idle;
    this.#idle = null;
    idle?.cancelEnd();
    return idle?.hand ?? null;
  }

  #heard(hand: Hand, message: FromThread): void {
    const { asked } = hand;
    if (asked === null) return;
    if (message.kind === 'progress') asked.onProgress(message.share);
    else if (message.kind === 'reviewed') this.#answered(asked, hand, message.body);
    else if (message.kind === 'refused') this.#answered(asked, hand, message.error);
  }

  #answered(asked: Asked, hand: Hand, answer: string | WireError): void {
    const { clock } = this.#options;
    hand.asked = null;
    this.#running.delete(asked);
    asked.settle(answer);
    void this.#takeIdle()?.thread.end(); // One is enough, and this one knows more of now.
    const cancelEnd = clock.wakeAt(clock.nowAtMs() + LINGER_MS, () => void this.#takeIdle()?.thread.end());
    this.#idle = { hand, cancelEnd };
    this.#next();
  }

  /** Answers it, and ends its thread in whatever it does. */
  async #drop(asked: Asked, answer: string | WireError): Promise<void> {
    const at = this.#waiting.indexOf(asked);
    if (at >= 0) this.#waiting.splice(at, 1);
    asked.settle(answer);
    if (!this.#running.has(asked)) return;
    await asked.hand?.thread.end();
    this.#running.delete(asked);
    this.#next();
  }
}
