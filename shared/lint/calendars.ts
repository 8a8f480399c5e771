import type { BookPromise } from '../book/index.ts';
import type { Finding } from './finding.ts';

/** Local days looked at: from 2020 to the end of 2039. */
const FIRST_DAY = 18_262;
const LAST_DAY = 25_566;

/** A calendar that never opens gives no due ever. */
export function unopenedCalendars(promises: readonly BookPromise[]): readonly Finding[] {
  return promises.flatMap(({ id, calendar }): readonly Finding[] => {
    for (let day = FIRST_DAY; day <= LAST_DAY; day += 1) if (calendar.day(day).open.length > 0) return [];
    return [
      {
        promise: id,
        principle: 'clear',
        level: 'fix',
        key: 'calendar',
        text: { key: 'lint.never-open' },
        fix: { key: 'lint.never-open.fix' },
      },
    ];
  });
}
