import type { Ratio } from '../../book/index.ts';
import type { EngineState, Line } from '../../engine/index.ts';
import { meanQuantiles } from '../../foresight/index.ts';
import { attainmentOf, dailyValues } from '../../measure/index.ts';
import { toNumber } from '../../number/index.ts';
import { short } from '../rounding.ts';
import type { WallHot } from './wall.ts';

/** The mean over days as it stood at the end of each day, and where the days left are likely to take it. */
export function meanCurve(state: EngineState, line: Line, promise: Ratio): Pick<WallHot, 'history' | 'forecast'> {
  const { current } = line;
  const days = [...current.days.values()].sort((a, b) => a.dayNumber - b.dayNumber);
  const history = days.flatMap((day, index) => {
    const soFar = { ...current, days: new Map(days.slice(0, index + 1).map((each) => [each.dayNumber, each])) };
    const { value } = attainmentOf(promise, soFar);
    const atMs = Math.min(day.toAtMs, state.nowAtMs - (state.nowAtMs % 1000));
    return value === null ? [] : [[atMs, short(toNumber(value))] as const];
  });
  return { history, forecast: line.state === 'no-data' ? [] : forecastOf(state, line, promise) };
}

function forecastOf({ nowAtMs }: EngineState, { current }: Line, promise: Ratio): WallHot['forecast'] {
  const values = dailyValues(promise, current).map(toNumber);
  if (values.length === 0) return [];
  const { zone } = promise.calendar;
  const [today, last] = [zone.localDayOf(nowAtMs), zone.localDayOf(current.toAtMs - 1)];
  return Array.from({ length: Math.max(0, last - today) }, (_, index) => {
    const [p10, p25, p50, p75, p90] = meanQuantiles(values, index + 1);
    return [zone.startOfLocalDay(today + index + 2), short(p10), short(p25), short(p50), short(p75), short(p90)] as const;
  });
}
