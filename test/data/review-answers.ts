import type { Design, DesignStep, WhatIf, WhatIfOutcome } from '../../shared/design/index.ts';
import type { ReviewData } from '../e2e/fake-review-server.ts';
import { REVIEW_MOMENT } from './review-moment.ts';
import { REVIEW_WEEK } from './review-week.ts';
import { NOW_MS } from './wall-lines.ts';
import { WALL_VIEWS } from './wall-views.ts';

const WAS: WhatIfOutcome = {
  promise: 'faults',
  kind: 'deadline',
  kept: 134,
  broken: 5,
  open: 0,
  excluded: 0,
  noData: 0,
  windowsKept: 0,
  windowsBroken: 0,
  windowsNoData: 0,
  good: 134,
  all: 139,
  owedMinor: 1_426_000,
  finedMinor: 0,
  warnings: null,
};

const WHAT_IF: WhatIf = {
  asOfMs: NOW_MS,
  fromAtMs: REVIEW_WEEK.span.fromAtMs,
  toAtMs: REVIEW_WEEK.span.toAtMs,
  currency: 'CNY',
  minorDigits: 2,
  rows: [
    {
      promise: 'faults',
      was: WAS,
      would: { ...WAS, kept: 137, broken: 2, good: 137, owedMinor: 938_000 },
      difference: { kept: 3, broken: -3, good: 3, owedMinor: -488_000 },
    },
  ],
};

function step(hours: number): DesignStep {
  const chance = 1 - 0.6 * 0.62 ** hours;
  return {
    terms: `${hours}h`,
    amount: hours * 3_600_000,
    isCurrent: hours === 4,
    obligations: { kept: Math.round(chance * 4_000), broken: Math.round((1 - chance) * 4_000), open: 3, excluded: 0, noData: 0 },
    windowsKept: 0,
    windowsBroken: 0,
    windowsNoData: 0,
    chance,
    low: chance - 0.09 / hours,
    high: Math.min(1, chance + 0.05 / hours),
    owedMinor: Math.round((1 - chance) * 9_000_000),
    finedMinor: 0,
  };
}

const DESIGN: Design = {
  promise: 'faults',
  moves: 'within',
  chanceOf: 'obligations',
  current: '4h',
  asOfMs: NOW_MS,
  fromAtMs: null,
  toAtMs: null,
  wantedChance: 0.95,
  weeks: 31,
  draws: 1_000,
  seed: 1,
  currency: 'CNY',
  minorDigits: 2,
  steps: [1, 2, 3, 4, 5, 6, 7, 8, 10, 12].map(step),
  strongest: { terms: '6h', low: '5h', high: '6h' },
};

/** What a server of the design's week answers. */
export const REVIEW_ANSWERS: ReviewData = {
  week: REVIEW_WEEK,
  moment: REVIEW_MOMENT,
  whatIf: WHAT_IF,
  design: DESIGN,
  wall: WALL_VIEWS.mock,
  nowAtMs: () => NOW_MS,
};
