import type { Text } from '../../text/index.ts';
import type { PromiseWindows, WindowForecast, WindowNow } from './promise-windows.ts';
import { type Goal, neededOf } from './rest-chance.ts';

/** A signal that moves the log-odds of the rest by less than this is not worth a word. */
const PULL_MIN = 0.25;

/** What moved a window's forecast most, in words; what it needs where nothing else did. `null` where that cannot be said. */
export function windowDriver(windows: PromiseWindows, forecast: WindowForecast, now: WindowNow, goal: Goal): Text | null {
  if (windows.isLearning) return { key: 'driver.window-learning', args: { percent: percentOf(windows.missedShare) } };
  const recent = windows.pull(forecast, 'recent') + windows.pull(forecast, 'latest');
  const others = windows.pull(forecast, 'sisters') + windows.pull(forecast, 'sisters-recent');
  const usual = windows.pull(forecast, 'slot');
  const strongest = Math.max(Math.abs(recent), Math.abs(others), Math.abs(usual));
  if (strongest >= PULL_MIN) {
    if (strongest === Math.abs(recent)) return { key: recent < 0 ? 'driver.window-worse' : 'driver.window-better', args: {} };
    if (strongest === Math.abs(others)) return { key: others < 0 ? 'driver.others-worse' : 'driver.others-better', args: {} };
    return { key: usual < 0 ? 'driver.hour-worse' : 'driver.hour-better', args: {} };
  }
  const rest = Math.round(forecast.rest.expected);
  const needed = neededOf(now.decided, rest, goal);
  return needed === null ? null : { key: 'driver.needs', args: { needed, rest } };
}

function percentOf(share: number): number {
  return Math.round(share * 100);
}
