import { expect, it, onTestFinished } from 'vitest';
import { BatchHistory } from '../../test/data/batch-history.ts';
import { HandClock } from '../../test/data/hand-clock.ts';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { departuresDay } from '../../test/simulation/world.ts';
import { LogFile } from './log-file.ts';
import { SqliteLog } from './sqlite-log.ts';

const START_MS = Date.UTC(2013, 6, 1, 8);
const bookPut = (hash: string, atMs: number) => ({
  id: `book/${hash}`,
  source: '/kept',
  type: 'kept.book-put',
  time: new Date(atMs).toISOString(),
  subject: 'book/b',
  data: { by: 'console', hash, text: `book: ${hash}`, bases: { 'base.yaml': 'book: base' } },
});

/** A log that is still open to be written, and its file opened to be read. */
async function written() {
  const folder = scratchFolder();
  const clock = new HandClock(START_MS);
  const log = await SqliteLog.open({ folder, clock });
  const append = async (events: Parameters<SqliteLog['append']>[0], afterMs: number) => {
    clock.moveTo(clock.nowAtMs() + afterMs);
    await log.append(events, { urgent: true });
  };
  const file = new LogFile(folder);
  onTestFinished(async () => {
    file.close();
    await log.close();
  });
  return { folder, log, append, file };
}

it('it answers as the writer has it, place by place and instant by instant, while the writer goes on', async () => {
  const { log, append, file } = await written();
  expect([file.head(), file.placeAt(START_MS), file.receivedAtMs(1), file.bookAt(9)]).toEqual([
    { place: 0, receivedAtMs: 0 },
    0,
    null,
    null,
  ]);
  const events = departuresDay(1, START_MS, 20).slice(0, 260);
  for (let from = 0, step = 0; from < events.length; step += 1) {
    const size = 1 + (step % 7) * 5;
    await append(events.slice(from, from + size), step % 3 === 0 ? 0 : 40);
    from += size;
    if (step === 4) await append([bookPut('one', START_MS)], 1);
    if (step === 9) await append([bookPut('two', START_MS)], 1);
    const told = new BatchHistory(await Array.fromAsync(log.read(0)));
    expect(file.head()).toEqual(told.head());
    for (const place of [0, 1, 2, file.head().place - 1, file.head().place, file.head().place + 1]) {
      expect([place, file.receivedAtMs(place), file.bookAt(place)]).toEqual([place, told.receivedAtMs(place), told.bookAt(place)]);
    }
    const head = file.head().receivedAtMs;
    for (let atMs = START_MS - 1; atMs <= head + 1; atMs += 17) expect([atMs, file.placeAt(atMs)]).toEqual([atMs, told.placeAt(atMs)]);
    expect(file.placeAt(head)).toBe(file.head().place);
  }
  const cut = await Array.fromAsync(file.read(7, 30));
  expect(cut.flatMap((batch) => batch.events)).toEqual((await Array.fromAsync(log.read(7, 30))).flatMap((batch) => batch.events));
  expect(file.bookAt(1e9)).toMatchObject({ hash: 'two', text: 'book: two', bases: { 'base.yaml': 'book: base' } });
});
it('a folder that nobody has open can be read too, and one without a log says so', async () => {
  const folder = scratchFolder();
  const log = await SqliteLog.open({ folder, clock: new HandClock(START_MS) });
  await log.append([bookPut('one', START_MS)], { urgent: true });
  await log.close();
  const file = new LogFile(folder);
  expect([file.head().place, file.bookAt(1)?.hash]).toEqual([1, 'one']);
  file.close();
  expect(() => new LogFile(scratchFolder())).toThrow(expect.objectContaining({ code: 'FILE_UNREADABLE' }));
});
