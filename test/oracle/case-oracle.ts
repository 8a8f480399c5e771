import { type Days, type MinuteCase, type MinuteLimit, type MinuteMark, ORDER, type Schedule } from './minute-case.ts';
import { stoppedMinutes, withoutPairs } from './stopped-minutes.ts';

const MINUTE_MS = 60_000;

/** What the oracle finds: instants in ms since the drawn days begin. `counted` is what of the time up to the due counted, or up to now while stopped. */
export type Found = {
  readonly state: 'idle' | 'open' | 'stopped' | 'kept' | 'broken' | 'excluded' | 'no-data';
  readonly dueMs: number | null;
  readonly scheduledMs: number | null;
  readonly metMs: number | null;
  readonly leftMs: number | null;
  readonly countedMs: number;
};

/** A due that lies past the drawn days: the case says nothing then. */
export class PastTheDays extends Error {}

/**
 * Judges a case the way somebody with a pencil would: minute by minute, looking at what happened in it, and counting a minute where
 * it counts. Slow, without dates or spans, and at each instant it knows only what has happened until then.
 */
export class CaseOracle {
  readonly #given: MinuteCase;
  readonly #days: Days;
  readonly #happened: MinuteMark[] = [];
  /** Minutes in which it was met and that do not count. */
  readonly #done = new Set<number>();
  /** Stretches in which it was met. */
  readonly #metStretches: { readonly from: number; readonly to: number }[] = [];
  #startMinute: number;
  #tier: MinuteCase['tier'];
  #plannedMinute: number | null;
  #metMinute: number | null = null;
  #verdict: 'kept' | 'broken' | null = null;
  #due: Due = NO_LIMIT;
  /** By the stops known when it was reckoned last: after a verdict nothing moves the due. */
  #stopped: (minute: number) => boolean = () => false;

  constructor(given: MinuteCase, days: Days) {
    this.#given = given;
    this.#days = days;
    this.#startMinute = given.opensMinute;
    this.#tier = given.tier;
    this.#plannedMinute = given.schedule?.plannedMinute ?? null;
  }

  judge(): Found {
    const { opensMinute, nowMinute, isJustAfter, marks } = this.#given;
    if (opensMinute > nowMinute) return IDLE;
    const ordered = withoutPairs(marks)
      .filter(({ minute }) => minute <= nowMinute)
      .toSorted((a, b) => a.minute - b.minute || ORDER[a.does] - ORDER[b.does]);
    const before = ordered.filter((mark) => mark.minute < opensMinute || (mark.minute === opensMinute && ORDER[mark.does] < 5));
    const finishing = before.find(({ does }) => does === 'meets' || does === 'breaks');
    const comesFirst = (mark: MinuteMark) => mark.minute < opensMinute || ORDER[mark.does] === 0;
    // Done before it was opened, it is finished in that instant, before anything that begins in it.
    const [first, then] = [before.filter(comesFirst), before.filter((mark) => !comesFirst(mark))];
    this.#happened.push(...first, ...(finishing === undefined ? then : []));
    this.#tier = this.#tierAt(opensMinute);
    this.#reckon();
    if (finishing !== undefined) {
      this.#passUntil(finishing.minute * MINUTE_MS);
      this.#happen(finishing);
      this.#happened.push(...then);
    }
    for (const mark of ordered) {
      if (before.includes(mark)) continue;
      this.#passUntil(mark.minute * MINUTE_MS);
      this.#happened.push(mark);
      this.#happen(mark);
    }
    const nowMs = nowMinute * MINUTE_MS + (isJustAfter ? 1 : 0);
    this.#passUntil(nowMs);
    return this.#found(nowMs);
  }

  /** Time alone: open past its due, it is broken. */
  #passUntil(ms: number): void {
    if (this.#verdict === null && this.#due.ms !== null && ms > this.#due.ms) this.#verdict = 'broken';
  }

  #happen(mark: MinuteMark): void {
    const minute = mark.minute;
    switch (mark.does) {
      case 'meets':
        this.#metMinute ??= minute;
        if (this.#verdict === null && this.#due !== NO_LIMIT) this.#verdict = this.#isTooEarly(minute) ? 'broken' : 'kept';
        return;
      case 'breaks':
        if (this.#metMinute === null) this.#verdict ??= 'broken'; // Met without a limit it is finished, without a verdict.
        return;
      case 'reopens':
        this.#reopen(minute);
        return;
      case 'moves':
        if (this.#verdict !== null || this.#plannedMinute === null) return;
        this.#plannedMinute = mark.plannedMinute;
        this.#reckon();
        return;
      case 'changes-tier':
        if (this.#verdict !== null || this.#metMinute !== null) return;
        this.#tier = mark.tier;
        this.#reckon();
        this.#passUntil(minute * MINUTE_MS);
        return;
      default:
        // What begins or ends a stop moves the due of one that is under way, and of no other.
        if (this.#verdict === null) this.#reckon();
    }
  }

  #isTooEarly(minute: number): boolean {
    const { schedule } = this.#given;
    if (schedule === null || schedule.earlyMinutes === null || this.#due.scheduledMinute === null) return false;
    return minute < this.#due.scheduledMinute - schedule.earlyMinutes;
  }

  #reopen(minute: number): void {
    if (this.#verdict !== 'kept' || this.#metMinute === null) return;
    this.#metStretches.push({ from: this.#metMinute, to: minute });
    if (this.#given.reopen === 'restart') this.#startMinute = minute;
    if (this.#given.reopen === 'exclude-closed') for (let done = this.#metMinute; done < minute; done += 1) this.#done.add(done);
    this.#tier = this.#tierAt(minute);
    this.#verdict = null;
    this.#metMinute = null;
    this.#reckon();
    this.#passUntil(minute * MINUTE_MS);
  }

  #tierAt(minute: number): MinuteCase['tier'] {
    const changes = this.#given.marks.flatMap((mark) => (mark.does === 'changes-tier' && mark.minute <= minute ? [mark] : []));
    return changes.toSorted((a, b) => a.minute - b.minute).at(-1)?.tier ?? this.#given.tier;
  }

  #reckon(): void {
    const { schedule, limits } = this.#given;
    const stopped = stoppedMinutes(this.#happened, this.#metStretches, this.#days.length);
    this.#stopped = stopped;
    const doesNotCount = (minute: number) => stopped(minute) || this.#done.has(minute);
    if (schedule !== null) this.#due = this.#walkFrom(this.#plannedMinute as number, doesNotCount, schedule);
    else if (this.#tier === 'tin') this.#due = NO_LIMIT;
    else this.#due = this.#dueOf(limits[this.#tier], doesNotCount);
  }

  #dueOf(limit: MinuteLimit, doesNotCount: (minute: number) => boolean): Due {
    const isStrict = 'isStrict' in limit && limit.isStrict;
    switch (limit.unit) {
      case 'working':
      case 'elapsed':
        return this.#count(limit.minutes, doesNotCount, { counts: this.#countsFor(limit), lessMs: isStrict ? 1 : 0 });
      case 'wd': {
        const end = this.#days.endOfWorkingDay(this.#startMinute, limit.days);
        if (end === null) throw new PastTheDays();
        return this.#walkFrom(end, doesNotCount, null);
      }
      case 'months':
        return this.#count(this.#days.afterMonths(this.#startMinute, limit.months) - this.#startMinute, doesNotCount, {
          counts: () => true,
          lessMs: 0,
        });
    }
  }

  /** Counts minutes that count until the allowance is gone. */
  #count(
    minutes: number,
    doesNotCount: (minute: number) => boolean,
    { counts, lessMs }: { readonly counts: (minute: number) => boolean; readonly lessMs: number },
  ): Due {
    let left = minutes;
    let minute = this.#startMinute;
    for (; left > 0; minute += 1) {
      if (minute >= this.#days.length) return this.#without(left * MINUTE_MS - lessMs, doesNotCount);
      if (counts(minute) && !doesNotCount(minute)) left -= 1;
    }
    return { ms: minute * MINUTE_MS - lessMs, scheduledMinute: null, leftMs: null };
  }

  /** Goes on from where it would be due without stops, a minute of work for each one that stops took until then. */
  #walkFrom(plannedMinute: number, doesNotCount: (minute: number) => boolean, scheduled: Schedule | null, mayHold = true): Due {
    const lateMs = scheduled === null ? 0 : scheduled.lateMinutes * MINUTE_MS - (scheduled.isStrict ? 1 : 0);
    let owed = 0;
    for (let minute = this.#startMinute; minute < plannedMinute; minute += 1)
      if (this.#days.isOpen(minute) && doesNotCount(minute)) owed += 1;
    let minute = plannedMinute;
    for (; owed > 0; minute += 1) {
      if (minute >= this.#days.length) return this.#withoutSchedule(plannedMinute, doesNotCount, scheduled);
      if (this.#days.isOpen(minute) && !doesNotCount(minute)) owed -= 1;
    }
    // A stop that holds as a schedule comes, in hours that do not count, takes what working time it still takes, or has no end.
    for (let before = -1; mayHold && before !== minute; ) {
      before = minute;
      const holds = this.#stoppedByWhatBegan(minute);
      if (minute <= this.#startMinute || !holds(minute - 1)) break;
      if (this.#holdsForever(minute, holds)) return this.#withoutSchedule(plannedMinute, holds, scheduled);
      for (let held = before; holds(held); held += 1) if (this.#days.isOpen(held)) minute = held + 1;
    }
    return { ms: minute * MINUTE_MS + lateMs, scheduledMinute: scheduled === null ? null : minute, leftMs: null };
  }

  /** No due: a stop without an end holds, or the days are over. */
  #without(leftMs: number, doesNotCount: (minute: number) => boolean): Due {
    if (!this.#holdsForever(this.#days.length - 1, doesNotCount)) throw new PastTheDays();
    return { ms: null, scheduledMinute: null, leftMs };
  }

  /** What does not count by the stops that began before a minute, and no others. */
  #stoppedByWhatBegan(beforeMinute: number): (minute: number) => boolean {
    const begun = this.#happened.filter(({ does, minute }) => ORDER[does] !== ORDER.waits || minute < beforeMinute);
    const stopped = stoppedMinutes(begun, this.#metStretches, this.#days.length);
    return (minute) => stopped(minute) || this.#done.has(minute);
  }

  /** Left is what was left when the stop without an end began. */
  #withoutSchedule(plannedMinute: number, doesNotCount: (minute: number) => boolean, scheduled: Schedule | null): Due {
    let began = this.#days.length;
    while (began > this.#startMinute && doesNotCount(began - 1)) began -= 1;
    if (began === this.#days.length) throw new PastTheDays();
    const { ms } = this.#walkFrom(plannedMinute, (minute) => minute < began && doesNotCount(minute), scheduled, false);
    let leftMs = 0;
    for (let minute = began; ms !== null && minute * MINUTE_MS < ms; minute += 1)
      if (this.#days.isOpen(minute)) leftMs += Math.min(ms, (minute + 1) * MINUTE_MS) - minute * MINUTE_MS;
    return { ms: null, scheduledMinute: null, leftMs };
  }

  #holdsForever(minute: number, doesNotCount: (minute: number) => boolean): boolean {
    for (let each = minute; each < this.#days.length; each += 1) if (!doesNotCount(each)) return false;
    return true;
  }

  /** Which minutes count for a limit: working hours, or all. */
  #countsFor(limit: MinuteLimit | null): (minute: number) => boolean {
    return limit === null || limit.unit === 'working' || limit.unit === 'wd' ? (minute) => this.#days.isOpen(minute) : () => true;
  }

  #found(nowMs: number): Found {
    const state = this.#stateAt(nowMs);
    const startMs = this.#startMinute * MINUTE_MS;
    const isUnderWay = state === 'open' || state === 'stopped';
    return {
      state,
      dueMs: this.#due.ms,
      scheduledMs: this.#due.scheduledMinute === null ? null : this.#due.scheduledMinute * MINUTE_MS,
      metMs: this.#metMinute === null ? null : this.#metMinute * MINUTE_MS,
      leftMs: isUnderWay ? (this.#due.leftMs ?? this.#countedMs(nowMs, this.#due.ms ?? nowMs, () => true)) : null,
      countedMs: this.#due === NO_LIMIT ? 0 : this.#countedMs(startMs, this.#due.ms ?? nowMs, (minute) => !this.#isOfOpeningDay(minute)),
    };
  }

  #stateAt(nowMs: number): Found['state'] {
    if (this.#isExcluded()) return 'excluded';
    if (this.#verdict !== null) return this.#verdict;
    if (this.#due === NO_LIMIT) return 'no-data';
    return this.#stopped(Math.floor(nowMs / MINUTE_MS)) ? 'stopped' : 'open';
  }

  #isExcluded(): boolean {
    const words = this.#given.marks.filter(
      ({ does, minute }) => (does === 'excludes' || does === 'includes') && minute <= this.#given.nowMinute,
    );
    return words.toSorted((a, b) => a.minute - b.minute).at(-1)?.does === 'excludes';
  }

  /** Of an allowance in working days the opening day is none. */
  #isOfOpeningDay(minute: number): boolean {
    return this.#limit?.unit === 'wd' && this.#days.isOnOpeningDay(minute, this.#startMinute);
  }

  get #limit(): MinuteLimit | null {
    return this.#given.schedule !== null || this.#tier === 'tin' ? null : this.#given.limits[this.#tier];
  }

  /** What counts between two instants, minute by minute. */
  #countedMs(fromMs: number, toMs: number, isWanted: (minute: number) => boolean): number {
    const counts = this.#countsFor(this.#limit);
    let sumMs = 0;
    for (let minute = Math.floor(fromMs / MINUTE_MS); minute * MINUTE_MS < toMs; minute += 1) {
      if (!counts(minute) || this.#stopped(minute) || this.#done.has(minute) || !isWanted(minute)) continue;
      sumMs += Math.min(toMs, (minute + 1) * MINUTE_MS) - Math.max(fromMs, minute * MINUTE_MS);
    }
    return sumMs;
  }
}

type Due = { readonly ms: number | null; readonly scheduledMinute: number | null; readonly leftMs: number | null };
/** The tier names no allowance. */
const NO_LIMIT: Due = { ms: null, scheduledMinute: null, leftMs: null };
const IDLE: Found = { state: 'idle', dueMs: null, scheduledMs: null, metMs: null, leftMs: null, countedMs: 0 };
