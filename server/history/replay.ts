import { KeptError } from '../../shared/error/index.ts';
import type { Bilingual } from '../../shared/text/index.ts';
import type { DeskPatch, ViewPatch } from '../../shared/view/index.ts';
import type { ReplayDo, ReplayOpen, ReplayReply, ReplayStatus } from '../../shared/wire/index.ts';
import type { Clock, ReplaySink } from '../ports/index.ts';
import type { History } from './history.ts';
import { Interrupted, isInterruption, refusalOf, tooLong } from './interrupted.ts';
import { lastChangeBefore } from './last-change.ts';
import { pictureOf, type ReplayPicture } from './replay-picture.ts';
import { Timeline } from './timeline.ts';
import { isWantedOn } from './wanted-change.ts';

/** Frames go out as often as a live room's changes at most. */
const INTERVAL_MS = { wall: 100, desk: 250 } as const;
/** A frame that takes longer is cut: the replay then runs slower than it was asked to. */
const FRAME_MS_MAX = 200;
/** Time that goes on without a change is told this often. */
const TIME_EVERY_MS = 1_000;
/** Frames on their way to the page: until one is taken, time waits. */
const UNTAKEN_MAX = 2;
/** A step gives up, and says where it got to. */
const STEP_MS_MAX = 20_000;
/** Opening and seeking give up. */
const SEEK_MS_MAX = 120_000;
/** Nobody asked for anything, and nothing was shown. */
const IDLE_MS_MAX = 10 * 60_000;

export type ReplayOptions = {
  readonly history: History;
  readonly clock: Clock;
  readonly wanted: ReplayOpen;
  readonly banner: Bilingual | null;
  readonly sink: ReplaySink;
};

/**
 * One view of the past that runs at a speed: frames at the pace of live, of what the engine said then. It rests at least as long as it
 * works. What is asked of it last counts; whatever it was doing ends.
 */
export class Replay {
  readonly #options: ReplayOptions;
  #timeline: Timeline | null = null;
  #picture: ReplayPicture | null = null;
  /** Where its range begins: a step back may go on before that. */
  #fromAtMs: number;
  /** Counts what was drawn anew; with each, numbers begin again. */
  #epoch = 0;
  #seq = 0;
  #drawnGeneration = 0;
  #isPlaying = false;
  /** Seeks that are under way; all but the last of them have been interrupted. */
  #seeks = 0;
  #speed: number;
  #untaken = 0;
  #toldAtMs = 0;
  /** Wall time and replay time that belong together: replay time is counted from there. */
  #anchor = { wallAtMs: 0, atMs: 0 };
  #work = new AbortController();
  #last: Promise<unknown> = Promise.resolve();
  #cancelTick: () => void = () => {};
  #cancelIdle: () => void = () => {};

  constructor(options: ReplayOptions) {
    this.#options = options;
    this.#speed = options.wanted.speed ?? 1;
    this.#fromAtMs = options.wanted.fromAtMs;
  }

  /** Shows the first instant, and runs from there unless it was asked to wait. */
  async open(): Promise<ReplayReply> {
    const { wanted } = this.#options;
    this.#isPlaying = wanted.paused !== true;
    return this.#answer(() => this.#seek(wanted.fromAtMs));
  }

  async do(wanted: ReplayDo): Promise<ReplayReply> {
    this.#stayAwake();
    switch (wanted.do) {
      case 'close':
        this.close();
        return this.#answer(async () => undefined);
      case 'play':
        this.#isPlaying = true;
        this.#run();
        return this.#answer(async () => undefined);
      case 'pause':
        this.#isPlaying = false;
        return this.#answer(() => this.#settle());
      case 'speed':
        this.#speed = wanted.speed;
        this.#run();
        return this.#answer(async () => undefined);
      case 'seek':
        return this.#answer(() => this.#seek(wanted.atMs));
      case 'step':
        this.#isPlaying = false;
        return this.#answer(() => (wanted.isBack === true ? this.#stepBack(wanted.line ?? null) : this.#step(wanted.line ?? null)));
    }
  }

  /** The page has a frame. */
  taken(): void {
    this.#untaken = Math.max(0, this.#untaken - 1);
  }

  close(): void {
    this.#isPlaying = false;
    this.#interrupt();
    this.#cancelTick();
    this.#cancelIdle();
  }

  async #answer(work: () => Promise<object | undefined>): Promise<ReplayReply> {
    try {
      const more = await work();
      if (this.#timeline === null) throw new KeptError('REPLAY_UNKNOWN', 'The replay was never opened.');
      return { ok: true, status: this.#status(this.#timeline), ...more };
    } catch (error) {
      if (!isInterruption(error)) return { ok: false, error: refusalOf(error) };
      if (this.#timeline !== null) return { ok: true, status: this.#status(this.#timeline) };
      return { ok: false, error: new KeptError('REPLAY_UNKNOWN', 'Something else was asked for before it was open.').toJSON() };
    }
  }

  #interrupt(): void {
    this.#work.abort(new Interrupted());
  }

  /** Runs when what was under way has let go. */
  #exclusively<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.#interrupt();
    const controller = new AbortController();
    this.#work = controller;
    const result = this.#last.then(() => {
      controller.signal.throwIfAborted();
      return work(controller.signal);
    });
    this.#last = result.catch(() => {});
    return result;
  }

  async #seek(wantedAtMs: number): Promise<undefined> {
    const { wanted } = this.#options;
    const atMs = Math.min(Math.max(wantedAtMs, this.#fromAtMs), wanted.toAtMs);
    this.#cancelTick();
    this.#seeks += 1;
    try {
      await this.#exclusively((signal) => this.#goTo(atMs, signal));
    } finally {
      this.#seeks -= 1;
    }
    this.#run();
    return undefined;
  }

  async #goTo(atMs: number, signal: AbortSignal): Promise<void> {
    const { history, clock } = this.#options;
    const controller = this.#work;
    const cancel = clock.wakeAt(clock.nowAtMs() + SEEK_MS_MAX, () => controller.abort(tooLong(atMs, SEEK_MS_MAX)));
    try {
      const timeline = this.#timeline;
      const isAhead = timeline !== null && timeline.atMs <= atMs;
      if (isAhead && history.log.placeAt(atMs) - timeline.state.place < history.jumpPlaces) await timeline.forwardTo(atMs, { signal });
      else {
        this.#timeline = await Timeline.at(history, atMs, signal);
        this.#picture = null;
      }
    } finally {
      cancel();
    }
    if (this.#timeline !== null) this.#draw(this.#timeline);
  }

  /** Stands still where all that was received by then is in it. */
  async #settle(): Promise<undefined> {
    this.#cancelTick();
    if (this.#seeks > 0 || this.#timeline === null) return undefined; // It pauses where it was told to go.
    const timeline = this.#timeline;
    await this.#exclusively(async (signal) => {
      await timeline.forwardTo(timeline.atMs, { signal });
      this.#draw(timeline);
    });
    return undefined;
  }

  async #step(line: string | null): Promise<{ readonly stepped: boolean }> {
    const { wanted, clock } = this.#options;
    const giveUpAtMs = clock.nowAtMs() + STEP_MS_MAX;
    this.#cancelTick();
    return this.#exclusively(async (signal) => {
      const timeline = this.#timeline;
      if (timeline === null) throw new KeptError('REPLAY_UNKNOWN', 'The replay was never opened.');
      const isWanted = isWantedOn(() => timeline.state, wanted, line);
      const found = await timeline.stepTo(wanted.toAtMs, isWanted, { signal, isOver: () => clock.nowAtMs() >= giveUpAtMs });
      this.#draw(timeline);
      return { stepped: found.length > 0 };
    });
  }

  /** To the last change before where it stands: found by going forth, from further and further back. */
  async #stepBack(line: string | null): Promise<{ readonly stepped: boolean }> {
    const { history, wanted, clock } = this.#options;
    const isOver = () => clock.nowAtMs() >= giveUpAtMs;
    const giveUpAtMs = clock.nowAtMs() + STEP_MS_MAX;
    this.#cancelTick();
    return this.#exclusively(async (signal) => {
      if (this.#timeline === null) throw new KeptError('REPLAY_UNKNOWN', 'The replay was never opened.');
      const untilMs = this.#timeline.atMs - 1;
      const foundAtMs = await lastChangeBefore(history, { wanted, line, untilMs }, { signal, isOver });
      if (foundAtMs !== null) {
        this.#fromAtMs = Math.min(this.#fromAtMs, foundAtMs);
        await this.#goTo(foundAtMs, signal);
      }
      return { stepped: foundAtMs !== null };
    });
  }

  /** Counts replay time on from where it stands. */
  #run(): void {
    this.#cancelTick();
    const { clock, wanted } = this.#options;
    this.#stayAwake();
    if (!this.#isPlaying || this.#timeline === null || this.#seeks > 0) return; // It runs when it is there.
    this.#anchor = { wallAtMs: clock.nowAtMs(), atMs: this.#timeline.atMs };
    this.#tickIn(INTERVAL_MS[wanted.view]);
  }

  #tickIn(ms: number): void {
    const { clock } = this.#options;
    this.#cancelTick();
    this.#cancelTick = clock.wakeAt(clock.nowAtMs() + ms, () => void this.#tick());
  }

  async #tick(): Promise<void> {
    const { clock, wanted, sink } = this.#options;
    const timeline = this.#timeline;
    if (!this.#isPlaying || timeline === null) return;
    const startedAtMs = clock.nowAtMs();
    const intervalMs = INTERVAL_MS[wanted.view];
    if (this.#untaken >= UNTAKEN_MAX) {
      this.#anchor = { wallAtMs: startedAtMs, atMs: timeline.atMs };
      return this.#tickIn(intervalMs);
    }
    const passedMs = (startedAtMs - this.#anchor.wallAtMs) * this.#speed;
    const atMs = Math.min(wanted.toAtMs, Math.round(this.#anchor.atMs + passedMs));
    const isOver = () => clock.nowAtMs() - startedAtMs >= FRAME_MS_MAX;
    try {
      await this.#exclusively(async (signal) => {
        await timeline.forwardTo(Math.max(atMs, timeline.atMs), { signal, isOver });
        this.#isPlaying &&= timeline.atMs < wanted.toAtMs;
        this.#draw(timeline);
      });
    } catch (error) {
      if (isInterruption(error)) return; // Whatever interrupted it goes on from here.
      this.close();
      sink.ended({ why: 'failed', error: refusalOf(error) });
      return;
    }
    this.#stayAwake();
    // Where it cannot keep up it runs slower, and does not try to catch up.
    if (timeline.atMs < atMs) this.#anchor = { wallAtMs: clock.nowAtMs(), atMs: timeline.atMs };
    if (this.#isPlaying) this.#tickIn(Math.max(intervalMs, clock.nowAtMs() - startedAtMs));
  }

  /** Sends what differs, or the whole view where the state is another one. */
  #draw(timeline: Timeline): void {
    const { wanted, banner, clock, sink } = this.#options;
    const status = this.#status(timeline);
    const position = () => ({ epoch: `replay.${this.#epoch}`, seq: this.#seq, nowAtMs: status.atMs });
    if (this.#picture === null || this.#drawnGeneration !== timeline.generation) {
      this.#picture = pictureOf(timeline.state, wanted, banner);
      this.#drawnGeneration = timeline.generation;
      this.#epoch += 1;
      this.#seq = 0;
      this.#untaken += 1;
      sink.frame({ kind: 'snapshot', status, snapshot: { ...position(), view: this.#picture.view } });
      return;
    }
    const patch: ViewPatch | DeskPatch | null = this.#picture.refresh();
    if (patch === null && status.isPlaying && clock.nowAtMs() - this.#toldAtMs < TIME_EVERY_MS) return;
    this.#toldAtMs = clock.nowAtMs();
    this.#untaken += 1;
    if (patch !== null) this.#seq += 1;
    if (patch === null) sink.frame({ kind: 'time', status });
    else sink.frame({ kind: 'delta', status, delta: { ...position(), patch } });
  }

  #status(timeline: Timeline): ReplayStatus {
    const { atMs } = timeline;
    const isAtEnd = atMs >= this.#options.wanted.toAtMs;
    return { isPlaying: this.#isPlaying && !isAtEnd, isAtEnd, atMs, place: timeline.state.place, speed: this.#speed };
  }

  #stayAwake(): void {
    const { clock, sink } = this.#options;
    this.#cancelIdle();
    this.#cancelIdle = clock.wakeAt(clock.nowAtMs() + IDLE_MS_MAX, () => {
      this.close();
      sink.ended({ why: 'idle' });
    });
  }
}
