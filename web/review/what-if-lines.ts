import type { WhatIf, WhatIfOutcome } from '../../shared/design/index.ts';
import { NONE, percentOf } from '../part/index.ts';
import { signed, signedMoney } from './before-rows.ts';
import type { ReviewWords } from './review-words.ts';

export type WhatIfLine = {
  readonly what: 'kept' | 'broken' | 'windows' | 'money';
  readonly was: string;
  readonly would: string;
  readonly change: string;
};

/** One promise as it was beside as it would be: the share kept, what broke, windows where it has some, money. */
export function whatIfLines({ rows }: WhatIf, promise: string, words: ReviewWords): readonly WhatIfLine[] {
  const row = rows.find((each) => each.promise === promise);
  if (row === undefined) return [];
  const { was, would } = row;
  const whole = (what: 'broken' | 'windows', figure: 'broken' | 'windowsBroken'): WhatIfLine => {
    return { what, ...sides(was, would, (side) => words.count(side[figure])), change: change(was, would, figure, (by) => signed(by, 0)) };
  };
  return [
    { what: 'kept', ...sides(was, would, shareText), change: pointsText(was, would) },
    ...((was?.kind ?? would?.kind) === 'deadline' ? [whole('broken', 'broken')] : []),
    ...((was?.windowsKept ?? 0) + (was?.windowsBroken ?? 0) > 0 ? [whole('windows', 'windowsBroken')] : []),
    {
      what: 'money',
      ...sides(was, would, ({ owedMinor }) => words.money.full(owedMinor)),
      change: change(was, would, 'owedMinor', (by) => signedMoney(by, words.money.full)),
    },
  ];
}

/** Other promises that would have changed with it. */
export function otherChanges({ rows }: WhatIf, promise: string): readonly string[] {
  return rows.filter((row) => row.promise !== promise && Object.keys(row.difference).length > 0).map((row) => row.promise);
}

type Side = WhatIfOutcome | null;

function sides(was: Side, would: Side, text: (side: WhatIfOutcome) => string): Pick<WhatIfLine, 'was' | 'would'> {
  return { was: was === null ? NONE : text(was), would: would === null ? NONE : text(would) };
}

function shareText({ good, all }: WhatIfOutcome): string {
  return good === null || all === null || all === 0 ? NONE : `${percentOf(good, all, 'more')}%`;
}

function pointsText(was: Side, would: Side): string {
  const [before, after] = [shareOf(was), shareOf(would)];
  return before === null || after === null ? NONE : signed((after - before) * 100, 1);
}

function shareOf(side: Side): number | null {
  return side === null || side.good === null || side.all === null || side.all === 0 ? null : side.good / side.all;
}

function change(was: Side, would: Side, figure: 'broken' | 'windowsBroken' | 'owedMinor', text: (by: number) => string): string {
  return was === null || would === null ? NONE : text(would[figure] - was[figure]);
}
