import type { ThenNow, WeekReport } from '../../shared/review/index.ts';
import { patchView, type ViewPatch, type WallView } from '../../shared/view/index.ts';
import { LongWork } from '../connection/index.ts';
import { breakBeside } from './break-step.ts';
import { KnownNow } from './known-now.ts';
import { ReplayLink } from './replay-link.svelte.ts';

/** Whoever drags along the week does not ask for every instant on the way. */
const PAUSE_MS = 250;
/** A replay has a length. */
const LEAST_MS = 1_000;

export type ReplayerOptions = {
  readonly atMs: number | null;
  readonly speed: number;
  /** The wall that is replayed; `null` while no board is known. */
  readonly board: () => string | null;
  readonly report: () => WeekReport | null;
};

/** The instant that a review looks at: it is picked or played to, and compared with what is known now when it stands. */
export class Replayer {
  readonly #options: ReplayerOptions;
  readonly moment = new LongWork<ThenNow>();
  #link = $state.raw<ReplayLink<WallView, ViewPatch> | null>(null);
  #linkBoard: string | null = null;
  #linkWeek: string | null = null;
  #atMs = $state<number | null>(null);
  #speed = $state(1);
  #note = $state<'no-change' | 'no-change-before' | 'no-break' | 'no-break-before' | null>(null);
  #isStepping = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly known = new KnownNow();
  /** Where it stands, epoch ms; `null` while no instant is picked. */
  readonly atMs = $derived.by(() => (this.#link?.isPlaying === true ? (this.#link.status?.atMs ?? this.#atMs) : this.#atMs));

  constructor(options: ReplayerOptions) {
    this.#options = options;
    this.#atMs = options.atMs;
    this.#speed = options.speed;
  }

  get link(): ReplayLink<WallView, ViewPatch> | null {
    return this.#link;
  }
  get isPlaying(): boolean {
    return this.#link?.isPlaying === true;
  }
  get isStepping(): boolean {
    return this.#isStepping;
  }
  get speed(): number {
    return this.#speed;
  }
  /** What the last key came to, where it did not go anywhere. */
  get note(): 'no-change' | 'no-change-before' | 'no-break' | 'no-break-before' | null {
    return this.#note;
  }

  /** A week is there: it stands where it was asked to, else at its last break, else where its figures end. */
  arrive(report: WeekReport): void {
    const { fromAtMs, untilAtMs } = report.span;
    const isInside = this.#atMs !== null && this.#atMs >= fromAtMs && this.#atMs <= untilAtMs;
    this.goTo(isInside && this.#atMs !== null ? this.#atMs : (report.marks.breaks.at(-1)?.atMs ?? untilAtMs));
  }

  goTo(wantedAtMs: number): void {
    const span = this.#options.report()?.span;
    if (span === undefined) return;
    const atMs = Math.min(span.untilAtMs, Math.max(span.fromAtMs, wantedAtMs));
    this.#note = null;
    this.#atMs = atMs;
    if (this.isPlaying) this.#link?.seek(atMs);
    else this.#compare();
  }

  /** @param ms how far, back where it is negative. */
  stride(ms: number): void {
    if (this.atMs !== null) this.goTo(this.atMs + ms);
  }

  toBreak(way: 'before' | 'after'): void {
    const report = this.#options.report();
    if (report === null || this.atMs === null) return;
    const atMs = breakBeside(report.marks.breaks, this.atMs, way);
    if (atMs === null) this.#note = way === 'after' ? 'no-break' : 'no-break-before';
    else this.goTo(atMs);
  }

  pace(speed: number): void {
    this.#speed = speed;
    this.#link?.pace(speed);
  }

  toggle(): void {
    if (this.isPlaying) this.#link?.play(false);
    else this.#run('play');
  }

  /** Goes to the change of the state of a line on the wall that is next, or was last. */
  async toChange(way: 'before' | 'after'): Promise<void> {
    this.#isStepping = true;
    const found = await this.#run(way === 'after' ? 'step' : 'step-back');
    this.#isStepping = false;
    if (found === false) this.#note = way === 'after' ? 'no-change' : 'no-change-before';
    this.settle();
  }

  /** It stands: where it stands is compared. Called when playing has ended. */
  settle(): void {
    const atMs = this.#link?.status?.atMs;
    if (atMs === undefined || this.#link?.phase !== 'here') return;
    this.#atMs = atMs;
    this.#compare();
  }

  cancel(): void {
    this.#link?.cancel();
    this.moment.cancel();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.moment.close();
    this.#link?.close();
  }

  /** Opens the replay of this wall and week where none is open, and goes on from where the page stands. */
  async #run(what: 'play' | 'step' | 'step-back'): Promise<boolean | null> {
    const [board, span, atMs] = [this.#options.board(), this.#options.report()?.span, this.#atMs];
    if (board === null || span === undefined || atMs === null) return null;
    this.#note = null;
    clearTimeout(this.#timer);
    const isOpen = this.#linkBoard === board && this.#linkWeek === String(span.fromAtMs) && this.#link?.phase === 'here';
    if (!isOpen) this.#link?.close();
    const link =
      isOpen && this.#link !== null ? this.#link : new ReplayLink<WallView, ViewPatch>({ view: { view: 'wall', board }, patch: patchView });
    [this.#link, this.#linkBoard, this.#linkWeek] = [link, board, String(span.fromAtMs)];
    link.pace(this.#speed);
    const isThere = isOpen
      ? link.status?.atMs === atMs || (await link.seek(atMs))
      : await link.open({ fromAtMs: Math.min(atMs, span.untilAtMs - LEAST_MS), toAtMs: span.untilAtMs }, atMs);
    if (!isThere || this.#link !== link) return null;
    if (what !== 'play') return link.step(what === 'step-back');
    link.play(true);
    return null;
  }

  #compare(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#atMs !== null)
        this.moment.ask(`/api/review/moment?at=${encodeURIComponent(new Date(this.#atMs).toISOString())}`, { isKept: true });
    }, PAUSE_MS);
  }
}
