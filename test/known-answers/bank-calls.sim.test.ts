import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadBook } from '../../server/command/book-file.ts';
import { importFiles, logSink, readMapping } from '../../server/intake/index.ts';
import { SystemClock } from '../../server/live/index.ts';
import { SqliteLog } from '../../server/log/index.ts';
import type { Ratio } from '../../shared/book/index.ts';
import { dateText } from '../../shared/calendar/index.ts';
import { advance, applyBatch, type EngineState, emptyState, promiseAt } from '../../shared/engine/index.ts';
import { attainmentOf, hoursOf, statisticOf, type Tally, Values } from '../../shared/measure/index.ts';
import { toNumber } from '../../shared/number/index.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const CALLS = ['january', 'february'].map((month) => here(`../../../shared/data/calls/${month}.txt.gz`));
const ANSWERS = here('../../../shared/data/KNOWN-ANSWERS.json');
const EXAMPLE = here('../../examples/bank-calls/');

type Answer = { readonly id: string; readonly value: { readonly [key: string]: unknown } };
type Table = { readonly columns: readonly string[]; readonly rows: readonly (readonly unknown[])[] };

type ImportCounts = { readonly rows: number; readonly accepted: number; readonly refused: number };

const MONTHS = ['1999-01', '1999-02'];
const HOUR_MS = 3_600_000;
/** As the known answers say: they are rounded to six digits. */
const DECIMALS_TOLERANCE = 1e-6;
const clock = new SystemClock();
const six = (value: number) => Math.round(value * 1e6) / 1e6;

describe.skipIf(!CALLS.every((file) => existsSync(file)))(
  'two months of calls through the product (skipped where the data folder is absent)',
  () => {
    let known: ReadonlyMap<string, Answer['value']>;
    let state: EngineState;
    const imported = new Map<string, ImportCounts>();
    const folder = mkdtempSync(join(tmpdir(), 'kept-calls-'));

    beforeAll(async () => {
      const { figures } = JSON.parse(readFileSync(ANSWERS, 'utf8')) as { readonly figures: readonly Answer[] };
      known = new Map(figures.map(({ id, value }) => [id, value]));
      const log = await SqliteLog.open({ folder, clock });
      const mapping = readMapping(readFileSync(`${EXAMPLE}mapping.yaml`, 'utf8'), 'mapping.yaml');
      for (const [index, file] of CALLS.entries())
        imported.set(
          MONTHS[index] as string,
          await importFiles({ mapping, files: [file], sink: logSink(log), nowAtMs: () => clock.nowAtMs() }),
        );
      state = emptyState(loadBook(`${EXAMPLE}book.yaml`).book);
      for await (const batch of log.read(0)) applyBatch(state, batch);
      advance(state, clock.nowAtMs());
      await log.close();
    }, 120_000);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    function tallyOf(line: string, month: string): Tally {
      const found = [...(state.lines.get(line)?.tallies.values() ?? [])].find(
        (tally) => dateText(state.book.zone.localDayOf(tally.fromAtMs)).startsWith(month) && tally.kept > 0,
      );
      if (found === undefined) throw new Error(`no ${month} of ${line}`);
      return found;
    }
    function ratio(line: string): Ratio {
      return promiseAt(state, line, 0) as Ratio;
    }
    /** The busy hour of each day that has one, as a row of the known table. */
    function dayRows(line: string, month: string): readonly (readonly unknown[])[] {
      const promise = ratio(line);
      const days = [...tallyOf(line, month).days.values()].sort((a, b) => a.dayNumber - b.dayNumber);
      const { measure } = promise;
      if (measure.kind !== 'mean-of-busy-hours') throw new Error(`${line} has no busy hour`);
      return hoursOf(days, measure.busy, promise.calendar).flatMap((hour, index) => {
        if (hour === null || hour.all === 0) return [];
        const start = `${String(Math.floor(hour.startQuarter / 4)).padStart(2, '0')}:${String((hour.startQuarter % 4) * 15).padStart(2, '0')}`;
        return [[dateText(days[index]?.dayNumber ?? 0), start, hour.all, hour.good, six(hour.good / hour.all)]];
      });
    }

    /** The product's clock hours of a line inside the opening hours of a month: date, hour, offered, answered. */
    function openHours(line: string, month: string): readonly (readonly [date: string, hour: number, offered: number, answered: number])[] {
      const hours = new Map([...(state.lines.get(line)?.tallies.values() ?? [])].map((tally) => [tally.fromAtMs, tally]));
      return openSpans(month).map(([date, hour, atMs]) => {
        const { kept = 0, broken = 0 } = hours.get(atMs) ?? {};
        return [date, hour, kept + broken, kept];
      });
    }
    /** Every clock hour in which the centre is open by the book's calendar. */
    function openSpans(month: string): readonly (readonly [date: string, hour: number, atMs: number])[] {
      const { calendar } = ratio('busy-clock');
      const [year = 0, monthOf = 0] = month.split('-').map(Number);
      const first = state.book.zone.localDayOf(state.book.zone.instantOfLocalMs(Date.UTC(year, monthOf - 1, 1)));
      const days = new Date(Date.UTC(year, monthOf, 0)).getUTCDate();
      return Array.from({ length: days }, (_, index) => first + index).flatMap((day) =>
        calendar.day(day).open.flatMap(({ fromAtMs, toAtMs }) =>
          Array.from({ length: (toAtMs - fromAtMs) / HOUR_MS }, (_, index) => {
            const atMs = fromAtMs + index * HOUR_MS;
            return [dateText(day), Math.floor((atMs - state.book.zone.startOfLocalDay(day)) / HOUR_MS), atMs] as const;
          }),
        ),
      );
    }
    function connectOf(offered: number, answered: number) {
      return { offered, answered, abandoned: offered - answered, connect: offered === 0 ? null : six(answered / offered) };
    }
    function sum(hours: readonly (readonly [string, number, number, number])[]) {
      return connectOf(
        hours.reduce((all, [, , offered]) => all + offered, 0),
        hours.reduce((all, [, , , answered]) => all + answered, 0),
      );
    }

    for (const month of MONTHS) {
      it(`[WIN-3] ${month}: what the centre connects while it is open, in all, by type of call and by hour of the day`, () => {
        expect(sum(openHours('hour', month))).toEqual(known.get(`calls.${month}.open`));
        const types = known.get(`calls.${month}.open.types`) as unknown as Table;
        const byType = types.rows.map(([type]) => [type, ...Object.values(sum(openHours(`hour-type/${type}`, month)))]);
        expect(byType).toEqual(types.rows);
        const hours = known.get(`calls.${month}.hour-of-day`) as unknown as Table;
        const all = openHours('hour', month);
        expect(hours.rows.map(([hour]) => [hour, ...Object.values(sum(all.filter((each) => each[1] === hour)))])).toEqual(hours.rows);
      });
      it(`[WIN-3] ${month}: calls answered within 20 seconds of queueing while it is open`, () => {
        const { offered: den, answered: num } = sum(openHours('hour-20s', month));
        expect({ num, den, value: six(num / den) }).toEqual(known.get(`calls.${month}.open.within20`));
      });
      it(`[WIN-6] ${month}: the median wait of those who queued while it is open`, () => {
        const waits = valuesOf(openSpans(month).map(([, , atMs]) => state.lines.get('hour-wait')?.tallies.get(atMs)));
        const median = statisticOf('median', waits);
        expect({ n: waits.count, value: median === null ? null : toNumber(median) }).toEqual(known.get(`calls.${month}.open.wait-median`));
      });
      it(`[WIN-6] ${month}: hours of at least sixty calls, and those below a target by exact fractions`, () => {
        const busy = openHours('hour', month).filter(([, , offered]) => offered >= 60);
        const below = (percent: number) => busy.filter(([, , offered, answered]) => answered * 100 < percent * offered).length;
        expect({ hours: busy.length, below85: below(85), below80: below(80) }).toEqual(known.get(`calls.${month}.hours60`));
      });
      it(`${month}: the import counts rows, those refused, and those that are no calls`, () => {
        const { rows, refused, accepted } = imported.get(month) as ImportCounts;
        const figures = ['rows', 'rejected', 'phantom'].map((id) => known.get(`calls.${month}.${id}`));
        // Each call gives two events: whether it was answered, and whether within 20 seconds.
        expect([rows, refused, rows - accepted / 2 - refused]).toEqual(figures);
      });
      it(`${month}: calls of the month, answered and abandoned`, () => {
        const { kept, broken } = tallyOf('month', month);
        expect({ offered: kept + broken, answered: kept, abandoned: broken, connect: six(kept / (kept + broken)) }).toEqual(
          known.get(`calls.${month}.all`),
        );
      });
      it(`[WIN-1] ${month}: every clock hour of the opening hours`, () => {
        const { rows } = known.get(`calls.${month}.hours`) as unknown as Table;
        const hours = new Map([...(state.lines.get('hour')?.tallies.values() ?? [])].map((tally) => [tally.fromAtMs, tally]));
        const got = rows.map(([date, hour]) => {
          const [year = 0, monthOf = 0, day = 0] = String(date).split('-').map(Number);
          const tally = hours.get(
            state.book.zone.instantOfLocal({ year, month: monthOf, day, hour: Number(hour), minute: 0, second: 0, ms: 0 }) ?? 0,
          );
          const [answered, abandoned] = [tally?.kept ?? 0, tally?.broken ?? 0];
          const offered = answered + abandoned;
          return [date, hour, offered, answered, abandoned, offered === 0 ? null : answered / offered];
        });
        expect(got.map((row) => row.slice(0, 5))).toEqual(rows.map((row) => row.slice(0, 5)));
        expect(got.filter((row, index) => Math.abs(Number(row[5]) - Number(rows[index]?.[5])) > DECIMALS_TOLERANCE)).toEqual([]);
      });
      it.each([
        ['busy-clock', 'busyhour.clock.days'],
        ['busy-sliding', 'busyhour.sliding15.days'],
      ])(`[WIN-7] ${month}: the busy hour of each day, %s`, (line, id) => {
        expect(dayRows(line, month)).toEqual((known.get(`calls.${month}.${id}`) as unknown as Table).rows);
      });
      it.each([
        ['busy-clock', 'busyhour.clock.mean'],
        ['busy-sliding', 'busyhour.sliding15.mean'],
        ['week-clock', 'busyhour.clock.mean-sun-thu'],
        ['week-sliding', 'busyhour.sliding15.mean-sun-thu'],
        ['same-clock', 'tcbh.clock'],
        ['same-sliding', 'tcbh.sliding15'],
      ])(`[WIN-7] ${month}: the mean over the days, %s`, (line, id) => {
        const { value, days, emptyDays } = attainmentOf(ratio(line), tallyOf(line, month));
        const answer = known.get(`calls.${month}.${id}`);
        const hours = dayRows(line, month).map((row) => row.slice(2, 4) as [offered: number, answered: number]);
        expect({ n: days - emptyDays, value: value === null ? null : six(toNumber(value)), ...pooledAndMedian(hours) }).toEqual({
          n: answer?.['n'],
          value: answer?.['value'],
          pooled: answer?.['pooled'],
          median: answer?.['median'],
        });
        if (answer?.['offered'] !== undefined) expect(hours.reduce((all, [offered]) => all + offered, 0)).toBe(answer['offered']);
        if (answer?.['start'] !== undefined) expect(new Set(dayRows(line, month).map((row) => row[1]))).toEqual(new Set([answer['start']]));
      });
    }
  },
);

/** The values of several windows of the product, together. */
function valuesOf(tallies: readonly (Tally | undefined)[]): Values {
  const values = new Values();
  for (const tally of tallies) if (tally?.values) values.add(tally.values, 1);
  return values;
}

/** Beside the mean of the days that the product gives, two other figures of the same hours. */
function pooledAndMedian(hours: readonly (readonly [offered: number, answered: number])[]) {
  const rates = hours.map(([offered, answered]) => answered / offered).sort((a, b) => a - b);
  const [low = 0, high = 0] = [rates[Math.floor((rates.length - 1) / 2)], rates[Math.floor(rates.length / 2)]];
  const [offered, answered] = [0, 1].map((index) => hours.reduce((all, hour) => all + (hour[index] as number), 0)) as [number, number];
  return { pooled: six(answered / offered), median: six((low + high) / 2) };
}
