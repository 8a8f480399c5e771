import type { EngineState } from '../engine/index.ts';

/** Warnings of a local day, as they were scored: "12 raised, 9 true, 2 averted, median 37 min ahead". */
export type WarningsToday = {
  /** By the forecasts; those of the rule of three quarters apart. */
  readonly raised: number;
  readonly byRule: number;
  readonly true: number;
  readonly false: number;
  readonly averted: number;
  /** Broke without a warning by a forecast. */
  readonly missed: number;
  /** From the true ones to their breaches, whole minutes; `null` while there is none. */
  readonly medianLeadMinutes: number | null;
};

/** How many warnings came in ten minutes, and of what where they are too many to be read one by one. */
export type AlarmLoad = {
  readonly inTenMinutes: number;
  /** More than somebody can act on: they are shown by group. */
  readonly isFlood: boolean;
  /** The largest first, at most 5; empty while it is no flood. */
  readonly groups: readonly { readonly promise: string; readonly group: string | null; readonly count: number }[];
};

/** ANSI/ISA-18.2-2016, 16.5: an operator can act on about one alarm in ten minutes; from more than ten on it is a flood. */
const FLOOD_ABOVE = 10;
const GROUPS_MAX = 5;

/** @param promises those that are shown; all where it is `null`. */
export function warningsToday(state: EngineState, promises: ReadonlySet<string> | null): WarningsToday {
  const days = [...state.warnings.dayOf(state.book.zone.localDayOf(state.nowAtMs))]
    .filter(([promise]) => promises?.has(promise) !== false)
    .map(([, day]) => day);
  const sum = (of: 'raised' | 'byRule' | 'true' | 'false' | 'averted' | 'missed') => days.reduce((all, day) => all + day[of], 0);
  return {
    raised: sum('raised'),
    byRule: sum('byRule'),
    true: sum('true'),
    false: sum('false'),
    averted: sum('averted'),
    missed: sum('missed'),
    medianLeadMinutes: medianOf(days.flatMap(({ leadMinutes }) => leadMinutes)),
  };
}

/** @param promises those that are shown; all where it is `null`. */
export function alarmLoad({ warnings, nowAtMs }: EngineState, promises: ReadonlySet<string> | null): AlarmLoad {
  const raised = warnings.raisedBefore(nowAtMs).filter(({ promise }) => promises?.has(promise) !== false);
  const isFlood = raised.length > FLOOD_ABOVE;
  const groups = Map.groupBy(raised, ({ promise, group }) => `${promise}/${group ?? ''}`);
  const counted = [...groups.values()].map((each) => {
    const { promise, group } = each[0] as (typeof each)[number];
    return { promise, group, count: each.length };
  });
  const largest = counted.sort((a, b) => b.count - a.count || (`${a.promise}/${a.group}` < `${b.promise}/${b.group}` ? -1 : 1));
  return { inTenMinutes: raised.length, isFlood, groups: isFlood ? largest.slice(0, GROUPS_MAX) : [] };
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? null;
}
