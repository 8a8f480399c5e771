import type { PromiseBefore, PromiseWeek, WeekReport } from '../../shared/review/index.ts';

/** One promise beside itself a week before. */
export type BeforeRow = { readonly now: PromiseWeek; readonly before: PromiseBefore };

/** Promises with anything in either week, the one that lost most first. */
export function beforeRows({ promises, before }: Pick<WeekReport, 'promises' | 'before'>): readonly BeforeRow[] {
  const earlier = new Map(before?.promises.map((row) => [row.promise, row]));
  return promises
    .flatMap((now): readonly BeforeRow[] => {
      const then = earlier.get(now.promise);
      return then === undefined || (isNothing(now) && isNothing(then)) ? [] : [{ now, before: then }];
    })
    .toSorted((a, b) => (pointsOf(a) ?? 0) - (pointsOf(b) ?? 0) || b.now.broken - b.before.broken - (a.now.broken - a.before.broken));
}

/** By how many percentage points the share kept has changed; `null` where either week has none. */
export function pointsOf({ now, before }: BeforeRow): number | null {
  return now.keptShare === null || before.keptShare === null ? null : (now.keptShare - before.keptShare) * 100;
}

/** With its sign: +2.2, −0.4, 0.0. */
export function signed(amount: number, decimals: number): string {
  const text = Math.abs(amount).toFixed(decimals);
  if (Number(text) === 0) return text;
  return `${amount < 0 ? '−' : '+'}${text}`;
}

/** An amount with its sign, in the minor unit: +¥20, −¥4,880, ¥0. @param full writes one that is not negative. */
export function signedMoney(amountMinor: number, full: (amountMinor: number) => string): string {
  return `${amountMinor < 0 ? '−' : amountMinor > 0 ? '+' : ''}${full(Math.abs(amountMinor))}`;
}

function isNothing({ keptShare, value, broken }: Pick<PromiseBefore, 'keptShare' | 'value' | 'broken'>): boolean {
  return keptShare === null && value === null && broken === 0;
}
