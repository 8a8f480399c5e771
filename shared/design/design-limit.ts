import type { Deadline } from '../book/index.ts';
import type { Span } from '../calendar/index.ts';
import { judgeDeadline, judgeRounds, obligationOf } from '../clock/index.ts';
import { type EngineState, entriesOfObligation, type Item, settingOf } from '../engine/index.ts';
import { askedSpan, opensIn } from './asked-span.ts';
import type { Design, DesignQuestion, DesignStep } from './design.ts';
import { designOf, type Rated } from './design-of.ts';
import { judgeHistory } from './judge-history.ts';
import { LifeTable } from './life-table.ts';
import { addNeed, limitSteps, type Needs, namedLimits } from './limit-steps.ts';
import { chosenLimit, type Limit, limitOf, limitsIn, withLimit } from './moved-limit.ts';
import { PeriodCounts } from './period-counts.ts';
import { resampled } from './resampled.ts';
import { addMoney } from './standing-money.ts';
import { underBook, weekOfDay } from './under-book.ts';
import { type Work, within } from './work.ts';

/** Items between two turns. */
const PIECE_ITEMS = 20_000;

/** An item with obligations of the promise: of each round, its index among those that the limit governs in the span; `null` of the others. */
type Sampled = { readonly item: Item; readonly indexOf: readonly (number | null)[] };
type Sample = {
  readonly items: readonly Sampled[];
  /** Of those obligations, the week in which each opened, as its place among the weeks that have any, and what each needed. */
  readonly weekOf: Int32Array;
  readonly weeks: number;
  readonly needs: Needs;
};

/** How short a limit could be. The history is judged once; then the items of the promise alone are judged again with each limit. */
export function* designLimit(question: DesignQuestion, promise: Deadline): Work<Design | null> {
  const { book, history, chance } = question;
  const current = chosenLimit(promise, question.of);
  const timed = { ...book, timed: new Set([...book.timed, promise.id]) }; // The time that each took is what steps are laid by.
  const judged = yield* within(judgeHistory(withLimit(timed, promise, current, current), history), 0, 0.35);
  if (judged === null) return null;
  const span = askedSpan(history);
  const sample = yield* within(sampleOf(judged, { promise, current, span }), 0.35, 0.4);
  const limits = question.steps === null ? limitSteps(current, sample.needs, chance) : namedLimits(current, question.steps);
  const { weekOf, weeks } = sample;
  const table = new LifeTable(limits.length, weekOf, weeks);
  const steps: Omit<DesignStep, keyof Rated>[] = [];
  for (const [step, limit] of limits.entries()) {
    const share = (part: number) => 0.4 + (0.5 * (step + part)) / limits.length;
    const under = underBook(judged, withLimit(book, promise, current, limit));
    const figures = yield* within(stepOf(under, sample, { promise: promise.id, span, table, step }), share(0), share(1));
    steps.push({ terms: limit.terms, amount: limit.amount, isCurrent: limit.amount === current.amount, ...figures });
  }
  const strongestOf = (chances: readonly (number | null)[]) => {
    const first = chances.findIndex((each) => each !== null && each >= chance);
    return first < 0 ? null : first;
  };
  const chances = table.chances([...Array(weeks).keys()]);
  const { intervals, strongest } = yield* within(
    resampled(weeks, { ...question, runWeeks: 1 }, { chancesOf: (drawn) => table.chances(drawn), strongestOf }),
    0.9,
    1,
  );
  return designOf(question, judged, {
    moves: promise.limit.kind === 'due' ? 'late' : 'within',
    chanceOf: 'obligations',
    current: current.terms,
    weeks,
    steps,
    chances,
    intervals,
    ranked: limits.map(({ terms }) => terms),
    strongest: { rank: strongestOf(chances), ...strongest },
  });
}

/** The items that the promise is owed on, and their obligations that the limit governs and that opened in the span. */
function* sampleOf(state: EngineState, { promise, current, span }: { promise: Deadline; current: Limit; span: Span }): Work<Sample> {
  const setting = settingOf(state);
  const isOnly = limitsIn(promise).length === 1;
  const items: Sampled[] = [];
  const weekOf: number[] = [];
  const places = new Map<number, number>();
  const needs = { finished: [] as number[], open: 0 };
  for (const item of state.items.values()) {
    if (!item.opened.includes(promise.id)) continue;
    const rounds = judgeRounds(promise.id, item.subject, item.marks, setting).filter(({ round }) => round.stage === null);
    const obligations = rounds.map(({ round, bench, effective }) => obligationOf(round, bench, effective, setting));
    const indexOf = obligations.map((obligation, nth) => {
      const allowance = rounds[nth]?.round.allowance ?? null;
      const isGoverned = isOnly || (allowance !== null && limitOf(allowance).terms === current.terms);
      if (!isGoverned || !opensIn(span, obligation.openedAtMs)) return null;
      addNeed(needs, current, obligation);
      const week = weekOfDay(state.book.zone.localDayOf(obligation.openedAtMs));
      return weekOf.push(places.getOrInsertComputed(week, () => places.size)) - 1;
    });
    items.push({ item, indexOf });
    if (items.length % PIECE_ITEMS === 0) yield Math.min(1, items.length / state.items.size);
  }
  return { items, weekOf: Int32Array.from(weekOf), weeks: places.size, needs };
}

type Step = { readonly promise: string; readonly span: Span; readonly table: LifeTable; readonly step: number };

/** What one limit would have made of all items. */
function* stepOf(
  under: EngineState,
  { items }: Sample,
  { promise, span, table, step }: Step,
): Work<Omit<DesignStep, keyof Rated | 'terms' | 'amount' | 'isCurrent'>> {
  const setting = settingOf(under);
  const counts = { kept: 0, broken: 0, open: 0, excluded: 0, noData: 0 };
  const money = { owedMinor: 0, finedMinor: 0 };
  const periods = new PeriodCounts(under, promise);
  for (const [place, { item, indexOf }] of items.entries()) {
    const obligations = judgeDeadline(promise, item.subject, item.marks, setting).filter(({ stage }) => stage === null);
    for (const obligation of obligations) {
      periods.take(obligation);
      if (opensIn(span, obligation.openedAtMs)) addMoney(money, entriesOfObligation(under, obligation, obligations));
      const index = indexOf[obligation.nth - 1] ?? null;
      if (index === null) continue;
      counts[COUNTED_AS[obligation.state]] += 1;
      table.take(step, index, obligation, under.nowAtMs);
    }
    if (place % PIECE_ITEMS === 0) yield place / items.length;
  }
  return { obligations: counts, ...periods.verdicts(span), ...money };
}

const COUNTED_AS = { open: 'open', stopped: 'open', kept: 'kept', broken: 'broken', excluded: 'excluded', 'no-data': 'noData' } as const;
