import type { PromiseWeek, WarningScore } from '../../shared/review/index.ts';
import { NONE, percentOf } from '../part/index.ts';
import type { ReviewWords } from './review-words.ts';

const UNIT_MS = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;
/** Below this many, a ratio of warnings says little; it is shown all the same, with its count beside it. */
const DECIMALS = 2;

/** The figure of a promise: a share with one decimal, floored; of other kinds its value with its unit. */
export function figureText(row: Pick<PromiseWeek, 'keptShare' | 'value' | 'unit' | 'good' | 'all'>, words: ReviewWords): string {
  if (row.keptShare !== null) return row.all === 0 ? NONE : `${percentOf(row.good, row.all, 'more')}%`;
  return valueText(row, words);
}

export function valueText({ value, unit }: Pick<PromiseWeek, 'value' | 'unit'>, words: ReviewWords): string {
  if (value === null) return NONE;
  return unit === null ? String(Number(value.toFixed(DECIMALS))) : words.duration(value * UNIT_MS[unit]);
}

/** A target as it is read, from as a book writes it: ≥ 95%. */
export function targetText(written: string): string {
  return written.replaceAll('>=', '≥').replaceAll('<=', '≤');
}

/** Precision or recall; `—` where there is nothing to divide by. */
export function ratioText(ratio: number | null): string {
  return ratio === null ? NONE : ratio.toFixed(DECIMALS);
}

export function leadText({ medianLeadMs }: Pick<WarningScore, 'medianLeadMs'>, words: ReviewWords): string {
  return medianLeadMs === null ? NONE : words.duration(medianLeadMs);
}

/** A bar that shows a share near its target: 0 to 1 each. */
export type Bullet = { readonly value: number; readonly target: number };

/** The least width of the scale, as a share: a target of all of it would leave none. */
const SCALE_MIN = 0.02;
/** Where the target stands on the bar. */
const TARGET_AT = 0.5;

/** Stretches what lies around the target, so that 96.8% and 95% can be told apart; `null` where there is no share or target. */
export function bulletOf({ keptShare, targetShare }: Pick<PromiseWeek, 'keptShare' | 'targetShare'>): Bullet | null {
  if (keptShare === null || targetShare === null) return null;
  const above = 1 - targetShare;
  const scale = Math.max(SCALE_MIN, above / (1 - TARGET_AT));
  const from = 1 - scale;
  const at = (share: number): number => Math.min(1, Math.max(0, (share - from) / scale));
  return { value: at(keptShare), target: at(targetShare) };
}
