import type { BookPromise, Ratio } from '../../book/index.ts';
import type { EngineState } from '../../engine/index.ts';
import { attainmentOf, binEndAtMs, isStatistic, ranksOf, TALLY_BINS, type Tally, type Valued } from '../../measure/index.ts';
import { type Rational, toNumber } from '../../number/index.ts';
import { short } from '../rounding.ts';
import type { WallHot, WallLine, WallStatistic } from './wall.ts';

/** What the line of a statistic says in place of a share; `null` for the others. */
export function wallStatistic(promise: BookPromise, tally: Tally, value: Rational | null): WallStatistic | null {
  if (!isStatistic(promise)) return null;
  return { value: value === null ? null : toNumber(value), count: tally.values?.count ?? 0 };
}

/** Distance from the target as a share of the target: there is no best or worst value. */
export function valueHeadroom({ op, value: target }: WallLine['target'], value: number): number {
  const distance = op.startsWith('<') ? target - value : value - target;
  return distance / Math.max(Math.abs(target), Number.MIN_VALUE);
}

/** The statistic as it stood at the end of each stretch of the window. A forecast of its way is not drawn. */
export function statisticCurve({ nowAtMs }: EngineState, tally: Tally, promise: Ratio): Pick<WallHot, 'history' | 'forecast'> {
  const { value } = attainmentOf(promise, tally);
  if (!isStatistic(promise) || tally.values === null || value === null) return { history: [], forecast: [] };
  const { statistic } = promise.measure;
  const { sorted } = tally.values;
  const history: (readonly [number, number])[] = [];
  for (let bin = 0; bin < TALLY_BINS && binEndAtMs(tally, bin) <= nowAtMs; bin += 1) {
    const known = sorted.filter((valued) => valued.bin <= bin);
    const count = known.reduce((sum, { times }) => sum + times, 0);
    if (count === 0) continue;
    const near = statistic === 'mean' ? meanNear(known, count) : pickedNear(known, ranksOf(statistic, count));
    history.push([Math.round(binEndAtMs(tally, bin)), short(near)]);
  }
  return { history: [...history, [nowAtMs - (nowAtMs % 1_000), short(toNumber(value))]], forecast: [] };
}

function meanNear(values: readonly Valued[], count: number): number {
  return values.reduce((sum, { near, times }) => sum + near * times, 0) / count;
}

/** The mean of the values of some ranks. @param values the smallest first. */
function pickedNear(values: readonly Valued[], ranks: readonly number[]): number {
  let [passed, sum] = [0, 0];
  for (const { near, times } of values) {
    sum += near * ranks.filter((rank) => rank > passed && rank <= passed + times).length;
    passed += times;
  }
  return sum / ranks.length;
}
