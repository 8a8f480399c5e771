import { spawn } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { faultsBySchema } from '../../test/data/judge-schema.ts';
import { BASE_BOOK } from '../../test/data/story.ts';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { judgeCommand } from './judge.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const EVENT = { specversion: '1.0', source: '/gates', subject: 'departure/1' };
const SCHEDULED = {
  ...EVENT,
  id: '1/scheduled',
  type: 'departure.scheduled',
  time: '2013-03-04T06:00:00Z',
  data: { scheduled: '2013-03-04T12:00:00Z' },
};
const DEPARTED = { ...EVENT, id: '1/departed', type: 'departure.departed', time: '2013-03-04T12:20:00Z' };

/** Runs the command on lines of standard input; what is no text is sent as JSON. */
async function run(input: readonly unknown[], args: readonly string[] = [], files: { readonly [path: string]: string } = {}) {
  const folder = scratchFolder({ 'book.yaml': BASE_BOOK, ...files });
  let out = '';
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      out += chunk;
      done();
    },
  });
  const stdin = Readable.from(input.map((line) => Buffer.from(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`)));
  const named = Object.keys(files).map((file) => `${folder}/${file}`);
  const code = await judgeCommand(['--book', `${folder}/book.yaml`, ...args, ...named], { stdin, stdout });
  const lines = out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  expect(faultsBySchema(lines)).toEqual([]);
  return { code, lines };
}
const kindsOf = (lines: readonly { readonly kind?: string }[]) => lines.map(({ kind }) => kind ?? 'refused');

describe('kept judge', () => {
  it('answers what the events of standard input are judged to be, as of the latest of them', async () => {
    const { code, lines } = await run([SCHEDULED, DEPARTED]);
    expect(code).toBe(0);
    expect(kindsOf(lines)).toEqual(['obligation', 'promise', 'ledger']);
    expect(lines[0]).toMatchObject({ state: 'broken', due: '2013-03-04T07:15:00-05:00', met: '2013-03-04T07:20:00-05:00' });
  });
  it('reads files one after the other', async () => {
    const { lines } = await run([], [], { 'a.ndjson': JSON.stringify(SCHEDULED), 'b.ndjson': `${JSON.stringify(DEPARTED)}\n` });
    expect(lines[0]).toMatchObject({ kind: 'obligation', state: 'broken' });
  });
  it('answers nothing to nothing', async () => {
    expect(await run([''])).toEqual({ code: 0, lines: [] });
  });
  it('[LOG-3] judges as of an instant', async () => {
    const { lines } = await run([SCHEDULED, DEPARTED], ['--as-of', '2013-03-04T12:15:00Z']);
    expect(lines[0]).toMatchObject({ kind: 'obligation', state: 'open', met: null });
  });
  it('[LOG-3] judges what the first places of the log know; a repeat has no place of its own', async () => {
    const { lines } = await run([DEPARTED, DEPARTED, SCHEDULED], ['--known-at', '2']);
    expect(lines[0]).toMatchObject({ kind: 'obligation', state: 'broken' });
    expect((await run([DEPARTED, SCHEDULED], ['--known-at', '1'])).lines).toEqual([]);
  });
  it('[LOG-1] refuses an event that contradicts an earlier one, which stands', async () => {
    const { code, lines } = await run([SCHEDULED, DEPARTED, { ...DEPARTED, time: '2013-03-04T12:10:00Z' }]);
    expect(code).toBe(1);
    expect(lines[0]).toMatchObject({ id: '1/departed', error: { code: 'EVENT_CONFLICT' } });
    expect(lines[1]).toMatchObject({ kind: 'obligation', state: 'broken' });
  });
  it('refuses what is no event, by its id or else by the number of its line, and judges the rest', async () => {
    const { code, lines } = await run([SCHEDULED, '{', '', '[1]', { ...DEPARTED, time: 'noon' }, { ...DEPARTED, id: 7 }]);
    expect(code).toBe(1);
    expect(lines.flatMap(({ id, error }) => (error ? [[id, error.code]] : []))).toEqual([
      ['2', 'JSON_INVALID'],
      ['4', 'EVENT_FIELD'],
      ['1/departed', 'EVENT_FIELD'],
      ['6', 'EVENT_FIELD'],
    ]);
    expect(lines.at(-1)).toMatchObject({ kind: 'promise' });
  });
  it.each([
    [['--book']],
    [['--as-of', 'noon']],
    [['--as-of', '2013-03-04T12:00:00']],
    [['--known-at', '-1']],
    [['--known-at', 'all']],
    [['--until', 'noon']],
  ])('does not take %j', async (args) => {
    await expect(run([], args)).rejects.toMatchObject({ code: 'USAGE' });
  });
  it('needs a book', async () => {
    const io = { stdin: Readable.from([]), stdout: new Writable() };
    await expect(judgeCommand([], io)).rejects.toMatchObject({ code: 'USAGE' });
  });
  it('refuses a file that cannot be read', async () => {
    const folder = scratchFolder({ 'book.yaml': BASE_BOOK });
    const io = { stdin: Readable.from([]), stdout: new Writable() };
    const wanted = judgeCommand(['--book', `${folder}/book.yaml`, `${folder}/none.ndjson`], io);
    await expect(wanted).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});

describe('kept judge as a program', () => {
  async function program(args: readonly string[], input: string) {
    const child = spawn(process.execPath, [MAIN, 'judge', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin.end(input);
    const [out, err, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise((resolve) => child.on('close', resolve)),
    ]);
    return { code, out, err };
  }

  it('reads standard input, writes lines, and says by its code that some were refused', async () => {
    const folder = scratchFolder({ 'book.yaml': BASE_BOOK });
    const { code, out, err } = await program(['--book', `${folder}/book.yaml`], `${JSON.stringify(SCHEDULED)}\n{\n`);
    const [refused, obligation] = out.split('\n').map((line) => (line === '' ? null : JSON.parse(line)));
    expect([code, err]).toEqual([1, '']);
    expect(refused).toMatchObject({ id: '2', error: { code: 'JSON_INVALID' } });
    expect(obligation).toMatchObject({ kind: 'obligation', state: 'open' });
  });
  it('ends with 2 when it is not told which book', async () => {
    expect(await program([], '')).toMatchObject({ code: 2, out: '' });
  });
});
