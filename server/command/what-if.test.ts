import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { BASE_BOOK, eventsOf, type Told } from '../../test/data/story.ts';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { designerCommand } from './designer.ts';
import { importCommand } from './import.ts';
import { whatIfCommand } from './what-if.ts';

const MAPPING = `source: /import/rows
format: { kind: csv, delimiter: ",", encoding: utf-8, header: true }
timezone: UTC
subject: "departure/{id}"
times: { due: { column: [due], format: "yyyy-MM-dd HH:mm" } }
events:
  - { type: departure.scheduled, time: opened, id: "{id}/scheduled", data: { scheduled: { time: due } } }
  - { type: departure.departed, time: left, id: "{id}/departed" }
onError: reject-row
`;
/** Ten departures, a week apart; the nth leaves n × 5 minutes late. */
const TIMES = Array.from({ length: 10 }, (_, week) => {
  const day = new Date(Date.UTC(2013, 2, 4 + 7 * week)).toISOString().slice(0, 10);
  return { id: String(week), opened: `${day} 06:00:00`, due: `${day} 12:00`, left: `${day} 12:${String(week * 5).padStart(2, '0')}:00` };
});
const ROWS = ['id,opened,due,left', ...TIMES.map(({ id, opened, due, left }) => `${id},${opened},${due},${left}`)].join('\n');
const instant = (text: string) => `${text.replace(' ', 'T')}Z`;
const STORY: readonly Told[] = TIMES.flatMap(({ id, opened, due, left }): readonly Told[] => [
  ['departure.scheduled', instant(opened), { on: `departure/${id}`, data: { scheduled: instant(`${due}:00`) } }],
  ['departure.departed', instant(left), { on: `departure/${id}` }],
]);
const LINES = eventsOf(STORY).map((event) => JSON.stringify({ specversion: '1.0', ...event }));

type Command = typeof whatIfCommand;

/** Runs a command in a folder that has the book, a mapping, rows and events. */
async function run(
  command: Command,
  args: readonly string[],
  { stdin = [], book = BASE_BOOK }: { stdin?: readonly string[]; book?: string } = {},
) {
  const folder = scratchFolder({ 'book.yaml': book, 'rows.yaml': MAPPING, 'rows.csv': `${ROWS}\n`, 'events.ndjson': LINES.join('\n') });
  const [out, err]: [string[], string[]] = [[], []];
  const io = {
    stdin: Readable.from(stdin.map((line) => Buffer.from(`${line}\n`))),
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => err.push(text) },
  };
  const named = args.map((arg) => arg.replace('@', `${folder}/`));
  const code = await command(['--book', join(folder, 'book.yaml'), ...named], io);
  return { code, out: out.join(''), err: err.join(''), folder, io };
}
const answered = async (command: Command, args: readonly string[], more?: Parameters<typeof run>[2]) =>
  JSON.parse((await run(command, [...args, '--json'], more)).out);

describe('kept what-if', () => {
  it('[DES-2] prints what was, what would be and the difference', async () => {
    const { code, out } = await run(whatIfCommand, ['--set', 'leaves.late=30min', '@events.ndjson']);
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual(
      expect.arrayContaining([
        ['leaves', 'was', 'would be', 'difference'],
        ['kept', '4', '7', '+3'],
        ['broken', '6', '3', '-3'],
        ['owed', '120.00 USD', '60.00 USD', '-60.00 USD'],
        ['attainment', '40.00%', '70.00%'],
      ]),
    );
  });
  it('takes events from files, standard input, rows through a mapping or a data folder, and answers alike', async () => {
    const change = ['--set', 'leaves.late=30min'];
    const byFile = await answered(whatIfCommand, [...change, '@events.ndjson']);
    expect(byFile.rows[0].difference).toMatchObject({ kept: 3, broken: -3 });
    expect(await answered(whatIfCommand, change, { stdin: LINES })).toEqual(byFile);
    expect(await answered(whatIfCommand, [...change, '--mapping', '@rows.yaml', '@rows.csv'])).toEqual(byFile);
    const { folder, io } = await run(whatIfCommand, [...change, '@events.ndjson']);
    const data = join(folder, 'data');
    await importCommand(['--mapping', join(folder, 'rows.yaml'), '--data', data, join(folder, 'rows.csv')], { ...io, env: {} });
    expect(await answered(whatIfCommand, [...change, '--data', data])).toEqual(byFile);
  });
  it('[DES-1] asks about a span, and takes another book', async () => {
    const { folder } = await run(whatIfCommand, ['--set', 'leaves.late=30min', '@events.ndjson']);
    const other = join(folder, 'book.yaml');
    const span = ['--from', '2013-03-18T00:00:00Z', '--to', '2013-04-15T00:00:00Z'];
    const { rows } = await answered(whatIfCommand, ['--with', other, ...span, '@events.ndjson'], {
      book: BASE_BOOK.replace('15min', '30min'),
    });
    expect(rows[0]).toMatchObject({ was: { kept: 4, broken: 0 }, would: { kept: 2, broken: 2 } });
  });
  it('says what was refused, and gives exit code 1', async () => {
    const { code, err } = await run(whatIfCommand, ['--set', 'leaves.late=30min'], { stdin: ['{', ...LINES] });
    expect([code, err]).toEqual([1, expect.stringContaining('JSON_INVALID')]);
  });
  it('refuses what it cannot do, and says what to do', async () => {
    const refused = (...args: readonly string[]) => run(whatIfCommand, args);
    await expect(refused('@events.ndjson')).rejects.toThrow('needs the change');
    await expect(refused('--set', 'left.late=3min', '@events.ndjson')).rejects.toThrow('no promise `left`');
    await expect(refused('--set', 'leaves.late=soon', '@events.ndjson')).rejects.toThrow('With that change the book has faults');
    await expect(refused('--set', 'leaves.late=3min', '--data', 'x', '@events.ndjson')).rejects.toThrow('no files beside it');
    await expect(refused('--set', 'leaves.late=3min', '--mapping', '@rows.yaml')).rejects.toThrow('needs the files');
    await expect(refused('--set', 'leaves.late=3min')).rejects.toThrow('no events');
    await expect(refused('--set', 'leaves.late=3min', '--from', '2013-04-15T00:00:00Z', '--to', '2013-03-15T00:00:00Z')).rejects.toThrow(
      '--from must lie before',
    );
  });
});

describe('kept designer', () => {
  const promise = ['--promise', 'leaves'];
  // The day of the last departure is not over as of that departure: nine periods are.
  it('[DES-4] prints the strongest limit and what each would have cost', async () => {
    const { code, out } = await run(designerCommand, [...promise, '--chance', '0.7', '--steps', '5min,30min', '@events.ndjson']);
    expect(code).toBe(0);
    expect(out).toContain('The strongest that is kept with a chance of 70%: 30min (95% interval 15min to none of these)');
    expect(out.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual(
      expect.arrayContaining([
        ['15min (now)', '4', '6', '0', '4', '5', '40.0%', expect.stringMatching(/^\[.*\]$/), '120.00', '0.00'],
        ['30min *', '7', '3', '0', '7', '2', '70.0%', expect.stringMatching(/^\[.*\]$/), '60.00', '0.00'],
      ]),
    );
  });
  it('[DES-6] answers the same to the same seed', async () => {
    const asked = (seed: string) => answered(designerCommand, [...promise, '--draws', '100', '--seed', seed, '@events.ndjson']);
    expect(await asked('5')).toEqual(await asked('5'));
  });
  it('refuses what it cannot do, and says what to do', async () => {
    const refused = (...args: readonly string[]) => run(designerCommand, [...args, '@events.ndjson']);
    await expect(refused()).rejects.toThrow('needs --book BOOK and --promise ID');
    await expect(refused('--promise', 'left')).rejects.toThrow('no promise `left`');
    await expect(refused(...promise, '--chance', '2')).rejects.toThrow('between 0 and 1');
    await expect(refused(...promise, '--draws', 'many')).rejects.toThrow('--draws takes a whole number');
    await expect(refused(...promise, '--steps', '5min,,')).rejects.toThrow('with commas between');
    await expect(refused(...promise, '--steps', '5wd')).rejects.toThrow('another kind of limit');
    await expect(run(designerCommand, promise)).rejects.toThrow('no events');
  });
});
