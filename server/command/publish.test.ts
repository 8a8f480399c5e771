import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { DEPARTURES_BOOK } from '../../test/simulation/world.ts';
import { ShiftedClock } from '../live/index.ts';
import { LogFile } from '../log/index.ts';
import { loadBook } from './book-file.ts';
import { PendingPublication } from './pending-publication.ts';
import { serveOptions } from './serve-options.ts';
import { startServer } from './start-server.ts';

vi.setConfig({ testTimeout: 60_000 }); // Whole servers start and end, each with a log on disk.

/** 15:00 in New York. */
const NOON_MS = Date.UTC(2026, 5, 18, 19);
const HOUR_MS = 3_600_000;
const [YESTERDAY, TODAY, TOMORROW] = ['2026-06-17', '2026-06-18', '2026-06-19'];
const STRICTER = DEPARTURES_BOOK.replace('<15min', '<10min');

/** The body as it came. */
// biome-ignore lint/suspicious/noExplicitAny: JSON is looked at field by field.
type Body = { readonly [key: string]: any };
type Answer = { readonly status: number; readonly body: Body };
type Served = {
  stop(): Promise<void>;
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  events(events: readonly object[]): Promise<void>;
  /** The last line of an answer to long work. */
  work(path: string, body: unknown): Promise<Body>;
};

function place(): { readonly folder: string; readonly file: string } {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => said.mockRestore());
  const folder = scratchFolder({ 'book.yaml': DEPARTURES_BOOK });
  return { folder, file: join(folder, 'book.yaml') };
}

/** @param atMs the server's time when it starts. */
async function serve(folder: string, atMs = NOON_MS): Promise<Served> {
  const options = serveOptions(['--book', join(folder, 'book.yaml'), '--data', join(folder, 'data'), '--port', '0'], false, {});
  const server = await startServer(options, new ShiftedClock(atMs));
  let isRunning = true;
  const stop = async () => {
    if (isRunning) await server.stop();
    isRunning = false;
  };
  onTestFinished(stop);
  const url = `http://localhost:${/localhost:(\d+)/.exec(server.lines.join('\n'))?.[1]}`;
  const answered = async (response: Response): Promise<Answer> => ({ status: response.status, body: (await response.json()) as Body });
  const post = (path: string, body: unknown) =>
    fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return {
    stop,
    events: async (events) => {
      const headers = { 'content-type': 'application/cloudevents-batch+json' };
      expect((await fetch(`${url}/api/events`, { method: 'POST', headers, body: JSON.stringify(events) })).status).toBeLessThan(300);
    },
    get: async (path) => answered(await fetch(`${url}${path}`)),
    post: async (path, body) => answered(await post(path, body)),
    work: async (path, body) => JSON.parse((await (await post(path, body)).text()).trim().split('\n').at(-1) ?? ''),
  };
}

/** Departures before an instant: all twelve minutes late, within fifteen and not within ten. */
function departures(name: string, untilMs: number, count = 5): readonly object[] {
  const event = (type: string, nth: number, ms: number, data: object) => ({
    specversion: '1.0',
    id: `${name} ${nth} ${type}`,
    source: '/sim',
    type,
    time: new Date(ms).toISOString(),
    subject: `departure/${name}-${nth}`,
    data,
  });
  return Array.from({ length: count }, (_, nth) => nth).flatMap((nth) => {
    const dueMs = untilMs - HOUR_MS + nth * 60_000;
    const data = { scheduled: new Date(dueMs).toISOString(), origin: 'JFK', carrier: 'UA' };
    return [event('departure.scheduled', nth, dueMs - 600_000, data), event('departure.departed', nth, dueMs + 720_000, {})];
  });
}

async function stateOf(served: Served, name: string): Promise<string> {
  const { body } = await served.get(`/api/obligations?id=${encodeURIComponent(`leaves-on-time departure/${name} 1`)}`);
  return JSON.stringify({ ...body, version: '' });
}

/** A draft that counts from tomorrow, tried on the past, as the screen sends it. */
async function readyDraft(served: Served, text = STRICTER, from = TOMORROW) {
  const { body: book } = await served.get('/api/book');
  const { body: dated } = await served.post('/api/book/date', { text, from, note: 'ten minutes' });
  const { result } = await served.work('/api/book/trial', { text: dated['text'] });
  const word = { by: 'Ann', owner: 'Ann', reviewer: 'Bo', budgetMinor: 100_000_000, note: 'Ten minutes' };
  return { request: { ...word, text: dated['text'], base: book['hash'], from }, trial: result };
}

it('[BOOK-8] a published book is in file and log before it is answered, survives a restart, and changes no verdict before its date', async () => {
  const { folder, file } = place();
  const served = await serve(folder);
  await served.events(departures('first', NOON_MS));
  const before = await stateOf(served, 'first-0');
  expect(before).toContain('"state":"kept"');
  const { request } = await readyDraft(served);
  const { status, body } = await served.post('/api/book/publish', request);
  expect([status, body]).toEqual([201, { place: expect.any(Number), hash: expect.any(String), from: TOMORROW }]);
  expect(readFileSync(file, 'utf8')).toBe(request.text);
  const log = new LogFile(join(folder, 'data'));
  expect(log.bookAt(body['place'])).toMatchObject({ hash: body['hash'], by: 'Ann', publication: { reviewer: 'Bo', from: TOMORROW } });
  log.close();
  await served.stop();
  const again = await serve(folder, NOON_MS + 24 * HOUR_MS);
  const { body: book } = await again.get('/api/book');
  expect(book).toMatchObject({ hash: body['hash'], text: request.text });
  expect(book['versions'].map((version: { from: string; status: string }) => [version.from, version.status])).toEqual([
    ['1970-01-01', 'past'],
    [TOMORROW, 'in-force'],
  ]);
  expect(book['published']).toHaveLength(2);
  expect(book['published'][0]).toMatchObject({ by: 'Ann', publication: { note: 'Ten minutes', over: request.base } });
  expect(book['published'][0]['differences']['shown']).toContainEqual({ path: 'leaves-on-time.late', was: '<15min', would: '<10min' });
  await again.events(departures('second', NOON_MS + 24 * HOUR_MS));
  expect([await stateOf(again, 'first-0'), await stateOf(again, 'second-0')]).toEqual([
    before,
    expect.stringContaining('"state":"broken"'),
  ]);
  const knownAt = async (at: number) => (await again.get(`/api/boards/wall?known-at=${at}`)).body['shown'];
  expect([await knownAt(body['place']), await knownAt(body['place'] - 1)]).toMatchObject([
    { book: body['hash'], bookOf: 'then' },
    { book: request.base, bookOf: 'then' },
  ]);
  const then = encodeURIComponent(new Date(NOON_MS).toISOString());
  expect((await again.get(`/api/boards/wall?as-of=${then}`)).status).toBe(200);
  expect((await again.get(`/api/book/texts/${body['place']}`)).body).toMatchObject({ text: request.text });
});
it('[BOOK-7] of two drafts made from one book the second is refused and told why, also when both come at once; nor is a file overwritten that was saved beside it', async () => {
  const { folder, file } = place();
  const served = await serve(folder);
  const [one, two] = [await readyDraft(served), await readyDraft(served, DEPARTURES_BOOK.replace('12.50', '20.00'))];
  const answers = await Promise.all([one, two].map(({ request }) => served.post('/api/book/publish', request)));
  expect(answers.map(({ status }) => status)).toEqual([201, 409]);
  expect(answers[1]?.body).toMatchObject({ code: 'BOOK_STALE', title: expect.stringContaining('Another book has come into force') });
  expect(readFileSync(file, 'utf8')).toBe(one.request.text);
  const late = await served.post('/api/book/publish', two.request);
  expect([late.status, late.body['code']]).toEqual([409, 'BOOK_STALE']);
  const third = await readyDraft(served, one.request.text.replace('80%', '70%'), '2026-06-25');
  const beside = one.request.text.replace('12.50', '9.00'); // It restates, so that it is never in force.
  writeFileSync(file, beside);
  const over = await served.post('/api/book/publish', third.request);
  expect([over.status, over.body['code'], readFileSync(file, 'utf8')]).toEqual([409, 'BOOK_STALE', beside]);
});
it('[BOOK-5] a draft over its budget needs a reason, and one that nobody has tried is refused', async () => {
  const { folder } = place();
  const served = await serve(folder);
  await served.events(departures('late', NOON_MS, 8));
  const { body: book } = await served.get('/api/book');
  const { body: dated } = await served.post('/api/book/date', { text: STRICTER, from: TOMORROW });
  const request = { text: dated['text'], base: book['hash'], by: 'Ann', owner: 'Ann', reviewer: 'Bo', from: TOMORROW, budgetMinor: 10_000 };
  expect((await served.post('/api/book/publish', request)).body).toMatchObject({ status: 409, code: 'BOOK_UNTRIED' });
  // Eight at 12.50 are owed in the day that there is: 36,500 a year.
  const { result } = await served.work('/api/book/trial', { text: STRICTER });
  expect(result).toMatchObject({ wasYearMinor: 0, wouldYearMinor: 3_650_000, days: 1 });
  const refused = await served.post('/api/book/publish', request);
  expect([refused.status, refused.body['code']]).toEqual([400, 'BOOK_OVER_BUDGET']);
  expect(refused.body['title']).toContain('36500.00 USD a year, over its budget of 100.00 USD');
  const { status, body } = await served.post('/api/book/publish', { ...request, reason: 'Customers were told so.' });
  expect(status).toBe(201);
  const { body: after } = await served.get('/api/book');
  expect(after['published'][0]).toMatchObject({
    place: body['place'],
    publication: { budgetMinor: 10_000, wouldOweMinor: 3_650_000, reason: 'Customers were told so.' },
  });
});
it('[BOOK-5] owner, reviewer, budget, date and a right text are asked for, what is refused changes nothing, and a check tells the same before', async () => {
  const { folder, file } = place();
  const served = await serve(folder);
  const { request } = await readyDraft(served);
  const cases: readonly (readonly [change: object, code: string, why: RegExp])[] = [
    [{ owner: ' ' }, 'BOOK_REFUSED', /`owner` must be a text/],
    [{ reviewer: 'ANN ' }, 'BOOK_REFUSED', /another person/],
    [{ budgetMinor: -1 }, 'BOOK_REFUSED', /`budgetMinor`/],
    [{ budgetMinor: '12' }, 'BOOK_REFUSED', /`budgetMinor`/],
    [{ from: YESTERDAY }, 'BOOK_REFUSED', /past: today is 2026-06-18/],
    [{ from: '2026-06-25' }, 'BOOK_REFUSED', /change on 2026-06-19/],
    [{ text: 'book: [' }, 'BOOK_INVALID', /book\.yaml:1:/],
    [{ text: DEPARTURES_BOOK }, 'BOOK_REFUSED', /nothing to publish/],
    [{ text: STRICTER, from: TODAY }, 'BOOK_RESTATES', /leaves-on-time\.late/],
  ];
  for (const [change, code, why] of cases) {
    const { status, body } = await served.post('/api/book/publish', { ...request, ...change });
    expect([status, body['code'], body['title']]).toEqual([400, code, expect.stringMatching(why)]);
  }
  expect(readFileSync(file, 'utf8')).toBe(DEPARTURES_BOOK);
  expect((await served.get('/api/book')).body['published']).toHaveLength(1);
  const faulty = (await served.post('/api/book/check', { text: DEPARTURES_BOOK.replace('<15min', 'soon') })).body;
  expect(faulty).toMatchObject({ ok: false, issues: [{ file: null, line: 14, column: 11, path: 'promises.leaves-on-time.late' }] });
  expect(faulty['issues'][0]).toMatchObject({
    message: '"soon" does not fit',
    fault: { message: { key: 'fault.fit', args: { value: '"soon"' } } },
  });
  const right = (await served.post('/api/book/check', { text: STRICTER, effective: true })).body;
  expect(right).toMatchObject({
    ok: true,
    from: TODAY,
    restates: ['leaves-on-time.late'],
    effective: expect.stringContaining('late: <10min'),
  });
  expect(right['findings'][0]).toMatchObject({
    promise: 'leaves-on-time',
    level: expect.any(String),
    at: { file: null, line: expect.any(Number) },
  });
  const dated = (await served.post('/api/book/date', { text: STRICTER, from: YESTERDAY })).body['text'];
  expect((await served.post('/api/book/check', { text: dated })).body).toMatchObject({ ok: true, restates: ['leaves-on-time.late'] });
  expect((await served.post('/api/book/check', { text: 7 })).body['code']).toBe('BOOK_REFUSED');
});
it('[BOOK-8] a publication that the power cut between file and log is told by the next start as what it was', async () => {
  const { folder, file } = place();
  const served = await serve(folder);
  const { request } = await readyDraft(served);
  await served.stop();
  writeFileSync(file, request.text);
  const publication = {
    owner: 'Ann',
    reviewer: 'Bo',
    over: request.base,
    from: TOMORROW,
    budgetMinor: 1,
    wouldOweMinor: null,
    reason: '',
    note: '',
  };
  const { hash } = loadBook(file);
  new PendingPublication(join(folder, 'data')).begin({ hash, by: 'Ann', publication });
  const again = await serve(folder);
  expect((await again.get('/api/book')).body['published'][0]).toMatchObject({ hash, by: 'Ann', publication });
  expect(new PendingPublication(join(folder, 'data')).of(hash)).toBeNull();
});
