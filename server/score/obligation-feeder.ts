import type { Book } from '../../shared/book/index.ts';
import { judgeDeadline, type Mark, markOf, type Obligation, withMark } from '../../shared/clock/index.ts';
import { type EngineState, emptyState, itemIdOf } from '../../shared/engine/index.ts';
import { instantOf, type KeptEvent } from '../../shared/event/index.ts';
import { Agenda, type Task } from '../../shared/foresight/agenda.ts';
import type { Foresight, Watched } from '../../shared/foresight/index.ts';

type Item = { marks: readonly Mark[]; opened: readonly string[]; watched: Watched[]; first: Obligation | null };

/** Tells foresight what obligations come from events, in the order of their times. Deadlines on items alone, without registers. */
export class ObligationFeeder {
  readonly #state: EngineState;
  readonly #foresight: Foresight;
  readonly #items = new Map<string, Item>();
  readonly #wakes = new Agenda<Task>();
  #place = 0;

  constructor(book: Book, foresight: Foresight) {
    this.#state = emptyState(book);
    this.#foresight = foresight;
  }

  /** Takes the events of a minute. */
  take(endAtMs: number, events: readonly KeptEvent[]): void {
    this.#wake(endAtMs - 1);
    const touched = new Map<string, Mark[]>();
    for (const event of events) this.#put(event, touched);
    for (const [subject, marks] of touched) this.#judge(subject, marks, endAtMs);
    this.#foresight.advance(endAtMs - 1);
  }

  #put(event: KeptEvent, touched: Map<string, Mark[]>): void {
    const reading = this.#state.readingOf(event.type);
    const subject = itemIdOf(this.#state, event.subject);
    this.#place += 1;
    const mark = markOf(event, { atMs: instantOf(event.time) ?? 0, place: this.#place, type: reading.type, source: event.source });
    const item = this.#items.getOrInsertComputed(subject, () => ({ marks: [], opened: [], watched: [], first: null }));
    if (reading.isJudged) {
      item.marks = withMark(item.marks, mark);
      if (reading.opens.some((id) => !item.opened.includes(id))) item.opened = [...new Set([...item.opened, ...reading.opens])];
    }
    touched.getOrInsertComputed(subject, () => []).push(mark);
  }

  #judge(subject: string, marks: readonly Mark[], nowAtMs: number): void {
    const item = this.#items.get(subject) as Item;
    const setting = { book: this.#state.book, nowAtMs, registerOf: this.#state.registers.of, silentAt: () => false };
    const judged = item.opened.flatMap((promise) => judgeDeadline(promise, subject, item.marks, setting));
    const told = new Set(marks);
    const [firstMark] = marks;
    for (const obligation of judged) {
      const known = item.watched.find(({ obligation: old }) => isSame(old, obligation));
      const atMs = firstMark?.atMs ?? nowAtMs;
      if (known === undefined) this.#open(item, obligation);
      else if (isOver(obligation) && !isOver(known.obligation)) {
        known.obligation = obligation;
        this.#foresight.observe({ kind: 'decided', atMs: obligation.decidedAtMs ?? atMs, watched: known });
      } else if (obligation.dueAtMs !== known.obligation.dueAtMs || obligation.state !== known.obligation.state) {
        known.obligation = obligation;
        this.#foresight.observe({ kind: 'changed', atMs, watched: known });
      } else known.obligation = obligation;
      if (!isOver(obligation) && obligation.dueAtMs !== null) this.#wakeAt(obligation.dueAtMs + 1, subject);
    }
    for (const mark of told) {
      if (this.#state.readingOf(mark.type).opens.length > 0) continue;
      const { type, data } = mark;
      this.#foresight.observe({ kind: 'told', atMs: mark.atMs, mark: { subject, type, data, about: item.first } });
    }
  }

  #open(item: Item, obligation: Obligation): void {
    const watched: Watched = { obligation, told: null };
    item.watched.push(watched);
    item.first ??= obligation;
    this.#foresight.observe({ kind: 'opened', atMs: obligation.openedAtMs, watched });
    if (isOver(obligation)) this.#foresight.observe({ kind: 'decided', atMs: obligation.decidedAtMs ?? obligation.openedAtMs, watched });
  }

  #wakeAt(atMs: number, subject: string): void {
    this.#wakes.push({ atMs, rank: 0, name: subject });
  }

  /** Judges what fell due until an instant: those that are still open break. */
  #wake(untilMs: number): void {
    for (let wake = this.#wakes.popUntil(untilMs); wake !== null; wake = this.#wakes.popUntil(untilMs))
      this.#judge(wake.name, [], wake.atMs);
  }
}

function isSame(a: Obligation, b: Obligation): boolean {
  return a.promise === b.promise && a.nth === b.nth && a.stage === b.stage;
}

function isOver({ state }: Obligation): boolean {
  return state === 'kept' || state === 'broken' || state === 'excluded';
}
