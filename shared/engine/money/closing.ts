import type { Mark } from '../../clock/index.ts';
import { settledMinorOf } from '../../remedy/index.ts';
import { effectiveMarks } from '../people/people.ts';
import type { EngineState } from '../state.ts';

/** What somebody did about lines of one subject: paid or did what was owed, or waived it. */
export type Closing = {
  readonly isWaiver: boolean;
  readonly atMs: number;
  /** Minor units; `null` for all that is owed. */
  readonly amountMinor: number | null;
  /** Number of the remedy in the book's list, from 1; `null` for all of them. */
  readonly number: number | null;
  /** The round, or the start of the window, that it names; `null` where it names none. */
  readonly nth: number | null;
  readonly window: string | null;
  readonly by: string | null;
  readonly reason: string | null;
};

const [SETTLED, WAIVED] = ['kept.settled', 'kept.waived'];

/** Whether events of a type settle or waive something. */
export function isOfClosing(type: string): boolean {
  return type === SETTLED || type === WAIVED;
}

/** What was settled and waived of a promise on a subject, in order. Who waives says who it is and why, as who excludes does. */
export function closingsOn(state: EngineState, subject: string, promise: string): readonly Closing[] {
  const item = state.items.get(subject);
  if (item === undefined || !item.hasClosings) return [];
  return effectiveMarks(item)
    .filter(({ type, data }) => isOfClosing(type) && (data['promise'] === undefined || data['promise'] === promise))
    .map((mark) => closingOf(state, mark))
    .filter(({ isWaiver, by, reason }) => !isWaiver || (by !== null && reason !== null));
}

function closingOf({ book }: EngineState, { type, atMs, data }: Mark): Closing {
  const textIn = (key: string) => (typeof data[key] === 'string' ? (data[key] as string) : null);
  const numberIn = (key: string) => (typeof data[key] === 'number' ? (data[key] as number) : null);
  return {
    isWaiver: type === WAIVED,
    atMs,
    // Of all promises together an amount says nothing about one.
    amountMinor: data['promise'] === undefined ? null : settledMinorOf(data['amount'], book.currency),
    number: numberIn('remedy'),
    nth: numberIn('nth'),
    window: textIn('window'),
    by: textIn('by'),
    reason: textIn('reason'),
  };
}
