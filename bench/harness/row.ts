/** One figure of a benchmark, beside what it is held against. */
export type Row = {
  readonly name: string;
  readonly value: number;
  /** As `µs/event`, `events/s`, `ms`, `MB`. */
  readonly unit: string;
  /** The same job done without Kept, in the same run and the same unit; `null` where nothing is named. */
  readonly baseline: number | null;
  /** Of the figure to its baseline, or as the target says; `null` without one. */
  readonly ratio: number | null;
  /** What is wanted, in words: `≥ 80% of the baseline`, `≤ 1 KB`. `null` for a figure that only stands beside others. */
  readonly target: string | null;
  /** Whether the figure reaches it; `null` without a target. */
  readonly holds: boolean | null;
};

type Against = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: string;
  /** Reads the figure, or its ratio where there is a baseline. */
  readonly holds?: (figure: number) => boolean;
};

/** A figure that is held against a bound of its own, or against none. */
export function figure({ name, value, unit, target, holds }: Against): Row {
  return { name, value, unit, baseline: null, ratio: null, target: target ?? null, holds: holds?.(value) ?? null };
}

/** A figure that is held against a baseline: the ratio is `value / baseline`. */
export function ratio({ name, value, unit, target, holds }: Against, baseline: number): Row {
  const of = value / baseline;
  return { name, value, unit, baseline, ratio: of, target: target ?? null, holds: holds?.(of) ?? null };
}
