import type { Text } from '../../text/index.ts';
import type { Signals } from '../learning/signals.ts';

/** What moves the log-odds by less than this is not worth a word. */
const PULL_MIN = 0.15;
/** Cells that say when, by the beginning of their names; the others say what. */
const TIMES = ['hour-of-week=', 'due=', 'opened-day=', 'due-day=', 'due-hour=', 'allowance=', 'hour=', 'weekday='];

/** What raised the chance of a ticket most, in words; nothing where nothing stands out. @param pulls of each number, then of each cell. */
export function ticketDriver({ cells, numbers }: Signals, pulls: Float64Array): Text | null {
  let most = PULL_MIN;
  let driver: Text | null = null;
  for (let at = 0; at < pulls.length; at += 1) {
    const pull = pulls[at] as number;
    if (pull <= most) continue;
    const text = at < numbers.length ? ofNumber(at) : ofCell(cells[at - numbers.length] as string);
    if (text === null) continue;
    most = pull;
    driver = text;
  }
  return driver;
}

function ofNumber(at: number): Text | null {
  if (at === 0) return null;
  return at === 1 ? { key: 'driver.quiet' } : { key: 'driver.slow-lately' };
}

function ofCell(name: string): Text | null {
  if (name === '') return null;
  const parts = name.split('|').filter((part) => !TIMES.some((time) => part.startsWith(time)));
  if (parts.length === 0) return { key: 'driver.at-this-time' };
  const kind = parts.map((part) => part.slice(part.indexOf('=') + 1)).join(', ');
  return { key: 'driver.kind', args: { kind } };
}
