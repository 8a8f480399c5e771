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

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? null;
}
