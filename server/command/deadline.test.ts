import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deadlineCommand } from './deadline.ts';

const BOOK = `book: one
timezone: Asia/Shanghai
currency: CNY
promises:
  - { id: first-call, says: { en: a, zh: b }, kind: deadline, opens: ticket.opened, met: ticket.contacted, within: 60min }
`;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-deadline-'));
  writeFileSync(join(folder, 'book.yaml'), BOOK);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command over pieces of input, cut anywhere. */
async function run(pieces: readonly string[]) {
  const said: string[] = [];
  const stdin = (async function* () {
    for (const piece of pieces) yield new TextEncoder().encode(piece);
  })();
  const args = ['--book', join(folder, 'book.yaml'), '--promise', 'first-call'];
  const code = await deadlineCommand(args, { stdin, stdout: { write: (text) => said.push(text) } });
  return {
    code,
    answers: said
      .join('')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  };
}
const OPEN = '{"id":"a","opens":"2026-03-02T17:50:00+08:00","now":"2026-03-02T18:00:00+08:00"}';

it('each case has its answer, in order, also where the input is cut in the middle of a line', async () => {
  const { code, answers } = await run([OPEN.slice(0, 30), `${OPEN.slice(30)}\n`, OPEN.replace('"a"', '"b"')]);
  expect([code, answers.map(({ id, state, left }) => [id, state, left])]).toEqual([
    0,
    [
      ['a', 'open', 3000],
      ['b', 'open', 3000],
    ],
  ]);
});
it('what cannot be judged says why under its id, and the rest goes on', async () => {
  const { code, answers } = await run([`{"id":"x","opens":5}\nnot json\n${OPEN}\n`]);
  expect(code).toBe(1);
  expect(answers).toMatchObject([
    { id: 'x', error: { code: 'CASE_INVALID', fix: expect.any(String) } },
    { id: '2', error: { code: 'JSON_INVALID' } },
    { id: 'a', state: 'open' },
  ]);
});
it('misuse is told apart from a refused case', async () => {
  await expect(deadlineCommand(['--book', 'x'], { stdin: (async function* () {})(), stdout: { write: () => true } })).rejects.toMatchObject(
    { code: 'USAGE' },
  );
});
