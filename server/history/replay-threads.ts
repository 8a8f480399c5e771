import { KeptError, type WireError } from '../../shared/error/index.ts';
import type { ReplayDo, ReplayOpen, ReplayReply } from '../../shared/wire/index.ts';
import type { Clock, ReplaySink, Replays, RunningReplay } from '../ports/index.ts';
import { HistoryThread } from './history-thread.ts';
import type { FromThread, HistoryThreadData, ToThread } from './thread-messages.ts';

/** Replays that run at a time; one counts until its thread is gone, however fast others are opened. */
const REPLAYS_MAX = 4;

export type ReplayThreadsOptions = { readonly program: URL; readonly data: HistoryThreadData; readonly clock: Clock };

/** Each replay in a thread of its own, and only so many. */
export class ReplayThreads implements Replays {
  readonly #options: ReplayThreadsOptions;
  readonly #running = new Set<ReplayThread>();

  constructor(options: ReplayThreadsOptions) {
    this.#options = options;
  }

  open(wanted: ReplayOpen, sink: ReplaySink): { readonly replay: RunningReplay; readonly opened: Promise<ReplayReply> } {
    const nowAtMs = this.#options.clock.nowAtMs();
    if (wanted.toAtMs > nowAtMs)
      throw new KeptError('REPLAY_INVALID', `The replay was refused: \`toAtMs\` lies after now, ${new Date(nowAtMs).toISOString()}.`);
    if (this.#running.size >= REPLAYS_MAX) throw new KeptError('REPLAY_BUSY', `${REPLAYS_MAX} replays are running already.`);
    const replay: ReplayThread = new ReplayThread(this.#options, sink, () => this.#running.delete(replay));
    this.#running.add(replay);
    return { replay, opened: replay.open(wanted) };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running].map((replay) => replay.end()));
  }
}

class ReplayThread implements RunningReplay {
  readonly #thread: HistoryThread;
  readonly #sink: ReplaySink;
  readonly #left: () => void;
  readonly #waiting = new Map<number, (reply: ReplayReply) => void>();
  #asked = 0;
  #isOver = false;

  constructor({ program, data }: ReplayThreadsOptions, sink: ReplaySink, left: () => void) {
    this.#sink = sink;
    this.#left = left;
    this.#thread = new HistoryThread({
      program,
      data,
      onMessage: (message) => this.#heard(message),
      onGone: (error) => this.#gone(error),
    });
  }

  async open(wanted: ReplayOpen): Promise<ReplayReply> {
    const reply = await this.#ask((id) => ({ kind: 'open', id, wanted }));
    if (!reply.ok) await this.close();
    return reply;
  }

  async do(wanted: ReplayDo): Promise<ReplayReply> {
    if (this.#isOver) return unknown();
    const reply = await this.#ask((id) => ({ kind: 'do', id, wanted }));
    if (wanted.do === 'close') await this.close();
    return reply;
  }

  taken(): void {
    this.#thread.say({ kind: 'taken' });
  }

  close(): Promise<void> {
    return this.end();
  }

  async end(): Promise<void> {
    this.#leave();
    await this.#thread.end();
    this.#left();
  }

  #ask(message: (id: number) => ToThread): Promise<ReplayReply> {
    const id = ++this.#asked;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#thread.say(message(id));
    });
  }

  #heard(message: FromThread): void {
    if (message.kind === 'frame') this.#sink.frame(message.frame);
    else if (message.kind === 'reply') {
      this.#waiting.get(message.id)?.(message.reply);
      this.#waiting.delete(message.id);
    } else if (message.kind === 'ended') {
      this.#sink.ended(message.ended);
      void this.close();
    }
  }

  #gone(error: WireError): void {
    const wasOver = this.#isOver;
    this.#leave(error);
    this.#left();
    if (!wasOver) this.#sink.ended({ why: 'failed', error });
  }

  #leave(error?: WireError): void {
    this.#isOver = true;
    for (const resolve of this.#waiting.values()) resolve(error === undefined ? unknown() : { ok: false, error });
    this.#waiting.clear();
  }
}

function unknown(): ReplayReply {
  return { ok: false, error: new KeptError('REPLAY_UNKNOWN', 'The replay has ended.').toJSON() };
}
