import { answerCase } from '../../server/command/deadline-case.ts';
import type { Book } from '../../shared/book/index.ts';
import { bookOf } from '../simulation/world.ts';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** A book that works from 09:00 to 17:00 on some weekdays. */
export function bookOnDays(days: readonly string[]): Book {
  const week = days.map((day) => `${day}: ["09:00-17:00"]`).join(', ');
  const promise = (id: string, within: string) =>
    `  - { id: ${id}, says: { en: "Solved.", zh: "已解决。" }, kind: deadline, opens: ticket.opened, met: ticket.resolved, calendar: office, within: ${within} }\n`;
  return bookOf(
    `book: b\ntimezone: Europe/Berlin\ncurrency: EUR\ncalendars: { office: { week: { ${week} } } }\npromises:\n${promise('hours', '10h')}${promise('days', '3wd')}`,
  );
}

export function dueOn(book: Book, promise: string, opens: Temporal.PlainDateTime): string {
  const opened = `${opens.toString({ smallestUnit: 'second' })}+01:00`;
  return String(answerCase(book, promise, { id: 'c', opens: opened, now: opened })['due']).slice(0, 16);
}

const worksOn = (date: Temporal.PlainDate, days: readonly string[]) => days.includes(WEEKDAYS[date.dayOfWeek - 1] ?? '');

/** Counted on the fingers: of each day what lies after the opening, until ten hours are together. */
export function tenHoursFrom(opens: Temporal.PlainDateTime, days: readonly string[]): string {
  let minutesLeft = 600;
  for (let date = opens.toPlainDate(); ; date = date.add({ days: 1 })) {
    if (!worksOn(date, days)) continue;
    const openedMinute = date.equals(opens.toPlainDate()) ? opens.hour * 60 + opens.minute : 0;
    const fromMinute = Math.max(9 * 60, openedMinute);
    if (fromMinute + minutesLeft <= 17 * 60)
      return date
        .toPlainDateTime()
        .add({ minutes: fromMinute + minutesLeft })
        .toString()
        .slice(0, 16);
    minutesLeft -= Math.max(0, 17 * 60 - fromMinute);
  }
}

export function thirdDayAfter(opens: Temporal.PlainDateTime, days: readonly string[]): string {
  let date = opens.toPlainDate();
  for (let worked = 0; worked < 3; ) {
    date = date.add({ days: 1 });
    if (worksOn(date, days)) worked += 1;
  }
  return `${date.toString()}T17:00`;
}
