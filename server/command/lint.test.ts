import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { checkCommand } from './check.ts';
import { showFolder } from './show.ts';

const BOOK = `book: linted
timezone: Asia/Shanghai
currency: CNY
promises:
  - id: phoned
    says: { en: "We usually phone you within 60 minutes.", zh: "六十分钟内回电。" }
    short: { en: Phoned, zh: 回电 }
    kind: deadline
    opens: ticket.opened
    met: ticket.contacted
    within: 60min
    remedy: { pay: 20 CNY, to: data.customer }
`;
const EVENTS = ['opened', 'contacted']
  .flatMap((what, minute) =>
    [1, 2, 3, 4, 5].map((ticket) =>
      JSON.stringify({
        id: `${what} ${ticket}`,
        source: '/desk',
        type: `ticket.${what}`,
        time: `2026-06-18T1${ticket}:0${minute}:00Z`,
        subject: `ticket/${ticket}`,
        data: {},
      }),
    ),
  )
  .join('\n');

async function check(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  const folder = scratchFolder({ 'book.yaml': BOOK, 'faulty.yaml': BOOK.replace('60min', 'soon'), 'events.ndjson': EVENTS });
  let out = '';
  const paths = args.map((arg) => (/\.(yaml|ndjson)$/.test(arg) ? join(folder, arg) : arg));
  const code = await checkCommand(paths, { stdout: { write: (text) => (out += text) } });
  return { code, out: out.replaceAll(`${folder}/`, '') };
}

it('a book that is right is scored, each finding with its line, and that alone is no failure', async () => {
  const { code, out } = await check('book.yaml');
  expect(code).toBe(0);
  expect(out.split('\n')).toEqual([
    'book.yaml: right; 1 promise, 1 version, 0 boards',
    '  phoned  6 of 8  complete',
    '    fix · unconditional · line 6 · “usually” lets the promise off. Say it without “usually”.',
    '  Reliable and sincere are judged by history: add --events FILE.',
    '',
  ]);
});
it('with events history is asked as well, in either language', async () => {
  const { out } = await check('book.yaml', '--events', 'events.ndjson', '--lang', 'zh');
  expect(out).toContain('9/12');
  expect(out).toContain('请看 · 真诚 · 第 11 行 · 全部守诺，且 95% 的事项只用了时限的 2%。更强的承诺也能兑现。');
});
it('the same is given as data, with texts in both languages', async () => {
  const report = JSON.parse((await check('book.yaml', '--json')).out);
  expect(report.scores).toMatchObject([{ promise: 'phoned', completeness: 'complete', points: { unconditional: 0, reliable: null } }]);
  expect(report.findings).toMatchObject([
    {
      principle: 'unconditional',
      level: 'fix',
      at: { line: 6, file: null },
      text: { en: expect.stringMatching(/usually/), zh: expect.stringMatching(/usually/) },
    },
  ]);
});
it('the faults of a book are told in either language', async () => {
  expect(await check('faulty.yaml')).toEqual({
    code: 1,
    out: expect.stringContaining('phoned.within: "soon" does not fit. Write an allowance'),
  });
  expect(await check('faulty.yaml', '--lang', 'zh')).toEqual({
    code: 1,
    out: expect.stringMatching(/^faulty\.yaml:11:13: promises\.phoned\.within: "soon" 不合要求。请写时限/),
  });
});
it('an unknown language is misuse', async () => {
  await expect(check('book.yaml', '--lang', 'de')).rejects.toThrow(/--lang is en or zh/);
});
it('a line of the events that cannot be read is named', async () => {
  const folder = scratchFolder({ 'book.yaml': BOOK, 'events.ndjson': `${EVENTS.split('\n')[0]}\n{"id":` });
  const args = [join(folder, 'book.yaml'), '--events', join(folder, 'events.ndjson')];
  await expect(checkCommand(args, { stdout: { write: () => true } })).rejects.toMatchObject({
    code: 'JSON_INVALID',
    message: 'Line 2 of the events: it is not JSON.',
  });
});
it('an example whose events cannot be read says which line, as check does, and starts nothing', async () => {
  const folder = scratchFolder({ 'book.yaml': BOOK, 'events.ndjson': `${EVENTS.split('\n')[0]}\n{"id": 1` });
  await expect(showFolder(folder, { args: ['--port', '0'] })).rejects.toThrow(/^Line 2 of the events: /);
});
