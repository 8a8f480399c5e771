import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { checkCommand } from '../../server/command/check.ts';
import { deadlineCommand } from '../../server/command/deadline.ts';
import { judgeCommand } from '../../server/command/judge.ts';
import { KeptError } from '../../shared/error/index.ts';
import { allKindsDays } from '../simulation/all-kinds-world.ts';
import { damagedBook, EVERY_KEY, EVERY_KEY_BASE } from './book-cases.ts';
import { damaged } from './damaged-text.ts';
import { Dice } from './dice.ts';
import { spoiledEvents } from './event-cases.ts';
import { mutated } from './mutated.ts';
import { faultsOfRefusal } from './run-cases.ts';

type Line = { readonly id?: unknown; readonly error?: { readonly code?: unknown; readonly message: string; readonly fix: string } };
type Ran = { readonly code: number; readonly out: string };

const PROMISES = ['first-call', 'in-steps', 'leaves', 'in-slot', 'before-it', 'seen', 'share', 'none', ''];
const CASES_A_CALL = 10;
const EXIT_CODES = [0, 1, 2];
const CASES: readonly unknown[] = [
  {
    id: 'T-1',
    opens: '2026-06-18T17:50:00+08:00',
    now: '2026-06-18T18:20:00+08:00',
    data: {
      cause: 'customer',
      scheduled: '2026-06-18T19:00:00',
      from: '2026-06-19T10:00:00',
      to: '2026-06-19T12:00:00',
      date: '2026-07-01',
      items: [1, 2],
    },
    register: { customer: { tier: 'gold', region: 'north' }, circuit: { level: 'AA' } },
    marks: [
      { type: 'ticket.waiting', time: '2026-06-18T18:00:00+08:00', data: { cause: 'customer' } },
      { type: 'ticket.resumed', time: '2026-06-18T18:05:00+08:00' },
      { type: 'register.put', time: '2026-06-18T18:06:00+08:00', data: { customer: { tier: 'silver' } } },
      { type: 'ticket.called', time: '2026-06-18T18:10:00+08:00', data: { by: 'a' } },
    ],
  },
  {
    id: 'T-2',
    opens: '2026-06-10T00:00:00Z',
    now: '2026-07-10T00:00:00Z',
    marks: [
      { type: 'trip.moved', time: '2026-06-11T00:00:00Z', data: { scheduled: '2026-06-12T00:00:00Z' } },
      { type: 'trip.left', time: '2026-06-12T00:04:59.999Z' },
      { type: 'line.seen', time: '2026-06-12T00:00:00Z' },
      { type: 'register.removed', time: '2026-06-13T00:00:00Z' },
    ],
  },
];

/** One call of each command that reads what others wrote, on a folder of its own. */
export async function faultsOfCommands(seed: number, folder: string): Promise<readonly string[]> {
  const dice = new Dice(seed);
  const [book, own] = [join(folder, 'book.yaml'), join(folder, 'own.yaml')];
  writeFileSync(join(folder, 'base.yaml'), EVERY_KEY_BASE);
  writeFileSync(book, EVERY_KEY);
  writeFileSync(own, dice.chance(0.5) ? damagedBook(dice) : damaged(EVERY_KEY, dice));
  const cases = dice.some(CASES_A_CALL, () => mutated(dice.of(CASES), dice, CASES, dice.of([1, 1, 2, 4])));
  const events = spoiledEvents(dice, allKindsDays(seed, 2)).slice(0, 40);
  const effective = dice.of([[], ['--json'], ['--effective'], ['--effective', '--json']]);
  return [
    ...(await faultsOfCall(dice.chance(0.9) ? book : own, cases, dice, ['--promise', dice.of(PROMISES)], deadlineCommand)),
    ...(await faultsOfCall(
      dice.chance(0.9) ? book : own,
      events,
      dice,
      dice.of([[], ['--as-of', '2026-06-20T00:00:00Z'], ['--known-at', '3']]),
      judgeCommand,
    )),
    ...(await faultsOf(async (stdout) => checkCommand([own, ...effective], { stdout }))),
  ];
}

type Command = (args: readonly string[], io: { readonly stdin: Readable; readonly stdout: Writable }) => Promise<number>;

async function faultsOfCall(
  book: string,
  input: readonly unknown[],
  dice: Dice,
  args: readonly string[],
  command: Command,
): Promise<readonly string[]> {
  const lines = input
    .map((each) => JSON.stringify(each))
    .map((line) => (dice.chance(0.1) ? damaged(line, dice).replaceAll('\n', ' ') : line));
  const stdin = Readable.from([Buffer.from(`${lines.join('\n')}\n`)]);
  return faultsOf(async (stdout) => command(['--book', book, ...args], { stdin, stdout }), faultsOfAnswers);
}

/** Ended by a code that is told, or refused as a whole by an error that is. */
async function faultsOf(
  call: (stdout: Writable) => Promise<number>,
  look: (ran: Ran) => readonly string[] = () => [],
): Promise<readonly string[]> {
  let out = '';
  const stdout = new Writable({
    write: (piece, _encoding, done) => {
      out += piece;
      done();
    },
  });
  try {
    const code = await call(stdout);
    const trace = /^\s+at .+:\d+:\d+|node_modules/m.test(out) ? [`prints ${out.slice(0, 500)}`] : [];
    return [...(EXIT_CODES.includes(code) ? [] : [`ends with ${code}`]), ...trace, ...look({ code, out })];
  } catch (error) {
    if (error instanceof KeptError) return faultsOfRefusal({ message: error.message.slice(0, 2_000), fix: error.fix });
    return [`threw ${error instanceof Error ? error.stack : String(error)}`];
  }
}

function faultsOfAnswers({ code, out }: Ran): readonly string[] {
  const lines = out.split('\n').filter((line) => line !== '');
  const answers = lines.map((line) => JSON.parse(line) as Line);
  const refused = answers.flatMap(({ id, error }) => (error === undefined ? [] : [{ id, error }]));
  const odd = refused.filter(
    ({ id, error }) => typeof id !== 'string' || typeof error.code !== 'string' || error.fix === '' || error.message === '',
  );
  return [
    ...odd.map((line) => `refuses by ${JSON.stringify(line).slice(0, 300)}`),
    ...refused.filter(({ error }) => error.message.length > 2_000).map(({ error }) => `says too much: ${error.message.slice(0, 100)}`),
    ...(refused.length > 0 === (code === 1) ? [] : [`ends with ${code} after ${refused.length} refusals`]),
    ...lines
      .filter((line) => /"(due|met|left|amount|value|from|to)":"?(NaN|undefined|Infinity|\[object)/.test(line))
      .map((line) => `prints ${line.slice(0, 300)}`),
  ];
}
