import { CHINA } from './cn.ts';
import { setByRule } from './date-rule.ts';
import { GERMAN_STATES, germanHolidays } from './de.ts';
import type { HolidaySet } from './holiday-set.ts';
import { israeliHolidays } from './il.ts';
import { federalHolidays, massachusettsHolidays } from './us.ts';

const SETS: ReadonlyMap<string, HolidaySet> = new Map(
  [
    CHINA,
    setByRule('de', germanHolidays),
    ...[...GERMAN_STATES].map(([state, rule]) => setByRule(`de-${state}`, rule)),
    setByRule('il', israeliHolidays),
    setByRule('us', federalHolidays),
    setByRule('us-ma', massachusettsHolidays),
  ].map((set) => [set.name, set]),
);

/** The names that a book can use, sorted. */
export const HOLIDAY_SET_NAMES: readonly string[] = [...SETS.keys()].sort();

/** The set of that name in any case, `null` when there is none. */
export function publishedSet(name: string): HolidaySet | null {
  return SETS.get(name.toLowerCase()) ?? null;
}
