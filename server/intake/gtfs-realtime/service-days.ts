import { dayOf } from './service-day.ts';
import type { TableRow } from './zip-tables.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

type Week = { readonly fromDay: number; readonly toDay: number; readonly runs: readonly boolean[] };

/** On which days each service of a timetable runs: by the week between two dates, but for single dates. */
export class ServiceDays {
  readonly #weeks = new Map<string, Week>();
  readonly #dates = new Map<string, Map<number, boolean>>();

  /** A row of `calendar.txt`. */
  addWeek(row: TableRow): void {
    const [fromDay, toDay] = [dayOf(row('start_date')), dayOf(row('end_date'))];
    if (fromDay === null || toDay === null) return;
    this.#weeks.set(row('service_id'), { fromDay, toDay, runs: WEEKDAYS.map((day) => row(day) === '1') });
  }

  addDate(serviceId: string, dayNumber: number | null, runs: boolean): void {
    if (dayNumber !== null) this.#dates.getOrInsertComputed(serviceId, () => new Map()).set(dayNumber, runs);
  }

  runsOn(serviceId: string, dayNumber: number): boolean {
    const named = this.#dates.get(serviceId)?.get(dayNumber);
    if (named !== undefined) return named;
    const week = this.#weeks.get(serviceId);
    // 1970-01-01 was a Thursday.
    const weekday = (((dayNumber + 3) % 7) + 7) % 7;
    return week !== undefined && dayNumber >= week.fromDay && dayNumber <= week.toDay && week.runs[weekday] === true;
  }
}
