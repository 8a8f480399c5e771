import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadBook } from '../../server/command/book-file.ts';
import { importFiles, logSink, readMapping } from '../../server/intake/index.ts';
import { SystemClock } from '../../server/live/index.ts';
import { SqliteLog } from '../../server/log/index.ts';
import { advance, applyBatch, type EngineState, emptyState, stateAsOf } from '../../shared/engine/index.ts';
import { DistinctEvents, type KeptEvent } from '../../shared/event/index.ts';
import { seededRandom, shuffled } from '../simulation/world.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const FLIGHTS = here('../../../shared/data/departures/nycflights13/flights.csv.gz');
const ANSWERS = here('../../../shared/data/KNOWN-ANSWERS.json');
const MAPPING = here('../../examples/nycflights13/mapping.yaml');
const BOOK = here('../../examples/nycflights13/book.yaml');
const MINUTES_10 = 600_000;

type Figures = {
  readonly scheduled: number;
  readonly cancelled: number;
  readonly onTime: number;
  readonly late: number;
  readonly cancelledBroken: number;
  readonly cancelledExcluded: number;
};
type Answer = { readonly id: string; readonly value: unknown };

const clock = new SystemClock();
const folders: string[] = [];

async function emptyLog(): Promise<SqliteLog> {
  const folder = mkdtempSync(join(tmpdir(), 'kept-nyc-'));
  folders.push(folder);
  return SqliteLog.open({ folder, clock });
}

/** All that is in a log, and what the book makes of it. */
async function fold(log: SqliteLog): Promise<{ readonly state: EngineState; readonly events: readonly KeptEvent[] }> {
  const state = emptyState(loadBook(BOOK).book);
  const events: KeptEvent[] = [];
  for await (const batch of log.read(0)) {
    applyBatch(state, batch);
    events.push(...batch.events);
  }
  advance(state, clock.nowAtMs());
  return { state, events };
}

/** The figures of one window: of all flights, and of those that flew. */
function figuresOf(state: EngineState, line: string, group: string | null, at: (fromAtMs: number) => boolean): Figures {
  const tallyOf = (promise: string) => {
    const tallies = [...(state.lines.get(group === null ? promise : `${promise}/${group}`)?.tallies.values() ?? [])];
    const found = tallies.find((tally) => tally.kept + tally.broken > 0 && at(tally.fromAtMs));
    if (found === undefined) throw new Error(`no window of ${promise} ${group ?? ''}`);
    return found;
  };
  const [all, flown] = [tallyOf(line), tallyOf(`${line}-flown`)];
  const share = (kept: number, of: number) => Math.round((kept / of) * 1e6) / 1e6;
  return {
    scheduled: all.kept + all.broken,
    cancelled: all.broken - flown.broken,
    onTime: all.kept,
    late: flown.broken,
    cancelledBroken: share(all.kept, all.kept + all.broken),
    cancelledExcluded: share(flown.kept, flown.kept + flown.broken),
  };
}

/** Each figure of the set whose id is `nyc.…`, as the product has it. */
function answersOf(state: EngineState, known: readonly Answer[]): readonly Answer[] {
  const zone = state.book.zone;
  const dateOf = (fromAtMs: number) => new Date(fromAtMs + zone.offsetAtMs(fromAtMs)).toISOString().slice(0, 10);
  const dayRow = (date: string) => {
    const figures = figuresOf(state, 'day', null, (from) => dateOf(from) === date);
    return [date, figures.scheduled, figures.cancelled, figures.onTime, figures.late, figures.cancelledBroken, figures.cancelledExcluded];
  };
  const table = (id: string) =>
    known.find((answer) => answer.id === id)?.value as { readonly columns: string[]; readonly rows: unknown[][] } | undefined;
  const days = () => {
    const { columns, rows } = table('nyc.2013.days') ?? { columns: [], rows: [] };
    return { columns, rows: rows.map(([date]) => dayRow(String(date))) };
  };
  return known.map(({ id, value }) => {
    const [, , kind = '', name = ''] = id.split('.');
    if (kind === 'all') return { id, value: figuresOf(state, 'year', null, () => true) };
    if (kind === 'month') return { id, value: figuresOf(state, 'month', null, (from) => dateOf(from) === `2013-${name}-01`) };
    if (kind === 'carrier' || kind === 'origin') return { id, value: figuresOf(state, kind, name, () => true) };
    if (kind === 'days') return { id, value: days() };
    const worst = days()
      .rows.map((row) => [row[0], row[5]] as const)
      .sort((a, b) => Number(a[1]) - Number(b[1]) || (String(a[0]) < String(b[0]) ? -1 : 1));
    return { id, value: { ...(value as object), rows: worst.slice(0, 5) } };
  });
}

describe.skipIf(!existsSync(FLIGHTS))('all of nycflights13 through the product (skipped where the data folder is absent)', () => {
  let known: readonly Answer[] = [];
  let events: readonly KeptEvent[] = [];

  beforeAll(async () => {
    const { figures } = JSON.parse(readFileSync(ANSWERS, 'utf8')) as { readonly figures: readonly Answer[] };
    known = figures.filter((answer) => answer.id.startsWith('nyc.')).map(({ id, value }) => ({ id, value }));
  });
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it('imported from the file, every known figure comes out exactly', { timeout: MINUTES_10 }, async () => {
    const log = await emptyLog();
    const mapping = readMapping(readFileSync(MAPPING, 'utf8'), MAPPING);
    const result = await importFiles({ mapping, files: [FLIGHTS], sink: logSink(log), nowAtMs: () => clock.nowAtMs() });
    expect(result).toMatchObject({ rows: 336_776, accepted: 673_552, repeats: 0, conflicts: 0, refused: 0 });
    expect(known.length).toBeGreaterThan(30);
    const folded = await fold(log);
    expect(answersOf(folded.state, known)).toEqual(known);
    events = folded.events;
    await log.close();
  });

  it('[LOG-1] shuffled, and a quarter sent twice, every figure is the same', { timeout: MINUTES_10 }, async () => {
    const random = seededRandom(13);
    const log = new DistinctEvents();
    for (const event of shuffled([...events, ...events.filter(() => random() < 0.25)], random)) log.take(event);
    const told = [...log.inOrder()];
    expect(told.length).toBe(events.length);
    const state = stateAsOf(loadBook(BOOK).book, told, { asOfMs: clock.nowAtMs(), places: null });
    expect(state === null ? [] : answersOf(state, known)).toEqual(known);
  });
});
