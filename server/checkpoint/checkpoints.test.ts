import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, it } from 'vitest';
import { applyBatch, emptyState } from '../../shared/engine/index.ts';
import { HandClock } from '../../test/data/hand-clock.ts';
import { pictureOf } from '../../test/simulation/checkpoint-world.ts';
import { batchesOf, bookOf, DEPARTURES_BOOK, departuresDay, HOUR_MS } from '../../test/simulation/world.ts';
import { LiveEngine } from '../live/index.ts';
import { RecordReader, SqliteLog } from '../log/index.ts';
import { CheckpointFolder, Checkpoints, scratchShelves } from './index.ts';

const START_MS = Date.UTC(2013, 6, 1, 8);
const BOOK = bookOf(DEPARTURES_BOOK);
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const FLIGHTS = 80;
/** Events wait for the next quarter of an hour, so that there are few commits. */
const QUARTER_MS = HOUR_MS / 4;
const quarterAfter = ({ time }: { readonly time: string }) => Math.ceil(Date.parse(time) / QUARTER_MS) * QUARTER_MS;

/** A log of a day. */
async function logOfDay(seed: number) {
  const folder = mkdtempSync(join(tmpdir(), 'kept-checkpoint-'));
  folders.push(folder);
  const clock = new HandClock(START_MS - 8 * HOUR_MS);
  const log = await SqliteLog.open({ folder, clock });
  for (const { receivedAtMs, events } of batchesOf(departuresDay(seed, START_MS, FLIGHTS), quarterAfter)) {
    clock.moveTo(receivedAtMs);
    await log.append(events, { urgent: true });
  }
  const said: string[] = [];
  const open = (hash = 'a') =>
    new Checkpoints({
      folder,
      epoch: log.epoch,
      origin: log.origin,
      log: new RecordReader({ file: join(folder, 'log.db'), origin: log.origin }),
      program: new URL('../command/checkpoint-worker.ts', import.meta.url),
      book: { text: DEPARTURES_BOOK, bases: {}, hash },
      everyEvents: 100,
      say: (what) => said.push(what),
    });
  return { folder, clock, log, said, open };
}

async function foldedTo(log: SqliteLog, place: number) {
  const state = emptyState(BOOK);
  for await (const batch of log.read(0, place)) applyBatch(state, batch);
  return state;
}

function filesIn(folder: string, ending: string): readonly string[] {
  const all = readdirSync(join(folder, 'checkpoints'), { recursive: true, encoding: 'utf8' });
  return all.filter((file) => file.endsWith(ending)).map((file) => join(folder, 'checkpoints', file));
}

it('[LOG-3] the state at any place is what a fold from the first entry gives', async () => {
  const { log, open, said } = await logOfDay(1);
  const checkpoints = open();
  const { place } = log.head();
  expect(await checkpoints.write(place)).toBe(place);
  expect(checkpoints.sizes().length).toBeGreaterThan(4);
  for (const at of [1, 99, 250, place - 3, place]) {
    expect(pictureOf(await checkpoints.stateAt(at))).toBe(pictureOf(await foldedTo(log, at)));
  }
  expect(checkpoints.nearest(place).items.size).toBeLessThan((await foldedTo(log, place)).items.size);
  expect(said).toEqual([]);
  await checkpoints.close();
  await log.close();
}, 30_000);

it('a checkpoint that is damaged, of another book or of another log is not used, is told once, and stops nothing', async () => {
  const { folder, log, open, said } = await logOfDay(2);
  const first = open();
  const { place } = log.head();
  await first.write(place);
  await first.close();
  const expected = pictureOf(await foldedTo(log, place));
  for (const file of filesIn(folder, '.checkpoint')) {
    const bytes = readFileSync(file);
    bytes[bytes.length - 9] = (bytes[bytes.length - 9] as number) ^ 1;
    writeFileSync(file, bytes);
  }
  const second = open();
  expect(second.nearest(place).place).toBe(0);
  expect(second.nearest(place).place).toBe(0);
  expect(said.length).toBe(second.sizes().length);
  expect(said[0]).toContain('damaged');
  expect(pictureOf(await second.stateAt(place))).toBe(expected);
  expect(await second.write(place)).toBe(place);
  expect(second.nearest(place).place).toBe(place);
  await second.close();
  const other = open('b');
  expect(other.nearest(place).place).toBe(0);
  other.forgetOthers();
  expect(filesIn(folder, '.checkpoint')).toEqual([]);
  await other.close();
  for (const file of filesIn(folder, 'items.db')) writeFileSync(file, 'no database at all, but long enough to look like one of some kind');
  const third = open('b');
  expect(pictureOf(await third.stateAt(place))).toBe(expected);
  await third.close();
  await log.close();
}, 30_000);

it('a server starts from a checkpoint, lets go of what is over while it runs, and shows what it would show with all of it', async () => {
  const { folder, clock, log, open } = await logOfDay(3);
  const checkpoints = open();
  const live = new LiveEngine({ log, clock, book: BOOK, checkpoints, newShelf: scratchShelves(folder), bounds: { putAwayEvents: 50 } });
  await live.start();
  const plain = new LiveEngine({ log, clock, book: BOOK });
  await plain.start();
  expect(pictureOf(live.state)).toBe(pictureOf(plain.state));
  for (const { receivedAtMs, events } of batchesOf(departuresDay(4, START_MS + 48 * HOUR_MS, FLIGHTS), quarterAfter)) {
    clock.moveTo(Math.max(receivedAtMs, clock.nowAtMs()));
    const late = events.map((event) => ({ ...event, id: `again/${event.id}`, subject: event.subject.replace('departure/', 'run/') }));
    await log.append(late, { urgent: true });
  }
  clock.moveTo(clock.nowAtMs() + 2_000); // What is told to foresight at the next whole second stays until then.
  await expect.poll(() => live.state.items.size, { timeout: 20_000 }).toBeLessThan(plain.state.items.size / 2);
  expect(pictureOf(live.state)).toBe(pictureOf(plain.state));
  live.stop();
  plain.stop();
  await checkpoints.close();
  await log.close();
}, 40_000);

it('checkpoints that are thinned out leave the others whole, and what only they needed is thrown away', async () => {
  const { folder, log } = await logOfDay(5);
  const { epoch, origin } = log;
  const of = { epoch, engine: 'e', book: 'b' };
  const checkpoints = new CheckpointFolder({ folder, of, book: BOOK, bounds: { countMax: 4, bytesMax: Number.POSITIVE_INFINITY } });
  const record = new RecordReader({ file: join(folder, 'log.db'), origin });
  const chainAt = (place: number) => record.chainAt(place);
  const state = emptyState(BOOK);
  for await (const batch of log.read(0, Math.floor(log.head().place / 2))) {
    applyBatch(state, batch);
    const chain = chainAt(state.place);
    if (chain !== null) checkpoints.write(state, chain);
  }
  expect(checkpoints.places()).toHaveLength(4);
  for (const place of checkpoints.places())
    expect(pictureOf(checkpoints.nearest(place, chainAt) ?? state)).toBe(pictureOf(await foldedTo(log, place)));
  const [file] = filesIn(folder, 'items.db');
  const database = new DatabaseSync(file ?? '', { readOnly: true });
  const spans = database.prepare('SELECT first, last FROM block_span').all();
  const isNeeded = (span: (typeof spans)[number]) =>
    checkpoints.places().some((place) => Number(span['first']) <= place && place <= Number(span['last']));
  expect(spans.length).toBeGreaterThan(0);
  expect(spans.every(isNeeded)).toBe(true);
  expect(database.prepare('SELECT count(*) AS count FROM block').get()).toEqual({ count: spans.length });
  database.close();
  record.close();
  checkpoints.close();
  await log.close();
}, 30_000);
