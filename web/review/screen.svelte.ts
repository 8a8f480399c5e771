import type { Design, WhatIf } from '../../shared/design/index.ts';
import type { WeekReport } from '../../shared/review/index.ts';
import type { Language } from '../../shared/text/index.ts';
import type { ViewPatch, WallView } from '../../shared/view/index.ts';
import { Connection, LongWork, wallTopic } from '../connection/index.ts';
import { Boards } from './boards.svelte.ts';
import type { Command } from './key-map.ts';
import { speedPlaceOf, strideOf } from './key-map.ts';
import { Replayer } from './replayer.svelte.ts';
import { ReviewActs } from './review-acts.svelte.ts';
import { createReviewWords, type ReviewWords } from './review-words.ts';
import { placeOf, type ReviewPlace, SPEEDS } from './url-state.ts';

/** `of` is the start of its week. */
type Agenda = Pick<WeekReport, 'decisions' | 'notes'> & { readonly of: number };

export type Layer = 'name' | 'keys';
export type ScreenOptions = { readonly language: Language; readonly search: string };

/** What one review shows: a week, an instant of it, and what is asked about both. */
export class Screen {
  readonly boards = new Boards();
  readonly week = new LongWork<WeekReport>();
  readonly whatIf = new LongWork<WhatIf | null>();
  readonly design = new LongWork<Design | null>();
  readonly replayer: Replayer;
  readonly acts = new ReviewActs(() => void this.#refreshAgenda());
  #language = $state<Language>('en');
  #place: ReviewPlace = $state.raw(placeOf(''));
  #layer = $state<Layer | null>(null);
  #connection = $state.raw<Connection<WallView, ViewPatch> | null>(null);
  /** What is done as soon as somebody has given a name. */
  #afterName: (() => void) | null = null;
  /** Decisions and notes as they are since something was done. */
  #agenda = $state.raw<Agenda | null>(null);
  readonly report: WeekReport | null = $derived.by(() => {
    const report = this.week.result;
    return report !== null && this.#agenda?.of === report.span.fromAtMs ? { ...report, ...this.#agenda } : report;
  });
  readonly live: WallView | null = $derived.by(() => this.#connection?.view ?? null);
  readonly board: string | null = $derived.by(() => {
    const { board } = this.#place;
    const all = this.boards.all ?? [];
    return all.some(({ id }) => id === board) ? board : (all[0]?.id ?? null);
  });
  readonly #timezone = $derived.by(() => this.report?.span.zone ?? this.live?.board.timezone ?? 'UTC');
  readonly #currency = $derived.by(() => this.report?.span.currency ?? this.live?.board.currency ?? 'USD');
  readonly words: ReviewWords = $derived(
    createReviewWords({ language: this.#language, timezone: this.#timezone, currency: this.#currency }),
  );
  /** When the server was last heard, if it is silent now. */
  readonly lostAtMs = $derived.by(() => (this.#connection?.stale === true ? this.#connection.heardAtMs : null));
  /** The whole state as a link has it. */
  readonly place: ReviewPlace = $derived.by(() => ({
    ...this.#place,
    week: this.#place.week,
    atMs: this.replayer.isPlaying ? this.#place.atMs : this.replayer.atMs,
    speed: this.replayer.speed,
  }));

  constructor({ language, search }: ScreenOptions) {
    this.#language = language;
    this.#place = placeOf(search);
    this.replayer = new Replayer({
      atMs: this.#place.atMs,
      speed: this.#place.speed,
      board: () => this.board,
      report: () => this.report,
    });
    this.count(false);
  }

  get language(): Language {
    return this.#language;
  }
  get layer(): Layer | null {
    return this.#layer;
  }
  get connection(): Connection<WallView, ViewPatch> | null {
    return this.#connection;
  }

  speak(language: Language): void {
    this.#language = language;
  }

  /** Follows the live wall of the board, for the feeds and the clock above. */
  follow(board: string): void {
    this.#connection?.close();
    this.#connection = new Connection(wallTopic(board));
  }

  /** Asks for the week. @param isKept what is shown stays until the answer is there. */
  count(isKept: boolean): void {
    this.#agenda = null;
    this.week.ask(`/api/review/week${this.#weekQuery()}`, { isKept });
  }

  move(change: Partial<ReviewPlace>): void {
    this.#place = { ...this.#place, ...change };
  }

  toWeek(week: string | null | undefined): void {
    if (week == null) return;
    this.move({ week, line: null });
    this.whatIf.clear();
    this.count(false);
  }

  /** Where the shown tab is as a file. */
  get csvPath(): string {
    return `/api/review/${this.#place.tab === 'week' ? 'week' : 'ledger'}.csv${this.#weekQuery()}`;
  }

  askWhatIf(set: string): void {
    this.move({ set });
    const week = this.report?.span.week;
    this.whatIf.ask(`/api/review/what-if?${new URLSearchParams({ set, ...(week == null ? {} : { week }) })}`);
  }

  askDesign(promise: string, limit: string | null): void {
    this.design.ask(`/api/review/design?${new URLSearchParams({ promise, ...(limit === null ? {} : { limit }) })}`);
  }

  pickPromise(promise: string | null): void {
    this.move({ promise, set: null });
    this.whatIf.clear();
    this.design.clear();
  }

  /** Does it under a name; whoever has none is asked for it first. */
  named(then: () => void): void {
    if (this.acts.actor !== '') {
      then();
      return;
    }
    this.#afterName = then;
    this.#layer = 'name';
  }

  nameActor(name: string): void {
    const then = this.#afterName;
    this.acts.nameActor(name);
    this.closeLayer();
    then?.();
  }

  open(layer: Layer): void {
    this.#layer = layer;
  }

  closeLayer(): void {
    this.#layer = null;
    this.#afterName = null;
  }

  /** What keys do that need nothing of the page itself. */
  run(command: Command): void {
    const { replayer, report } = this;
    const [stride, speed] = [strideOf(command), speedPlaceOf(command)];
    if (stride !== null) replayer.stride(stride);
    else if (speed !== null) replayer.pace(SPEEDS[speed] ?? 1);
    else if (command === 'play') replayer.toggle();
    else if (command === 'next-break') replayer.toBreak('after');
    else if (command === 'previous-break') replayer.toBreak('before');
    else if (command === 'next-change') void replayer.toChange('after');
    else if (command === 'previous-change') void replayer.toChange('before');
    else if (command === 'tables') this.move({ isTabled: !this.#place.isTabled });
    else if (command === 'week-before') this.toWeek(report?.span.previousWeek);
    else if (command === 'week-after') this.toWeek(report?.span.nextWeek);
    else if (command === 'week' || command === 'ledger') this.move({ tab: command });
    else if (command === 'keys') this.open('keys');
    else if (command === 'escape') this.closeLayer();
  }

  close(): void {
    this.boards.close();
    this.#connection?.close();
    this.replayer.close();
    for (const work of [this.week, this.whatIf, this.design]) work.close();
  }

  /** What was just done is in it at once; the week need not be counted anew for that. */
  async #refreshAgenda(): Promise<void> {
    const of = this.report?.span.fromAtMs;
    const response = await fetch(`/api/review/agenda${this.#weekQuery()}`).catch(() => null);
    if (of === undefined || response === null || !response.ok) return;
    const { decisions, notes } = (await response.json()) as Omit<Agenda, 'of'>;
    this.#agenda = { of, decisions, notes };
  }

  #weekQuery(): string {
    const { week } = this.#place;
    return week === null ? '' : `?week=${week}`;
  }
}
