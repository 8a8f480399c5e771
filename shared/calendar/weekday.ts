export const WEEKDAYS: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The weekday of a day number: 0 is Monday, 6 is Sunday. */
export function weekdayOf(dayNumber: number): number {
  // 1970-01-01 was a Thursday.
  return (((dayNumber + 3) % 7) + 7) % 7;
}

/** The weekdays that `wed`, `mon-fri` or `sat-mon` names, in order; `null` when it names none, or a range from a weekday to itself. */
export function weekdaysOf(text: string): readonly number[] | null {
  const [first = '', last = first, ...rest] = text.split('-');
  const from = WEEKDAYS.indexOf(first);
  const to = WEEKDAYS.indexOf(last);
  if (from < 0 || to < 0 || rest.length > 0 || (from === to && text !== first)) return null;
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, index) => (from + index) % 7);
}
