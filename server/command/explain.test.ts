import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { BASE_BOOK } from '../../test/data/story.ts';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { accrualsCommand } from './accruals.ts';
import { explainCommand } from './explain.ts';

const EVENT = { specversion: '1.0', source: '/gates', subject: 'departure/1' };
const SCHEDULED = {
  ...EVENT,
  id: '1/scheduled',
  type: 'departure.scheduled',
  time: '2013-03-04T06:00:00Z',
  data: { scheduled: '2013-03-04T12:00:00Z' },
};
const DEPARTED = { ...EVENT, id: '1/departed', type: 'departure.departed', time: '2013-03-04T12:20:00Z' };
const ONE = ['--promise', 'leaves', '--subject', 'departure/1'];

async function run(command: typeof explainCommand, args: readonly string[], input: readonly unknown[] = [SCHEDULED, DEPARTED]) {
  const folder = scratchFolder({ 'book.yaml': BASE_BOOK });
  const said = { out: '', err: '' };
  const code = await command(['--book', `${folder}/book.yaml`, ...args], {
    stdin: Readable.from(input.map((line) => Buffer.from(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`))),
    stdout: { write: (text) => (said.out += text) },
    stderr: { write: (text) => (said.err += text) },
  });
  return { code, ...said };
}

describe('kept explain', () => {
  it('says in words how an obligation is judged, in either language', async () => {
    const { code, out } = await run(explainCommand, ONE);
    expect(code).toBe(0);
    expect(out).toContain('The event sets the time: 2013-03-04 07:00. Up to 0:15:00 (h:min:s) later is still right.');
    expect(out).toContain('It was not met by its due at 2013-03-04 07:15: broken.');
    expect((await run(explainCommand, [...ONE, '--lang', 'zh'])).out).toContain('至 2013-03-04 07:15 到期仍未完成：已违诺。');
  });
  it('[LOG-3] says as JSON what was known at an instant', async () => {
    const { out } = await run(explainCommand, [...ONE, '--json', '--as-of', '2013-03-04T12:10:00Z']);
    expect(JSON.parse(out)).toMatchObject({ kind: 'obligation', state: 'open', as_of: '2013-03-04T07:10:00-05:00', met: null });
  });
  it('explains the window that holds an instant', async () => {
    const { out } = await run(explainCommand, ['--promise', 'leaves', '--at', '2013-03-04T20:00:00Z', '--json']);
    expect(JSON.parse(out)).toMatchObject({ kind: 'window', from: '2013-03-04T00:00:00-05:00', state: 'broken' });
  });
  it('says which lines it refuses, and explains by the rest', async () => {
    const { code, out, err } = await run(explainCommand, [...ONE, '--json'], [SCHEDULED, '{', DEPARTED]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ state: 'broken' });
    expect(JSON.parse(err)).toMatchObject({ id: '2', error: { code: 'JSON_INVALID' } });
  });
  it.each<readonly [string, readonly string[]]>([
    ['OBLIGATION_UNKNOWN', ['--promise', 'leaves', '--subject', 'departure/2']],
    ['OBLIGATION_UNKNOWN', [...ONE, '--nth', '2']],
    ['OBLIGATION_UNKNOWN', [...ONE, '--stage', 'loading']],
    ['USAGE', ['--promise', 'none', '--subject', 'departure/1']],
    ['USAGE', ['--promise', 'none', '--at', '2013-03-04T20:00:00Z']],
    ['WINDOW_UNKNOWN', ['--promise', 'leaves', '--group', 'EWR', '--at', '2013-03-04T20:00:00Z']],
    ['USAGE', ['--promise', 'leaves']],
    ['USAGE', [...ONE, '--at', '2013-03-04T20:00:00Z']],
    ['USAGE', ['--subject', 'departure/1']],
    ['USAGE', ['--promise', 'leaves', '--at', 'noon']],
    ['USAGE', [...ONE, '--nth', '0']],
    ['USAGE', [...ONE, '--lang', 'fr']],
    ['USAGE', [...ONE, '--loud']],
  ])('refuses with %s what is %j', async (code, args) => {
    await expect(run(explainCommand, args)).rejects.toMatchObject({ code });
  });
  it('knows nothing without events', async () => {
    await expect(run(explainCommand, ONE, [])).rejects.toMatchObject({ code: 'OBLIGATION_UNKNOWN' });
  });
});

describe('kept accruals', () => {
  it('writes the ledger as CSV', async () => {
    const { code, out } = await run(accrualsCommand, []);
    expect(code).toBe(0);
    expect(out.split('\r\n')).toHaveLength(3);
    expect(out.split('\r\n')[1]).toMatch(/^leaves,obligation,departure\/1,1,.*,20\.00,USD,no,owed,20 USD,/);
  });
  it('writes its head alone where nothing is known', async () => {
    expect((await run(accrualsCommand, [], [])).out).toMatch(/^promise,cause,[a-z_,]+\r\n$/);
    await expect(run(accrualsCommand, ['--loud'])).rejects.toMatchObject({ code: 'USAGE' });
  });
});
