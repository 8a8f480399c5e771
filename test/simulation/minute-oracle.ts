import { MINUTE_MS } from './world.ts';

/** A calendar as a child would read it from the wall: what each weekday has (Monday first), and what is said of single dates. */
export type Pattern = {
  readonly zone: string;
  readonly week: readonly (readonly string[])[];
  readonly makeup: readonly string[];
  /** By ISO date. */
  readonly said: ReadonlyMap<string, 'holiday' | 'makeup' | readonly string[]>;
};

type Stretch = readonly [fromAtMs: number, toAtMs: number];

/** Counts working time minute by minute, from the midnight of a date over so many days. Slow, and too plain to be wrong in the same way. */
export class MinuteOracle {
  readonly fromAtMs: number;
  /** Whether each minute from `fromAtMs` on is open. */
  readonly open: readonly boolean[];
  readonly #pattern: Pattern;

  constructor(pattern: Pattern, from: Temporal.PlainDate, days: number) {
    this.#pattern = pattern;
    this.fromAtMs = from.toZonedDateTime(pattern.zone).epochMilliseconds;
    const toAtMs = from.add({ days }).toZonedDateTime(pattern.zone).epochMilliseconds;
    const stretches = Array.from({ length: days + 3 }, (_, index) => this.#stretchesOf(from.add({ days: index - 2 }))).flat();
    const open = Array.from({ length: (toAtMs - this.fromAtMs) / MINUTE_MS }, () => false);
    for (const [start, end] of stretches)
      for (let minute = Math.max(0, (start - this.fromAtMs) / MINUTE_MS); minute < (end - this.fromAtMs) / MINUTE_MS; minute += 1)
        if (minute < open.length) open[minute] = true;
    this.open = open;
  }

  /** Working time between two minutes. */
  countMs(fromMinute: number, toMinute: number): number {
    return this.open.slice(fromMinute, toMinute).filter(Boolean).length * MINUTE_MS;
  }

  /** The end of the minute in which the allowance runs out; `null` when that lies past the oracle's days. */
  dueMinute(fromMinute: number, allowanceMinutes: number): number | null {
    let left = allowanceMinutes;
    for (let minute = fromMinute; minute < this.open.length; minute += 1) {
      if (left === 0) return minute;
      if (this.open[minute] === true) left -= 1;
    }
    return null;
  }

  /** The runs of open minutes between two minutes, as instants. */
  runs(fromMinute: number, toMinute: number): readonly { readonly fromAtMs: number; readonly toAtMs: number }[] {
    const isOpen = (minute: number) => minute >= fromMinute && minute < toMinute && this.open[minute] === true;
    const minutes = Array.from({ length: toMinute - fromMinute + 1 }, (_, index) => fromMinute + index);
    const starts = minutes.filter((minute) => isOpen(minute) && !isOpen(minute - 1));
    const ends = minutes.filter((minute) => !isOpen(minute) && isOpen(minute - 1));
    return starts.map((start, index) => ({ fromAtMs: this.#at(start), toAtMs: this.#at(ends[index] ?? Number.NaN) }));
  }

  /** The end of the nth working day after the opening day, within three weeks. */
  endOfWorkingDay(openedAtMs: number, n: number): number | null {
    const opening = this.openingDateOf(openedAtMs);
    const ends = Array.from({ length: 21 }, (_, index) => this.#stretchesOf(opening.add({ days: index + 1 })));
    const worked = ends.filter((stretches) => stretches.length > 0);
    return worked[n - 1]?.reduce((latest, [, end]) => Math.max(latest, end), Number.NEGATIVE_INFINITY) ?? null;
  }

  /** The date on which something opened: the evening before where it lies in a stretch of that. */
  openingDateOf(openedAtMs: number): Temporal.PlainDate {
    const opened = Temporal.Instant.fromEpochMilliseconds(openedAtMs).toZonedDateTimeISO(this.#pattern.zone).toPlainDate();
    const eve = opened.subtract({ days: 1 });
    return this.#stretchesOf(eve).some(([start, end]) => start <= openedAtMs && openedAtMs < end) ? eve : opened;
  }

  #at(minute: number): number {
    return this.fromAtMs + minute * MINUTE_MS;
  }

  #stretchesOf(date: Temporal.PlainDate): readonly Stretch[] {
    const { zone } = this.#pattern;
    const midnight = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).epochMilliseconds;
    if (midnight(date) === midnight(date.add({ days: 1 }))) return [];
    return this.#textsOf(date)
      .map((text): Stretch => {
        const [from = '', to = ''] = text.split('-');
        const isNextDay = to <= from || to === '24:00';
        const end = (isNextDay ? date.add({ days: 1 }) : date).toPlainDateTime(to === '24:00' ? '00:00' : to);
        return [date.toPlainDateTime(from).toZonedDateTime(zone).epochMilliseconds, end.toZonedDateTime(zone).epochMilliseconds];
      })
      .filter(([start, end]) => start < end);
  }

  #textsOf(date: Temporal.PlainDate): readonly string[] {
    const said = this.#pattern.said.get(date.toString());
    if (said === 'holiday') return [];
    if (said === 'makeup') return this.#pattern.makeup;
    return said ?? this.#pattern.week[date.dayOfWeek - 1] ?? [];
  }
}
