import type { Calendar } from '../calendar/index.ts';
import type { Fault } from '../text/index.ts';
import type { Availability, BookPromise, Count, Deadline, Expression, Ratio, Shift } from './book.ts';
import { compileExpression } from './expression.ts';
import type { RawPromise } from './layers.ts';
import type { Path } from './source.ts';
import { suggestion } from './suggestion.ts';

/** Collects what is wrong with a promise's values, by path inside it. */
export type Complain = (path: Path, fault: Fault) => void;

/** What a promise is compiled against: parts of the book that it names. */
export type PromiseContext = {
  readonly currency: string;
  readonly calendars: ReadonlyMap<string, Calendar>;
  readonly always: Calendar;
  readonly shifts: readonly Shift[];
  readonly complain: Complain;
};

/** A compiled expression; a wrong one is complained about and gives nothing. */
export function expressionOf(source: string, path: Path, complain: Complain): Expression {
  const compiled = compileExpression(source);
  if ('evaluate' in compiled) return compiled;
  complain(path, compiled);
  return { source, isOwn: true, evaluate: () => undefined };
}

type CommonKey = keyof Deadline & keyof Ratio & keyof Availability & keyof Count;

/** What a kind has beside that which all kinds have. */
export type Own<P extends BookPromise> = Omit<P, Exclude<CommonKey, 'kind' | 'calendar'>>;

/** The calendar that a promise names; one that is always open where it names none. */
export function calendarNamed(raw: RawPromise, { calendars, always, complain }: PromiseContext) {
  if (raw['calendar'] === undefined) return always;
  const name = String(raw['calendar']);
  const calendar = calendars.get(name);
  if (calendar === undefined)
    complain(['calendar'], {
      message: { key: 'fault.no-calendar', args: { name } },
      fix: suggestion(name, [...calendars.keys()]),
    });
  return calendar ?? always;
}

/** The values that pick a tier, outermost first. */
export function tierOf(raw: RawPromise, complain: Complain): readonly Expression[] {
  const tiers = raw['tier'] === undefined ? [] : [raw['tier']].flat().map((source) => String(source));
  return tiers.map((source, index) => expressionOf(source, Array.isArray(raw['tier']) ? ['tier', index] : ['tier'], complain));
}
