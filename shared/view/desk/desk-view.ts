import type { EngineState, Item } from '../../engine/index.ts';
import type { Bilingual } from '../../text/index.ts';
import type { LogTrouble } from '../wall/alarm.ts';
import { mostUrgent } from '../wall/most-urgent.ts';
import { isWithin, type Sites } from '../within.ts';
import { DESK_ROWS_MAX, type DeskHead, type DeskPatch, type DeskRow, type DeskView } from './desk.ts';
import { deskHead } from './desk-head.ts';
import { deskRow, isSameRow, type RowSource } from './desk-row.ts';
import { urgencyOf } from './urgency.ts';

export type DeskOptions = {
  readonly banner: Bilingual | null;
  /** What is wrong with the log now; asked at each look. */
  readonly trouble?: () => LogTrouble | null;
  readonly rowsMax?: number;
  /** Whose rows it has; all where nothing is said. */
  readonly sites?: Sites;
};

/**
 * What a desk shows of an engine's state, kept up to date: only rows about which something changed are drawn again, so that
 * twenty thousand open ones cost nothing while nothing happens to them. A function of the state alone, whenever it looked before.
 */
export class DeskRows {
  readonly #state: EngineState;
  readonly #options: DeskOptions;
  readonly #rowsMax: number;
  /** Of all that belongs on the desk, shown or not. */
  readonly #urgencies = new Map<string, number>();
  readonly #shown = new Map<string, DeskRow>();
  /** Up to where the notes of the state have been read; before the first look, before all of them. */
  #readTo = -1;
  /** When the next broken one goes out of sight by itself. */
  #nextGoneAtMs = Number.POSITIVE_INFINITY;
  #head: DeskHead;

  constructor(state: EngineState, options: DeskOptions) {
    this.#state = state;
    this.#options = options;
    this.#rowsMax = options.rowsMax ?? DESK_ROWS_MAX;
    this.#head = deskHead(state, { ...this.#over, total: 0 });
    this.refresh();
  }

  /** As it was when it was refreshed last. */
  get view(): DeskView {
    return { head: this.#head, rows: [...this.#shown.values()] };
  }

  /** Looks at the state again. Gives what differs, `null` when nothing does. */
  refresh(): DeskPatch | null {
    const changed = this.#changed();
    const allWereShown = this.#shown.size === this.#urgencies.size;
    for (const id of changed) this.#place(id);
    const rows: DeskRow[] = [];
    const gone: string[] = [];
    if (allWereShown && this.#urgencies.size <= this.#rowsMax) {
      for (const id of changed) this.#draw(id, this.#urgencies.has(id), { rows, gone });
    } else if (changed.size > 0) {
      this.#drawMostUrgent(changed, { rows, gone });
    }
    const head = this.#freshHead();
    if (head === null && rows.length === 0 && gone.length === 0) return null;
    return head === null ? { rows, gone } : { head, rows, gone };
  }

  /** Ids about which something may have changed since the last look. */
  #changed(): ReadonlySet<string> {
    const { touched, open, lapsed, nowAtMs } = this.#state;
    const noted = touched.since(this.#readTo);
    this.#readTo = touched.end;
    const changed = new Set(noted ?? [...this.#urgencies.keys(), ...open.keys(), ...lapsed.keys()]);
    if (nowAtMs >= this.#nextGoneAtMs) {
      this.#nextGoneAtMs = Number.POSITIVE_INFINITY;
      for (const id of lapsed.keys()) changed.add(id);
    }
    return changed;
  }

  /** Finds out whether an obligation belongs on the desk, and how urgent it is. */
  #place(id: string): void {
    const { open, lapsed, nowAtMs } = this.#state;
    const known = open.get(id);
    const broken = lapsed.get(id);
    const { obligation } = known ?? broken ?? {};
    if (obligation !== undefined && !isWithin(this.#state, this.#over.sites, obligation)) this.#urgencies.delete(id);
    else if (known !== undefined) this.#urgencies.set(id, urgencyOf(known.obligation.dueAtMs, known.rung.state));
    else if (broken === undefined || broken.untilAtMs <= nowAtMs) this.#urgencies.delete(id);
    else {
      this.#urgencies.set(id, Number.NEGATIVE_INFINITY); // Few, and broken already.
      this.#nextGoneAtMs = Math.min(this.#nextGoneAtMs, broken.untilAtMs);
    }
  }

  #draw(id: string, isShown: boolean, { rows, gone }: { readonly rows: DeskRow[]; readonly gone: string[] }): void {
    const before = this.#shown.get(id);
    if (!isShown) {
      if (this.#shown.delete(id)) gone.push(id);
      return;
    }
    const row = deskRow(this.#state, this.#sourceOf(id));
    if (before !== undefined && isSameRow(before, row)) return;
    this.#shown.set(id, row);
    rows.push(row);
  }

  /** There are, or were, more than are shown: which ones stand on the desk may change with any of them. */
  #drawMostUrgent(changed: ReadonlySet<string>, patch: { readonly rows: DeskRow[]; readonly gone: string[] }): void {
    const chosen = mostUrgent(this.#urgencies, this.#rowsMax);
    for (const id of [...this.#shown.keys()]) if (!chosen.has(id)) this.#draw(id, false, patch);
    for (const id of chosen) if (changed.has(id) || !this.#shown.has(id)) this.#draw(id, true, patch);
  }

  #sourceOf(id: string): RowSource {
    const open = this.#state.open.get(id) ?? null;
    const { obligation } = open ?? (this.#state.lapsed.get(id) as { readonly obligation: RowSource['obligation'] });
    return { item: this.#state.items.get(obligation.subject) as Item, obligation, open };
  }

  get #over() {
    const { banner, trouble, sites = 'all' } = this.#options;
    return { banner, sites, trouble: trouble?.() ?? null };
  }

  #freshHead(): DeskHead | null {
    const head = deskHead(this.#state, { ...this.#over, total: this.#urgencies.size });
    if (JSON.stringify(head) === JSON.stringify(this.#head)) return null;
    this.#head = head;
    return head;
  }
}
