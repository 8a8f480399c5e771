import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EngineState } from '../../shared/engine/index.ts';
import { departureWindows, knownFigures, roundedAs, tableOf, type Windows } from './departure-set.ts';
import { dataFile, type Table } from './ticket-log.ts';

const MINUTES_10 = 600_000;
/** From the scheduled time to the due, which is the last millisecond before six minutes. */
const ALLOWED_MS = 6 * 60_000 - 1;

/** What the promises on a board are called. */
type Board = {
  readonly board: 'dep' | 'arr';
  readonly lines: 'departures' | 'arrivals';
  readonly rows: readonly (readonly [file: string, rows: number])[];
};

const monthOf = (subject: string): string => subject.slice('dep/'.length, 'dep/2024-01'.length);

/** Trains that left or came after their scheduled time, however little. */
function anyDelay(state: EngineState): number {
  let count = 0;
  for (const { obligations } of state.items.values())
    for (const { metAtMs, dueAtMs } of obligations) if (metAtMs !== null && dueAtMs !== null && metAtMs > dueAtMs - ALLOWED_MS) count += 1;
  return count;
}

/** A known figure as the product has it. */
function figureOf(windows: Windows, lines: Board['lines'], month: string, kind: string, value: unknown, delayed: number): unknown {
  const first = `${month}-01`;
  if (kind === 'all') return { ...windows.departures(`${lines}-month`, [null], [first]), anyDelay: delayed };
  if (kind === 'stations') {
    const stations = windows.groups(`${lines}-station`).filter((name) => windows.dates(`${lines}-station`, name).includes(first));
    return tableOf(value as Table, stations, (station) => windows.departures(`${lines}-station`, [station], [first]));
  }
  const dates = windows.dates(`${lines}-day`, null).filter((date) => date.startsWith(month));
  return tableOf(value as Table, dates, (date) => windows.departures(`${lines}-day`, [null], [date]));
}

/** Every known figure of one of the two boards. Each has a test file of its own: the arrivals, which are judged alike, wait for the long run. */
export function describeBoard({ board, lines, rows }: Board): void {
  const fileOf = (name: string): string => dataFile(`departures/berlin-boards/${board}_${name}.csv.gz`);
  const hasData = rows.every(([name]) => existsSync(fileOf(name)));
  describe.skipIf(!hasData)(`${lines} at the stations of Berlin through the product (skipped where the data folder is absent)`, () => {
    it.each(rows)('[TIM-3] %s: every known figure comes out exactly', { timeout: MINUTES_10 }, async (name, count) => {
      const delayed = new Map<string, number>();
      const look = (month: string, state: EngineState) => delayed.set(month, anyDelay(state));
      const { windows, imported } = await departureWindows({ example: 'berlin-boards', file: fileOf(name), stretchOf: monthOf, look });
      expect(imported).toMatchObject({ rows: count, refused: 0 });
      const known = [...knownFigures(`berlin.${board}.`)].filter(([id]) => delayed.has(id.split('.')[2] ?? ''));
      expect(known).toHaveLength(delayed.size * (board === 'dep' ? 3 : 2));
      const got = known.map(([id, value]) => {
        const [, , month = '', kind = ''] = id.split('.');
        return [id, roundedAs(value, figureOf(windows, lines, month, kind, value, delayed.get(month) ?? 0))];
      });
      expect(got).toEqual(known);
    });
  });
}
