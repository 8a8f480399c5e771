import { gzipSync } from 'node:zlib';

export const HEAD = `source: urn:test
format: { kind: csv, header: true }
timezone: Europe/Berlin
subject: "t/{Id}"
`;
const EVENTS = 'events:\n  - { type: t.opened, time: Time, id: "{Id}" }\n';
export const MAPPING = `${HEAD}${EVENTS}data: { what: What }\n`;
const MEBIBYTE = 1024 * 1024;

/** A text that is no mapping. */
export const MAPPING_CASES: readonly { readonly name: string; readonly text: string }[] = [
  { name: 'nothing', text: '' },
  { name: 'a list', text: '- a' },
  { name: 'a book', text: 'book: b\npromises: []\n' },
  { name: 'no source', text: MAPPING.replace('source: urn:test\n', '') },
  { name: 'no events', text: HEAD },
  { name: 'an empty list of events', text: `${HEAD}events: []\n` },
  { name: 'a kind that is not', text: MAPPING.replace('csv', 'xlsx') },
  { name: 'an encoding that is not', text: MAPPING.replace('header: true', 'header: true, encoding: ebcdic') },
  { name: 'a delimiter of three characters', text: MAPPING.replace('header: true', 'header: true, delimiter: "|||"') },
  { name: 'a delimiter that is a quote', text: MAPPING.replace('header: true', "header: true, delimiter: '\"'") },
  { name: 'a delimiter that is a line', text: MAPPING.replace('header: true', 'header: true, delimiter: "\\n"') },
  { name: 'a zone that is not', text: MAPPING.replace('Europe/Berlin', 'Europe/Atlantis') },
  { name: 'a type of our own', text: MAPPING.replace('t.opened', 'kept.settled') },
  { name: 'a type in upper case', text: MAPPING.replace('t.opened', 'T.Opened') },
  { name: 'a key that is not', text: `${MAPPING}run: rm\n` },
  { name: 'a key that every object has', text: `${MAPPING}constructor: 1\n` },
  { name: 'a time format that is not', text: MAPPING.replace('time: Time', 'time: Time, timeFormat: "((("') },
  { name: 'lists in lists, three thousand deep', text: `${MAPPING}x: ${'['.repeat(3_000)}${']'.repeat(3_000)}\n` },
  {
    name: 'a billion laughs',
    text: `a: &a [x, x, x, x, x, x, x, x]\n${[...'bcdefgh'].map((name, at) => `${name}: &${name} [${Array(8).fill(`*${'abcdefgh'[at]}`).join(', ')}]`).join('\n')}\n`,
  },
  { name: 'a tag that makes a function', text: `${HEAD}events: !!js/function "x => x"\n` },
  {
    name: 'a condition by a regular expression',
    text: MAPPING.replace('id: "{Id}"', 'id: "{Id}", when: { column: What, matches: "(a+)+$" }'),
  },
];

/** A file whose rows are refused one by one, or all at once by `code`; `rows` is how many are good. */
export type FileCase = {
  readonly name: string;
  readonly content: string | Buffer;
  readonly ending?: string;
  readonly rows?: number;
  readonly code?: string;
};

const GOOD = '1,2026-06-18T08:00:00Z,x\n';
const file = (name: string, lines: string, more: Partial<FileCase> = {}): FileCase => ({
  name,
  content: `Id,Time,What\n${lines}`,
  rows: 0,
  ...more,
});

export const FILE_CASES: readonly FileCase[] = [
  { name: 'nothing', content: '', rows: 0 },
  { name: 'a table of another kind', content: 'A,B\n1,2\n', code: 'MAPPING_INVALID' },
  { name: 'a header of what every object has', content: '__proto__,constructor\n1,2\n', code: 'MAPPING_INVALID' },
  { name: 'an image', content: Buffer.from('89504e470d0a1a0a0000000d49484452ffff', 'hex'), code: 'MAPPING_INVALID' },
  { name: 'a file in UTF-16 that is said to be UTF-8', content: Buffer.from([0xff, 0xfe, 0x49, 0x00]), code: 'MAPPING_INVALID' },
  { name: 'a gzip that is none', content: 'not packed', ending: 'csv.gz', code: 'FILE_UNREADABLE' },
  {
    name: 'a gzip that is cut',
    content: gzipSync(`Id,Time,What\n${GOOD.repeat(10_000)}`).subarray(0, 100),
    ending: 'csv.gz',
    code: 'FILE_UNREADABLE',
  },
  {
    name: 'twenty mebibytes without a line, in a small gzip',
    content: gzipSync(Buffer.alloc(20 * MEBIBYTE, 'x')),
    ending: 'csv.gz',
    code: 'ROW_INVALID',
  },
  {
    name: 'a hundred thousand empty lines, in a small gzip',
    content: gzipSync(Buffer.alloc(100_000, '\n')),
    ending: 'csv.gz',
    rows: 0,
  },
  file('a quote that never closes', `1,2026-06-18T08:00:00Z,"${'x'.repeat(100)}\n`),
  file('a quote that goes on', '1,2026-06-18T08:00:00Z,"x"y\n'),
  file('a cell of two mebibytes', `1,2026-06-18T08:00:00Z,${'x'.repeat(2 * MEBIBYTE)}`, { code: 'ROW_INVALID' }),
  file('a row of too few cells', '1\n'),
  file('a row of ten thousand cells', `${'1,'.repeat(10_000)}1\n`),
  file('no time', '1,,x\n', { rows: 1 }),
  file('a time of words', '1,soon,x\n'),
  file('a day that is not', '1,2026-02-30T08:00:00Z,x\n'),
  file('an id of two thousand characters', `${'1'.repeat(2_000)},2026-06-18T08:00:00Z,x\n`),
  file('bytes that are no text', '', {
    content: Buffer.concat([Buffer.from('Id,Time,What\n1,2026-06-18T08:00:00Z,'), Buffer.from([0xff, 0xc3]), Buffer.from('\n')]),
  }),
  file('a good row after ten bad ones', `${'1,soon,x\n'.repeat(10)}${GOOD}`, { rows: 1 }),
  file('a formula, which is only a text here', '1,2026-06-18T08:00:00Z,"=cmd|\' /C calc\'!A0"\n', { rows: 1 }),
];
