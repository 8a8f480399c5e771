import { addMoney, type Money } from '../design/index.ts';
import type { DecidedItem } from './decided.ts';

/** What is added up of one promise over a span. */
export type PromiseSum = Money & {
  kept: number;
  broken: number;
  excluded: number;
  windowsKept: number;
  windowsBroken: number;
  windowsNoData: number;
  /** What the windows of a share or an availability held together; of an availability, seconds. */
  good: number;
  all: number;
  /** The figure of the window that ended last, where such figures cannot be added up. */
  value: number | null;
  valueAtMs: number;
};

export function emptySum(): PromiseSum {
  const windows = { windowsKept: 0, windowsBroken: 0, windowsNoData: 0, good: 0, all: 0, value: null, valueAtMs: Number.NEGATIVE_INFINITY };
  return { kept: 0, broken: 0, excluded: 0, ...windows, owedMinor: 0, finedMinor: 0 };
}

export function addItem(sum: PromiseSum, { obligation: { state }, entries }: DecidedItem): void {
  if (state === 'kept' || state === 'broken' || state === 'excluded') sum[state] += 1;
  addMoney(sum, entries);
}

export function moneyOf(entries: DecidedItem['entries']): Money {
  const money = { owedMinor: 0, finedMinor: 0 };
  addMoney(money, entries);
  return money;
}
