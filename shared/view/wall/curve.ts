import { type EngineState, forecastOfShare, type Line, promiseAt, rolls } from '../../engine/index.ts';
import { shareQuantiles } from '../../foresight/index.ts';
import { binEndAtMs, isMean, isStatistic, TALLY_BINS, type Tally } from '../../measure/index.ts';
import { short } from '../rounding.ts';
import { meanCurve } from './mean-curve.ts';
import type { WallHot } from './wall.ts';
import { statisticCurve } from './wall-statistic.ts';

/** Points of the forecast's bands. */
const FORECAST_POINTS = 8;

/** The attainment of a line's window so far, and where the rest of the window is likely to take it. */
export function curveOf(state: EngineState, line: Line): Pick<WallHot, 'history' | 'forecast'> {
  if (line.streak !== null) return { history: [], forecast: [] }; // A count has no share.
  const promise = promiseAt(state, line.promise, line.current.fromAtMs);
  if (isMean(promise)) return meanCurve(state, line, promise);
  const current = (rolls(line) ? line.rolling?.binned() : null) ?? line.current;
  if (isStatistic(promise)) return statisticCurve(state, current, promise);
  const hasNone = line.state === 'no-data' || rolls(line); // A window that rolls has no end to forecast.
  return { history: historyOf(current, state.nowAtMs), forecast: hasNone ? [] : forecastOf(state, line) };
}

function historyOf(current: Tally, nowAtMs: number): WallHot['history'] {
  const points: (readonly [number, number | null])[] = [];
  let [kept, broken] = [0, 0];
  for (let bin = 0; bin < TALLY_BINS; bin += 1) {
    const endAtMs = binEndAtMs(current, bin);
    if (endAtMs > nowAtMs) break;
    kept += current.keptBins[bin] ?? 0;
    broken += current.brokenBins[bin] ?? 0;
    if (kept + broken > 0) points.push([Math.round(endAtMs), share(kept, broken)]);
  }
  if (current.kept + current.broken > 0) points.push([nowAtMs - (nowAtMs % 1000), share(current.kept, current.broken)]);
  return points;
}

function forecastOf(state: EngineState, line: Line): WallHot['forecast'] {
  const { current } = line;
  const { rest, share: restShare } = forecastOfShare(state, line);
  if (current.kept + current.broken + current.open + rest.expected === 0) return [];
  const nowBin = Math.floor(((state.nowAtMs - current.fromAtMs) * TALLY_BINS) / (current.toAtMs - current.fromAtMs));
  const step = Math.max(1, Math.ceil((TALLY_BINS - nowBin) / FORECAST_POINTS));
  const points: (readonly [number, number, number, number, number, number])[] = [];
  // What is open is decided at its due; what has yet to come, as events do, comes evenly.
  const toCome = Math.max(0, rest.expected - current.open - current.noData);
  let open = 0;
  let fromBin = 0;
  for (let bin = nowBin; bin < TALLY_BINS; bin += step) {
    const untilBin = Math.min(TALLY_BINS, bin + step);
    for (; fromBin < untilBin; fromBin += 1) open += current.openBins[fromBin] ?? 0;
    const come = Math.round((toCome * (untilBin - nowBin)) / (TALLY_BINS - nowBin));
    const [p10, p25, p50, p75, p90] = shareQuantiles(current, open + come, restShare);
    points.push([Math.round(binEndAtMs(current, untilBin - 1)), short(p10), short(p25), short(p50), short(p75), short(p90)]);
  }
  return points;
}

function share(kept: number, broken: number): number {
  return short(kept / (kept + broken));
}
