import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { emptyState } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { ManualClock } from '../../test/contracts/manual-clock.ts';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { DEPARTURES_BOOK } from '../../test/simulation/world.ts';
import { loadBook } from './book-file.ts';
import { PendingPublication } from './pending-publication.ts';
import { RunningBook } from './running-book.ts';

const NOW_MS = Date.UTC(2026, 5, 18, 19);
const DRAFT = `${DEPARTURES_BOOK}versions:
  - { from: 1970-01-01 }
  - { from: 2026-06-19, promises: [{ id: leaves-on-time, late: <10min }] }
`;

/** A running book over an engine that does as it is told, and what becomes of its files. */
async function running(command: () => Promise<never[]>) {
  const folder = scratchFolder({ 'book.yaml': DEPARTURES_BOOK });
  const file = join(folder, 'book.yaml');
  const first = loadBook(file);
  const pending = new PendingPublication(folder);
  const live = { state: emptyState(first.book), command: vi.fn(async () => [] as never[]), changeBook: async () => {} };
  const checkpoints = { of: () => null, settle: async () => {} };
  const books = new RunningBook({ live, clock: new ManualClock(NOW_MS), file, restate: false, checkpoints, pending });
  await books.start(first);
  live.command.mockImplementation(command);
  const names = { owner: 'Ann', reviewer: 'Bo', from: '2026-06-19', budgetMinor: 0, wouldOweMinor: null, reason: '', note: '' };
  const publish = () => books.publish({ text: DRAFT, by: 'Ann', publication: { ...names, over: first.hash } });
  return { books, publish, file, folder };
}

it('[BOOK-8] where the log does not take a book its file is as it was, and nothing is left of it', async () => {
  const { books, publish, file, folder } = await running(() => Promise.reject(new KeptError('LOG_FAILED', 'The disk is full.')));
  await expect(publish()).rejects.toMatchObject({ code: 'LOG_FAILED' });
  expect([readFileSync(file, 'utf8'), readdirSync(folder), books.current().text]).toEqual([
    DEPARTURES_BOOK,
    ['book.yaml'],
    DEPARTURES_BOOK,
  ]);
});
it('[BOOK-8] while the log is asked the file holds the book, and a note whose it is', async () => {
  const seen: unknown[] = [];
  const place: { file: string; folder: string } = { file: '', folder: '' };
  const { publish, file, folder, books } = await running(async () => {
    seen.push(readFileSync(place.file, 'utf8'), readdirSync(place.folder).sort());
    return [];
  });
  Object.assign(place, { file, folder });
  await publish();
  await books.settled();
  expect([seen, readdirSync(folder), books.current().text]).toEqual([[DRAFT, ['book.yaml', 'publishing.json']], ['book.yaml'], DRAFT]);
});
it('[BOOK-7] a file that somebody has saved meanwhile is not overwritten', async () => {
  const { publish, file } = await running(async () => []);
  writeFileSync(file, `${DEPARTURES_BOOK}# saved`);
  await expect(publish()).rejects.toMatchObject({ code: 'BOOK_STALE' });
  expect(readFileSync(file, 'utf8')).toBe(`${DEPARTURES_BOOK}# saved`);
});
it('a file keeps its rights', async () => {
  const { publish, file } = await running(async () => []);
  chmodSync(file, 0o640);
  await publish();
  expect((statSync(file).mode & 0o777).toString(8)).toBe('640');
});
