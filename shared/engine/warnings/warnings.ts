import type { Change } from '../change.ts';
import type { DayOfWarnings, Warning, WarningOutcome } from './warning.ts';

/** A warning of an obligation or window that is not decided yet. */
export type Standing = Warning & {
  /** When the model warned of it first; `null` while only the rule has. */
  readonly modelAtMs: number | null;
  /** Calm updates running. */
  readonly calmUpdates: number;
  /** The chance fell: it is not shown any more, and scored as raised all the same. */
  readonly isCalm: boolean;
};

export type WarningsData = {
  readonly standing: readonly Standing[];
  readonly days: readonly (readonly [promise: string, days: readonly DayOfWarnings[]])[];
  readonly raised: readonly Raised[];
  readonly loads: readonly AlarmBin[];
};

/** How many warnings were raised in ten minutes, which begin at a whole ten minutes of UTC. */
export type AlarmBin = { readonly fromAtMs: number; readonly count: number };

/** For the load: one that was raised lately. */
type Raised = Pick<Warning, 'promise' | 'group' | 'subject' | 'raisedAtMs'>;

/** How far the chance must fall under the threshold, how often running, and how long a warning stands at the least. */
const HYSTERESIS = 0.05;
const CALM_UPDATES = 2;
const HOLD_MS = 5 * 60_000;
const DAYS_KEPT = 35;
const LEADS_KEPT = 512;
const GROUPS_KEPT = 1_000;
/** ISA-18.2 counts alarms by ten minutes. */
const LOAD_MS = 10 * 60_000;
const RAISED_KEPT = 1_000;
/** A day of tens of minutes. */
const LOADS_KEPT = 144;

/** How something that may break looks now. */
export type Looked = Omit<Warning, 'raisedAtMs' | 'by'> & {
  /** When three quarters of its allowance were gone; `null` while they are not. */
  readonly pastRuleAtMs: number | null;
};

/** The warnings that stand, and what became of others by promise and local day. */
export class Warnings {
  readonly #standing = new Map<string, Standing>();
  readonly #days = new Map<string, DayOfWarnings[]>();
  #raised: Raised[] = [];
  #loads: AlarmBin[] = [];

  get size(): number {
    return this.#standing.size;
  }

  /** The one that stands; none where it is calm. */
  on(about: string): Warning | undefined {
    const known = this.#standing.get(about);
    return known?.isCalm === false ? known : undefined;
  }

  *values(): Generator<Warning> {
    for (const each of this.#standing.values()) if (!each.isCalm) yield each;
  }

  /** Raises a warning, or ends one that is calm. Gives whether it wants another look soon. */
  look({ pastRuleAtMs, ...looked }: Looked, { day, atMs }: Moment, changes: Change[]): boolean {
    const known = this.#standing.get(looked.about);
    const by = looked.chance >= looked.threshold ? 'model' : pastRuleAtMs !== null ? 'rule' : null;
    const isNews = known === undefined || known.isCalm || (known.by === 'rule' && by === 'model');
    if (isNews) {
      // The rule warned when it came true: what was told late, as a history is, is no flood of now.
      const raisedAtMs = by === 'rule' ? Math.min(atMs, pastRuleAtMs ?? atMs) : atMs;
      if (by !== null) this.#raise({ ...looked, by, raisedAtMs }, { day, atMs }, changes);
      return false;
    }
    if (by === known.by && known.calmUpdates === 0) return false;
    if (by === 'model' || (known.by === 'model' && looked.chance > looked.threshold - HYSTERESIS)) {
      this.#standing.set(looked.about, { ...known, calmUpdates: 0 });
      return false;
    }
    return this.#calm(known, by, atMs, changes);
  }

  /** What it was about is decided. Gives what came of the model's warnings; `missed` where it broke without one. */
  decide(about: string, decided: Decided, { day, atMs }: Moment, changes: Change[]): WarningOutcome | 'missed' | null {
    const known = this.#standing.get(about);
    this.#standing.delete(about);
    const outcome = outcomeOf(known, decided);
    if (outcome === null) return null;
    const days = this.#dayOf(decided.promise, day);
    const wasByModel = known !== undefined && known.modelAtMs !== null;
    if (outcome === 'missed') days.missed += 1;
    else if (wasByModel && outcome === 'false') days.false += 1;
    else if (wasByModel && outcome === 'averted') countAverted(days, known.group);
    else if (outcome === 'true' && known?.by === 'model') {
      days.true += 1;
      if (decided.isActedOn) days.inVain += 1;
      if (days.leadMinutes.length < LEADS_KEPT) days.leadMinutes.push(Math.floor((known.breaksAtMs - known.raisedAtMs) / 60_000));
    }
    if (known !== undefined && !known.isCalm && outcome !== 'missed') end(known, outcome, atMs, changes);
    else if (known !== undefined && !known.isCalm) end(known, 'true', atMs, changes); // The rule's was right, and the model said nothing.
    return outcome;
  }

  /** When the model warned of it first; `null` where it did not. */
  warnedAtMs(about: string): number | null {
    return this.#standing.get(about)?.modelAtMs ?? null;
  }

  /** Of each promise on one local day. */
  dayOf(day: number): ReadonlyMap<string, DayOfWarnings> {
    const found = new Map<string, DayOfWarnings>();
    for (const [promise, days] of this.#days) {
      const of = days.find((each) => each.day === day);
      if (of !== undefined) found.set(promise, of);
    }
    return found;
  }

  /** What became of those on which somebody acted, over the days that are kept. */
  actsOn(promise: string): { readonly averted: number; readonly inVain: number } {
    let [averted, inVain] = [0, 0];
    for (const day of this.#days.get(promise) ?? []) {
      averted += day.averted;
      inVain += day.inVain;
    }
    return { averted, inVain };
  }

  /** Those raised within ten minutes before an instant. */
  raisedBefore(atMs: number): readonly Raised[] {
    return this.#raised.filter(({ raisedAtMs }) => raisedAtMs > atMs - LOAD_MS && raisedAtMs <= atMs);
  }

  /** Those raised from an instant on, by ten minutes in order; none of ten minutes without any. Of the last day. */
  loadsSince(fromAtMs: number): readonly AlarmBin[] {
    return this.#loads.filter((bin) => bin.fromAtMs + LOAD_MS > fromAtMs);
  }

  data(): WarningsData {
    return { standing: [...this.#standing.values()], days: [...this.#days], raised: this.#raised, loads: this.#loads };
  }

  restore({ standing, days, raised, loads }: WarningsData): void {
    for (const each of standing) this.#standing.set(each.about, each);
    for (const [promise, each] of days) this.#days.set(promise, [...each]);
    this.#raised = [...raised];
    this.#loads = [...loads];
  }

  #raise(warning: Warning, { day, atMs }: Moment, changes: Change[]): void {
    const known = this.#standing.get(warning.about);
    const days = this.#dayOf(warning.promise, day);
    const modelAtMs = known?.modelAtMs ?? (warning.by === 'model' ? atMs : null);
    if (warning.by === 'rule') days.byRule += 1;
    else if (known === undefined || known.modelAtMs === null) days.raised += 1;
    this.#standing.set(warning.about, { ...warning, modelAtMs, calmUpdates: 0, isCalm: false });
    const { promise, group, subject, raisedAtMs } = warning;
    this.#raised.push({ promise, group, subject, raisedAtMs });
    this.#count(atMs - (atMs % LOAD_MS));
    if (this.#raised.length > RAISED_KEPT) this.#raised = this.raisedBefore(atMs).slice(-RAISED_KEPT / 2);
    changes.push({ kind: 'warning', what: 'raised', warning, outcome: null, atMs });
  }

  #count(fromAtMs: number): void {
    const last = this.#loads.at(-1);
    if (last?.fromAtMs === fromAtMs) this.#loads[this.#loads.length - 1] = { fromAtMs, count: last.count + 1 };
    else this.#loads.push({ fromAtMs, count: 1 });
    if (this.#loads.length > LOADS_KEPT) this.#loads.shift();
  }

  #calm(known: Standing, by: Warning['by'] | null, atMs: number, changes: Change[]): boolean {
    const calmUpdates = known.calmUpdates + 1;
    if (calmUpdates < CALM_UPDATES || atMs - known.raisedAtMs < HOLD_MS) {
      this.#standing.set(known.about, { ...known, calmUpdates: Math.min(calmUpdates, CALM_UPDATES) });
      return calmUpdates < CALM_UPDATES;
    }
    if (by !== null) this.#standing.set(known.about, { ...known, by, calmUpdates: 0 });
    else {
      this.#standing.set(known.about, { ...known, calmUpdates: 0, isCalm: true });
      end(known, 'calm', atMs, changes);
    }
    return false;
  }

  #dayOf(promise: string, day: number): DayOfWarnings {
    const days = this.#days.getOrInsertComputed(promise, () => []);
    const known = days.find((each) => each.day === day);
    if (known !== undefined) return known;
    const fresh: DayOfWarnings = { day, raised: 0, byRule: 0, true: 0, false: 0, averted: 0, missed: 0, inVain: 0, leadMinutes: [] };
    days.push(fresh);
    if (days.length > DAYS_KEPT) days.shift();
    return fresh;
  }
}

/** An instant, and the local day that it falls on. */
type Moment = { readonly day: number; readonly atMs: number };

/** What became of an obligation or window, and whether somebody acted on it after it was warned of. */
export type Decided = { readonly promise: string; readonly verdict: 'kept' | 'broken' | 'left-out'; readonly isActedOn: boolean };

function countAverted(day: DayOfWarnings, group: string | null): void {
  day.averted += 1;
  if (group === null) return;
  day.avertedIn ??= new Map();
  const groups = day.avertedIn;
  if (groups.has(group) || groups.size < GROUPS_KEPT) groups.set(group, (groups.get(group) ?? 0) + 1);
}

function outcomeOf(known: Standing | undefined, { verdict, isActedOn }: Decided): WarningOutcome | 'missed' | null {
  if (verdict === 'broken') return known?.by === 'model' && !known.isCalm ? 'true' : 'missed';
  if (known === undefined) return null;
  if (verdict === 'left-out') return 'left-out';
  return isActedOn ? 'averted' : 'false';
}

function end({ modelAtMs, calmUpdates, isCalm, ...warning }: Standing, outcome: WarningOutcome, atMs: number, changes: Change[]): void {
  changes.push({ kind: 'warning', what: 'ended', warning, outcome, atMs });
}
