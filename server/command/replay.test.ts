import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { HandClock } from '../../test/data/hand-clock.ts';
import { RECORDED_START_MS, type RecordedDay, recordedDay } from '../../test/data/recorded-day.ts';
import { HOUR_MS, MINUTE_MS } from '../../test/simulation/world.ts';
import { SqliteLog } from '../log/index.ts';
import { replayCommand } from './replay.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // Some hundred commits go to a real disk.

const textOf = (atMs: number) => new Date(atMs).toISOString();
const FROM_MS = RECORDED_START_MS;
const TO_MS = RECORDED_START_MS + 3 * HOUR_MS;

async function replayed(...args: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
  let text = '';
  const stdout = new Writable({
    write: (chunk, _encoding, done) => {
      text += String(chunk);
      done();
    },
  });
  return { code: await replayCommand(args, { stdout }), text };
}

let folder: string;
let day: RecordedDay;

/** The recorded day in a folder, commit by commit. */
beforeAll(async () => {
  day = await recordedDay(51, { isLate: true });
  folder = mkdtempSync(join(tmpdir(), 'kept-replay-'));
  const clock = new HandClock(0);
  const log = await SqliteLog.open({ folder, clock });
  for (const { receivedAtMs, events } of day.batches) {
    clock.moveTo(receivedAtMs);
    await log.append(events, { urgent: true });
  }
  await log.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('[LOG-12] it says how the lines of a board stood, and each change of a state as live showed it', async () => {
  const range = [folder, '--board', 'wall', '--from', textOf(FROM_MS), '--to', textOf(TO_MS)];
  const { code, text } = await replayed(...range, '--json');
  const told = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const starts = told.filter(({ kind }) => kind === 'start');
  const states = new Map<string, string>(starts.map(({ line, state }) => [line, state]));
  expect([code, states.has('leaves-on-time'), starts[0].at]).toEqual([0, true, '2013-07-01T04:00:00-04:00']);
  for (const { kind, line, was, state } of told) {
    if (kind === 'start') continue;
    expect([line, was]).toEqual([line, states.get(line)]);
    states.set(line, state);
  }
  expect(told.length - starts.length).toBeGreaterThan(3);
  const last = JSON.parse(day.recorded.findLast(({ atMs }) => atMs <= TO_MS)?.wall ?? '{}');
  expect(Object.fromEntries(states)).toEqual(
    Object.fromEntries(last.lines.map(({ id, state }: { id: string; state: string }) => [id, state])),
  );
  const plain = await replayed(...range);
  expect(plain.text.split('\n').length).toBe(text.split('\n').length);
  expect(plain.text).toMatch(/^2013-07-01T04:00:00-04:00 {2}leaves-on-time: \S+ \(\d+ of \d+\)\n/);
});
it('at a speed it takes its time', async () => {
  const startedAtMs = performance.now();
  await replayed(folder, '--board', 'wall', '--from', textOf(FROM_MS), '--to', textOf(FROM_MS + 6 * MINUTE_MS), '--speed', '3600');
  expect(performance.now() - startedAtMs).toBeGreaterThan(90);
});
it.each([
  [[], /data folder/],
  [['data', '--board', 'wall', '--from', textOf(FROM_MS)], /--to TIME/],
  [['data', '--board', 'wall', '--from', textOf(TO_MS), '--to', textOf(FROM_MS)], /must not lie after/],
  [['data', '--board', 'wall', '--from', 'noon', '--to', textOf(TO_MS)], /--from takes an instant/],
  [['data', '--board', 'wall', '--from', textOf(FROM_MS), '--to', textOf(TO_MS), '--speed', '0'], /--speed takes/],
])('%j is misuse', async (args, message) => {
  await expect(replayed(...args)).rejects.toMatchObject({ code: 'USAGE', message: expect.stringMatching(message) });
});
it('a folder, a board and a time that are not there are said', async () => {
  const at = (board: string, fromAtMs: number, of = folder) =>
    replayed(of, '--board', board, '--from', textOf(fromAtMs), '--to', textOf(TO_MS));
  await expect(at('wall', FROM_MS, '/nowhere')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  await expect(at('hall', FROM_MS)).rejects.toMatchObject({ code: 'BOARD_UNKNOWN', message: expect.stringContaining('wall') });
  await expect(at('wall', 5)).rejects.toMatchObject({ code: 'TIME_INVALID' });
});
it('what has not happened yet was on no wall', async () => {
  const range = [folder, '--board', 'wall', '--from', textOf(FROM_MS), '--to', '2199-01-01T00:00:00Z'];
  await expect(replayed(...range)).rejects.toMatchObject({ code: 'TIME_INVALID' });
});
