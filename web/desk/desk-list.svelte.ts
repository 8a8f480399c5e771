import type { DeskRow, DeskView } from '../../shared/view/index.ts';
import { type Counts, type Filter, filterRows, NO_FILTER } from './filter.ts';
import { HeldOrder, HOLD_MS, type Shown } from './held-order.ts';
import { type Foreseen, PendingActs } from './pending-acts.ts';
import { arrange } from './row-order.ts';
import { nextBackMs } from './shelved.ts';

/** A long list is filtered and put in order four times a second at most; a short one, which takes no time, at once. */
const PAUSE_MS_MAX = 250;
/** The pause is so many times what the last time took. */
const PAUSE_SHARE = 3;
const NO_COUNTS: Counts = filterRows([], NO_FILTER).counts;

/** The rows that are listed, in the order in which they are drawn. */
export class DeskList {
  readonly #held = new HeldOrder();
  readonly #pending = new PendingActs();
  #view: DeskView | null = null;
  #nowAtMs = 0;
  /** When the next shelved row comes back by itself. */
  #backAtMs: number | null = null;
  /** Not before then is the list made anew. */
  #restUntilMs = Number.NEGATIVE_INFINITY;
  #renew: ReturnType<typeof setTimeout> | undefined;
  #settle: ReturnType<typeof setTimeout> | undefined;
  #filter = $state.raw<Filter>(NO_FILTER);
  #shown = $state.raw<Shown>({ rows: [], brokenCount: 0, moved: 0 });
  #counts = $state.raw<Counts>(NO_COUNTS);
  #all = $state.raw<readonly DeskRow[]>([]);

  constructor(filter: Filter) {
    this.#filter = filter;
  }

  get filter(): Filter {
    return this.#filter;
  }
  get shown(): Shown {
    return this.#shown;
  }
  /** How many rows each choice of a filter would list. */
  get counts(): Counts {
    return this.#counts;
  }
  /** Every row of the desk, in no order. */
  get all(): readonly DeskRow[] {
    return this.#all;
  }

  /** Takes the latest view; it is shown within a quarter of a second. */
  observe(view: DeskView): void {
    this.#view = view;
    if (this.#renew !== undefined) return;
    const waitMs = this.#restUntilMs - performance.now();
    if (waitMs <= 0) this.#show(false);
    else this.#renew = setTimeout(() => this.#show(false), waitMs);
  }

  /** Server time goes on: what was shelved until then is back. */
  tick(nowAtMs: number): void {
    this.#nowAtMs = nowAtMs;
    if (this.#backAtMs !== null && nowAtMs >= this.#backAtMs) this.#show(false);
  }

  /** Another filter is shown at once, whoever is at work. */
  pick(filter: Filter): void {
    this.#filter = filter;
    this.#show(true);
  }

  /** A key was pressed or the pointer moved: rows stay where they are for a while. */
  touch(): void {
    this.#held.touch(performance.now());
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => this.#show(false), HOLD_MS);
  }

  /** Shows what was asked for before the server has done it. Gives the ticket to settle it by. */
  foresee(id: string, foreseen: Foreseen): number {
    const ticket = this.#pending.add(id, foreseen);
    this.#show(false);
    return ticket;
  }

  /** The server wrote it, or `null` when it did not. */
  settle(ticket: number, place: number | null): void {
    if (place === null) this.#pending.drop(ticket);
    else this.#pending.written(ticket, place);
    this.#show(false);
  }

  close(): void {
    clearTimeout(this.#renew);
    clearTimeout(this.#settle);
  }

  #show(isAsked: boolean): void {
    clearTimeout(this.#renew);
    this.#renew = undefined;
    if (this.#view === null) return;
    const atMs = performance.now();
    this.#all = this.#pending.over(this.#view.rows);
    const { rows, counts } = filterRows(this.#all, this.#filter);
    this.#counts = counts;
    this.#shown = this.#held.next(arrange(rows, this.#nowAtMs), atMs, isAsked);
    this.#backAtMs = nextBackMs(this.#all, this.#nowAtMs);
    const doneAtMs = performance.now();
    this.#restUntilMs = doneAtMs + Math.min(PAUSE_MS_MAX, PAUSE_SHARE * (doneAtMs - atMs));
  }
}
