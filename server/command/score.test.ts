import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratchFolder } from '../../test/scratch-folder.ts';
import type { ScoreAnswer } from './score.ts';
import { scoreCommand } from './score.ts';

const BOOK = `book: desk
timezone: UTC
currency: EUR
promises:
  - id: answered
    says: { en: "We answer within four hours.", zh: "四小时内答复。" }
    short: { en: Answered, zh: 答复 }
    kind: deadline
    opens: ticket.opened
    met: ticket.answered
    within: 4h
boards: { desk: { promises: [answered] } }
`;
/** A due of its own, which a ticket may meet at any time before; and the same of what leaves at its schedule. */
const DUE_BOOK = BOOK.replace('within: 4h', 'due: data.due');
const DEPARTURES_BOOK = BOOK.replace('within: 4h', 'due: data.due\n    late: <15min');
const MAPPING = `source: /desk
format: { kind: csv, delimiter: ",", encoding: utf-8, header: true }
timezone: UTC
subject: "ticket/{id}"
times:
  opened: { column: [opened] }
  due: { from: opened, minutes: "240" }
events:
  - { type: ticket.opened, time: opened, id: "{id}/opened", data: { type: type, due: { time: due } } }
  - { type: ticket.answered, time: answered, id: "{id}/answered" }
onError: reject-row
`;
const HOUR_MS = 3_600_000;

/** One ticket an hour from a day of January on: those about cables are never answered. */
function table(day: number, count: number): string {
  const rows = Array.from({ length: count }, (_, nth) => {
    const openedAtMs = Date.UTC(2026, 0, day) + nth * HOUR_MS;
    const iso = (atMs: number) => new Date(atMs).toISOString();
    return `${day}-${nth},${iso(openedAtMs)},${nth % 3 === 0 ? '' : iso(openedAtMs + HOUR_MS)},${nth % 3 === 0 ? 'cable' : 'lamp'}`;
  });
  return `id,opened,answered,type\n${rows.join('\n')}\n`;
}

const folderWith = (files: Readonly<Record<string, string>> = {}) =>
  scratchFolder({
    ...files,
    'book.yaml': BOOK,
    'due.yaml': DUE_BOOK,
    'departures.yaml': DEPARTURES_BOOK,
    'mapping.yaml': MAPPING,
    'first.csv': table(1, 240),
    'then.csv': table(11, 120),
    'more.csv': table(16, 24),
  });

async function answered(
  folder: string,
  ...args: readonly string[]
): Promise<{ readonly out: string; readonly answer: ScoreAnswer | null }> {
  let out = '';
  const paths = args.map((arg) => (/\.(csv|yaml)$/.test(arg) ? join(folder, arg) : arg));
  const books = ['--book', join(folder, 'book.yaml'), '--mapping', join(folder, 'mapping.yaml')];
  await scoreCommand([...books, ...paths], { stdout: { write: (text) => (out += text) }, stderr: { write: () => true } });
  return { out, answer: args.includes('--json') ? (JSON.parse(out) as ScoreAnswer) : null };
}

it('[FOR-34] what comes due in the warm-up is learned from and not scored', async () => {
  const folder = folderWith();
  const { answer } = await answered(folder, '--warm-up', 'first.csv', '--data', 'then.csv', 'more.csv', '--json');
  const score = answer?.promises['answered'];
  const [opening] = score?.moments ?? [];
  // The last ones are not due before the last event.
  expect([score?.learned, opening?.moment, opening?.n]).toEqual([240, 'opening', 120 + 24 - 3]);
  expect(opening?.auc).toBe(1);
  expect(opening?.skill).toBeGreaterThan(0.5);
  expect(score?.fromAtMs).toBe(Date.UTC(2026, 0, 11));
});
it('[FOR-34] a first share may be learned from instead', async () => {
  const folder = folderWith();
  const { answer } = await answered(folder, '--split', '0.5', '--data', 'first.csv', '--at', 'half', '--by-month', '--json');
  const score = answer?.promises['answered'];
  expect(score?.moments.map(({ moment, n, brokenShare }) => [moment, n, brokenShare])).toEqual([['half', 40, 1]]);
  expect(Object.keys(score?.months ?? {})).toEqual(['2026-01']);
});
it('[FOR-34] of a day whose timetable is known at midnight the first share is that of what is foretold first', async () => {
  const mapping = MAPPING.replace('opened: {', 'midnight: { column: [day] }\n  opened: {')
    .replace('due: { from: opened, minutes: "240" }', 'due: { from: opened, minutes: "0" }')
    .replace('ticket.opened, time: opened', 'ticket.opened, time: midnight');
  const rows = Array.from({ length: 100 }, (_, nth) => {
    const dueAtMs = Date.UTC(2026, 0, 2, 2) + nth * 10 * 60_000;
    return `${nth},2026-01-02T00:00:00Z,${[dueAtMs, dueAtMs].map((atMs) => new Date(atMs).toISOString()).join(',')},bus`;
  });
  const folder = folderWith({ 'day.yaml': mapping, 'day.csv': `id,day,opened,answered,type\n${rows.join('\n')}\n` });
  const day = ['--book', 'departures.yaml', '--mapping', 'day.yaml', '--data', 'day.csv'];
  const { answer } = await answered(folder, ...day, '--split', '0.7', '--at', 'T-60', '--json');
  const score = answer?.promises['answered'];
  // The last two have not come due by the last event.
  expect([score?.learned, score?.moments.map(({ n }) => n)]).toEqual([68, [30]]);
});
it('[FOR-34] the figures are the same however the rows are cut into files and in whatever order these are named', async () => {
  const folder = folderWith();
  const { answer: a } = await answered(folder, '--split', '0.7', '--data', 'first.csv', 'then.csv', '--json');
  const { answer: b } = await answered(folder, '--split', '0.7', '--data', 'then.csv', '--data', 'first.csv', '--json');
  expect(a?.promises).toEqual(b?.promises);
});
it('[FOR-35] what leaves at a schedule is foretold before that, and what has until a due from its opening on', async () => {
  const momentsOf = async (book: string) => {
    const { answer } = await answered(folderWith(), '--book', book, '--split', '0.5', '--data', 'first.csv', '--json');
    return answer?.promises['answered']?.moments.map(({ moment }) => moment);
  };
  expect(await momentsOf('due.yaml')).toEqual(['opening', 'quarter', 'half', 'three-quarters', 'last-twentieth']);
  expect(await momentsOf('departures.yaml')).toEqual(['T-6h', 'T-3h', 'T-60', 'T-30', 'T-15', 'half-late']);
});
it('says for people how good each moment was, beside the base rate and the rule, and what was warned of', async () => {
  const { out } = await answered(folderWith(), '--split', '0.7', '--data', 'first.csv');
  expect(out).toMatch(/opening +foresight +\d+ +\d+\.\d% +1\.000/);
  expect(out).toContain('base rate');
  expect(out).toContain('3/4 rule');
  expect(out).toMatch(/at 0\.8 +\d+ +1\.000 +\d\.\d+ +2\.0 h/);
});
it.each([
  [['--data', 'first.csv', '--split', '1.2'], /--split takes a share/],
  [['--data', 'first.csv', '--split', '0.5', '--warm-up', 'first.csv'], /Either --warm-up or --split/],
  [['--data', 'first.csv', '--promise', 'nothing'], /no promise nothing/],
  [[], /at least one file/],
])('%s is misuse', async (args, message) => {
  await expect(answered(folderWith(), ...args)).rejects.toThrow(message);
});
