import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { KeptEvent } from '../../../shared/event/index.ts';
import { ManualClock } from '../../../test/contracts/manual-clock.ts';
import { MemoryLog } from '../../log/index.ts';
import { type ImportResult, importFiles } from './import-files.ts';
import { logSink } from './import-sink.ts';
import { readMapping } from './mapping.ts';

const folder = mkdtempSync(join(tmpdir(), 'kept-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CONTRACTS = `
source: urn:kept:import:contracts
format: { kind: csv, delimiter: ";", encoding: utf-8, header: true, decimal: ",", group: "." }
timezone: Europe/Berlin
subject: "contract/{Vertrag}"
events:
  - { type: contract.signed, time: Unterschrift, timeFormat: "dd.MM.yyyy HH:mm", id: "{Vertrag}/signed" }
  - { type: contract.delivered, time: Lieferung, timeFormat: "dd.MM.yyyy HH:mm", id: "{Vertrag}/delivered" }
data: { customer: Kunde, amount: { column: Betrag, as: decimal } }
onError: reject-row
`;
const HEADER = 'Vertrag;Kunde;Unterschrift;Lieferung;Betrag\n';
const ROWS = [
  'V-1;Awesome GmbH;12.02.2026 16:30;04.03.2026 10:00;"1.250,00"',
  'V-2;"Nord; Süd AG";13.02.2026 09:00;;"80,50"',
  'V-3;Ost KG;31.02.2026 09:00;;"10,00"',
];
const TABLE = `${HEADER}${ROWS.join('\n')}\n`;

let files = 0;
function fileOf(content: string | Buffer, ending = 'csv'): string {
  files += 1;
  const file = join(folder, `${files}.${ending}`);
  writeFileSync(file, content);
  return file;
}

type Imported = { readonly result: ImportResult; readonly events: KeptEvent[] };

async function imported(
  mapping: string,
  contents: readonly string[],
  log = new MemoryLog({ clock: new ManualClock() }),
): Promise<Imported> {
  const result = await importFiles({ mapping: readMapping(mapping, 'm.yaml'), files: contents, sink: logSink(log), nowAtMs: () => 0 });
  return { result, events: (await Array.fromAsync(log.read(0))).flatMap((batch) => batch.events) };
}

describe('a table of contracts', () => {
  it('gives the events of its good rows, and refuses the one with a day that does not exist by its line', async () => {
    const { result, events } = await imported(CONTRACTS, [fileOf(TABLE)]);
    expect(events).toEqual([
      {
        id: 'V-1/signed',
        source: 'urn:kept:import:contracts',
        type: 'contract.signed',
        time: '2026-02-12T16:30:00+01:00',
        subject: 'contract/V-1',
        data: { customer: 'Awesome GmbH', amount: '1250.00' },
      },
      expect.objectContaining({ id: 'V-1/delivered', time: '2026-03-04T10:00:00+01:00' }),
      expect.objectContaining({ id: 'V-2/signed', data: { customer: 'Nord; Süd AG', amount: '80.50' } }),
    ]);
    expect(result).toMatchObject({ rows: 3, events: 3, accepted: 3, repeats: 0, conflicts: 0, refused: 1 });
    expect(result.refusals).toEqual([
      { file: expect.any(String), line: 4, column: 'Unterschrift', reason: expect.stringContaining('31.02.2026') },
    ]);
  });

  it('[LOG-1] adds nothing when it is imported again', async () => {
    const log = new MemoryLog({ clock: new ManualClock() });
    const first = await imported(CONTRACTS, [fileOf(TABLE)], log);
    const second = await imported(CONTRACTS, [fileOf(TABLE)], log);
    expect([second.result.accepted, second.result.repeats, second.events]).toEqual([0, 3, first.events]);
  });

  it('[LOG-1] gives the same events shuffled, a quarter of it sent twice, in several files', async () => {
    const rows = Array.from({ length: 400 }, (_, index) => `V-${index};K;01.02.2026 16:30;02.02.2026 10:00;"1,00"`);
    const shuffled = [...rows, ...rows.slice(0, 100)].toSorted(
      (a, b) => Math.sin(a.length * 31 + Number(a.slice(2, 5))) - Math.sin(b.length * 31 + Number(b.slice(2, 5))),
    );
    const plain = await imported(CONTRACTS, [fileOf(HEADER + rows.join('\n'))]);
    const mixed = await imported(CONTRACTS, [
      fileOf(HEADER + shuffled.slice(0, 150).join('\n')),
      fileOf(HEADER + shuffled.slice(150).join('\n')),
    ]);
    expect([mixed.result.accepted, mixed.result.repeats]).toEqual([800, 200]);
    const lines = (events: readonly KeptEvent[]): string[] => events.map((event) => JSON.stringify(event)).toSorted();
    expect(lines(mixed.events)).toEqual(lines(plain.events));
  });

  it('[LOG-1] names the line of an event that contradicts what was there before', async () => {
    const log = new MemoryLog({ clock: new ManualClock() });
    await imported(CONTRACTS, [fileOf(TABLE)], log);
    const { result } = await imported(CONTRACTS, [fileOf(TABLE.replace('Süd AG', 'Süd SE'))], log);
    expect([result.conflicts, result.refused, result.refusals.map(({ line }) => line)]).toEqual([1, 1, [3, 4]]);
  });

  it('is kept out as a whole where the mapping says so, and all its wrong rows are named', async () => {
    const strict = CONTRACTS.replace('reject-row', 'reject-file');
    const { result, events } = await imported(strict, [fileOf(`${TABLE}V-4;K;bald;;\n`), fileOf(HEADER + ROWS[0])]);
    expect(events.map(({ id }) => id)).toEqual(['V-1/signed', 'V-1/delivered']);
    expect(result.refusals.map(({ line }) => line)).toEqual([4, 5]);
  });
});

describe('a cell', () => {
  const row = (change: Partial<Record<'Vertrag' | 'Kunde' | 'Unterschrift' | 'Betrag', string>>): string => {
    const cells = { Vertrag: 'V-1', Kunde: 'K', Unterschrift: '12.02.2026 16:30', Betrag: '1,00', ...change };
    return `${HEADER}${cells.Vertrag};${cells.Kunde};${cells.Unterschrift};;${cells.Betrag}\n`;
  };

  it.each(['=1+1', '+49 171', '@name', '-5'])('that looks like a formula, %s, is data', async (cell) => {
    expect((await imported(CONTRACTS, [fileOf(row({ Kunde: cell }))])).events[0]?.data['customer']).toBe(cell);
  });

  it.each([
    ['1.234.567,891', '1234567.891'],
    ['-0,10', '-0.10'],
    ['12345678901234567890,12', '12345678901234567890.12'],
    ['7', '7'],
  ])('with the amount %s is kept digit for digit as %s', async (cell, text) => {
    expect((await imported(CONTRACTS, [fileOf(row({ Betrag: cell }))])).events[0]?.data['amount']).toBe(text);
  });

  it.each<[string, Parameters<typeof row>[0], string]>([
    ['an amount in another notation', { Betrag: '1,250.00' }, 'Betrag'],
    ['groups of other than three digits', { Betrag: '1.25,00' }, 'Betrag'],
    ['a number that a spreadsheet has rounded as a key', { Vertrag: '1.20E+12' }, 'Vertrag'],
    ['no key', { Vertrag: '' }, 'Vertrag'],
    ['a time of another format', { Unterschrift: '2026-02-12 16:30' }, 'Unterschrift'],
    ['an hour that no clock shows', { Unterschrift: '12.02.2026 24:30' }, 'Unterschrift'],
  ])('with %s has its row refused', async (_, change, column) => {
    const { result, events } = await imported(CONTRACTS, [fileOf(row(change))]);
    expect([events, result.refusals]).toEqual([[], [expect.objectContaining({ line: 2, column })]]);
  });

  it('too many, or too few, have the row refused', async () => {
    const { result } = await imported(CONTRACTS, [fileOf(`${HEADER}V-1;K;12.02.2026 16:30;;1,00;x\nV-2;K\n`)]);
    expect(result.refusals.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '2 has 6 cells where the header has 5',
      '3 has 2 cells where the header has 5',
    ]);
  });
});

describe('the bytes of a file', () => {
  const small = CONTRACTS.replace(/Kunde, amount.*\}/, 'Kunde }');
  const text = `${HEADER}V-1;Käthe 北;12.02.2026 16:30;;\n`;

  it.each<[string, Buffer, string]>([
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
    ['GBK', Buffer.concat([Buffer.from(`${HEADER}V-1;`), Buffer.from([0xb1, 0xb1]), Buffer.from(';12.02.2026 16:30;;\n')]), 'gbk'],
    ['Windows-1252', Buffer.from(`${HEADER}V-1;Käthe;12.02.2026 16:30;;\n`, 'latin1'), 'windows-1252'],
  ])('in %s are read', async (_, bytes, encoding) => {
    const { events } = await imported(small.replace('utf-8', encoding), [fileOf(bytes)]);
    expect(events.map(({ data }) => data['customer'])).toEqual([
      encoding === 'gbk' ? '北' : encoding === 'windows-1252' ? 'Käthe' : 'Käthe 北',
    ]);
  });

  it('packed with gzip are unpacked', async () => {
    expect((await imported(small, [fileOf(gzipSync(text), 'csv.gz')])).events).toHaveLength(1);
  });

  it('that do not fit the encoding have their row refused', async () => {
    const { result } = await imported(small, [fileOf(Buffer.from(`${HEADER}V-1;Käthe;12.02.2026 16:30;;\n`, 'latin1'))]);
    expect(result.refusals).toMatchObject([{ line: 2, column: 'Kunde' }]);
  });

  it.each<[string, string | Buffer, string, string]>([
    ['marked as UTF-16 under a mapping for UTF-8', Buffer.from(`\ufeff${text}`, 'utf16le'), 'csv', 'MAPPING_INVALID'],
    ['called .gz and not packed', text, 'csv.gz', 'FILE_UNREADABLE'],
    ['packed and cut short', gzipSync(text).subarray(0, 40), 'csv.gz', 'FILE_UNREADABLE'],
  ])('%s are refused', async (_, bytes, ending, code) => {
    await expect(imported(small, [fileOf(bytes, ending)])).rejects.toMatchObject({ code });
  });

  it('of a file that is not there are refused by its name, before another file is taken', async () => {
    const log = new MemoryLog({ clock: new ManualClock() });
    await expect(imported(small, [fileOf(text), join(folder, 'nowhere.csv')], log)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    expect(log.head().place).toBe(0);
    await expect(imported(small, [join(folder, 'nowhere.csv')])).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('nowhere.csv'),
    });
  });
});

describe('rows without a key of their own', () => {
  const mapping = `
source: /calls
format: { kind: csv, header: [at, line] }
timezone: UTC
subject: "line/{line}"
events: [{ type: line.down, time: at }, { type: line.up, time: at }]
`;
  const table = '2026-06-18 10:00,a\n2026-06-18 10:00,a\n2026-06-18 10:00,b\n';

  it('are told apart by their number among equal ones', async () => {
    const { events } = await imported(mapping, [fileOf(table)]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(6);
  });

  it('[LOG-1] are the same rows when the file comes again, in another order', async () => {
    const again = fileOf(table.split('\n').toReversed().join('\n'));
    const { result } = await imported(mapping, [fileOf(table), again]);
    expect([result.accepted, result.repeats]).toEqual([6, 6]);
  });
});

describe('lines of JSON', () => {
  it('are mapped like rows, numbers digit for digit', async () => {
    const mapping = `
source: urn:kept:import:bills
format: { kind: ndjson }
timezone: Asia/Shanghai
subject: "bill/{bill}"
events: [{ type: bill.issued, time: issued, id: "{bill}" }]
data: { charges: charges, period: month, city: { column: address.city }, paid: { column: paid, as: integer } }
`;
    const lines = [
      '{"bill":"B-77","issued":"2026-07-01T00:00:00+08:00","month":"2026-06","charges":128.50,"address":{"city":"北京"},"paid":3}',
      '{"bill":"B-78","issued":"2026-07-01 00:00:00","month":"2026-06","charges":"0.00"}',
      'not json',
      '[1]',
    ];
    const { result, events } = await imported(mapping, [fileOf(lines.join('\n'), 'ndjson')]);
    expect(events.map(({ subject, time, data }) => [subject, time, data])).toEqual([
      ['bill/B-77', '2026-07-01T00:00:00+08:00', { charges: '128.50', period: '2026-06', city: '北京', paid: 3 }],
      ['bill/B-78', '2026-07-01T00:00:00+08:00', { charges: '0.00', period: '2026-06' }],
    ]);
    expect(result.refusals.map(({ line }) => line)).toEqual([3, 4]);
  });

  it('that are events already are taken as they are', async () => {
    const event = {
      id: 'a',
      source: '/coach',
      type: 'departure.departed',
      time: '2099-01-01T00:00:00Z',
      subject: 'departure/1',
      data: { n: 1 },
    };
    const lines = [
      { specversion: '1.0', ...event },
      { ...event, type: 'kept.excluded' },
      { ...event, time: 'soon' },
      { ...event, source: '/other' },
    ];
    const { result, events } = await imported('format: { kind: cloudevents }\nsource: /coach', [
      fileOf(lines.map((line) => JSON.stringify(line)).join('\n')),
    ]);
    expect(events).toEqual([event]);
    expect(result.refusals.map(({ line, column }) => `${line} ${column}`)).toEqual(['2 type', '3 time', '4 source']);
  });
});

it('progress is told at most four times a second', async () => {
  const told: number[] = [];
  let nowAtMs = 0;
  const rows = Array.from({ length: 60_000 }, (_, index) => `V-${index};K;01.02.2026 16:30;;"1,00"`);
  await importFiles({
    mapping: readMapping(CONTRACTS, 'm.yaml'),
    files: [fileOf(HEADER + rows.join('\n'))],
    sink: { deliver: async (events) => ({ accepted: events.length, repeats: 0, refused: [] }) },
    onProgress: () => told.push(nowAtMs),
    nowAtMs: () => {
      nowAtMs += 100;
      return nowAtMs;
    },
  });
  expect(told.length).toBeGreaterThan(1);
  expect(told.slice(1).every((atMs, index) => atMs - (told[index] ?? 0) >= 250)).toBe(true);
});

it('a sink that fails ends the import', async () => {
  const sink = { deliver: () => Promise.reject(new Error('the disk is gone')) };
  await expect(importFiles({ mapping: readMapping(CONTRACTS, 'm.yaml'), files: [fileOf(TABLE)], sink, nowAtMs: () => 0 })).rejects.toThrow(
    'the disk is gone',
  );
});
