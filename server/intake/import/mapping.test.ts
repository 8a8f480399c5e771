import { describe, expect, it } from 'vitest';
import { readMapping } from './mapping.ts';
import { compileRow } from './row-events.ts';

const GOOD = `source: /s
format: { kind: csv }
timezone: America/New_York
subject: "x/{id}"
times:
  start: { date: [y, m, d], minutes: "hhmm(row.at)" }
  later: { from: start, minutes: "int(row.delay)", when: 'row.delay != ""' }
events:
  - { type: a.b, time: later, id: "{id:03}" }
data: { start: { time: start } }
`;
const COLUMNS = ['id', 'y', 'm', 'd', 'at', 'delay'];

/** The one event of a row, by the mapping above with a change. */
function eventOf(mapping: string, row: Partial<Record<string, string>>) {
  const { rows } = readMapping(mapping, 'm.yaml');
  if (rows === undefined) throw new Error('the mapping has rows');
  const cells = COLUMNS.map((column) => row[column] ?? '');
  return compileRow(rows, (name, node) => (COLUMNS.includes(name) ? COLUMNS.indexOf(name) : node.fail(`no column ${name}`)))(cells, {
    key: () => 'key',
    number: () => 3,
  })[0];
}

describe('a mapping that cannot be', () => {
  it.each<[string, string, string, string]>([
    ['is not YAML', 'subject:', '"subject', 'm.yaml:'],
    ['has an unknown key', 'timezone:', 'timezonn:', 'm.yaml:3:1: there is no key "timezonn"'],
    ['has no source', 'source: /s\n', '', 'm.yaml:1:1: `source` is missing'],
    ['has a zone that is none', 'America/New_York', 'America/Nowhere', 'm.yaml:3:11: There is no time zone'],
    ['has an unknown kind of file', 'kind: csv', 'kind: xml', 'm.yaml:2:17: must be one of csv, ndjson, cloudevents'],
    ['has a delimiter of two characters', 'kind: csv', 'kind: csv, delimiter: "||"', 'm.yaml:2:33: must be one character'],
    ['has one mark for two things', 'kind: csv', 'kind: csv, decimal: ",", group: ","', 'm.yaml:2:43: `group` and `decimal`'],
    ['has a type with capitals', 'type: a.b', 'type: A.b', 'm.yaml:9:13: must be dotted lower case'],
    ['writes events of Kept itself', 'type: a.b', 'type: kept.excluded', 'm.yaml:9:13: types that begin with `kept.`'],
    ['has an event without a time', 'time: later, ', '', 'm.yaml:9:5: `time` is missing'],
    ['starts from a time that is named later', 'from: start', 'from: later', 'm.yaml:7:18: there is no time "later" before this one'],
    ['has an expression that does not parse', 'int(row.delay)', 'int(row.delay', 'm.yaml:7:34: '],
    ['has minutes that are text', 'int(row.delay)', 'row.delay', 'm.yaml:7:34: the expression gives string; int or double is needed'],
    [
      'has a condition that is no condition',
      `'row.delay != ""'`,
      `'row.delay'`,
      'm.yaml:7:58: the expression gives string; bool is needed',
    ],
    ['uses a regular expression', `'row.delay != ""'`, `'row.delay.matches("x")'`, 'm.yaml:7:58: matches cannot be used here'],
    ['uses the row as a whole', `'row.delay != ""'`, `'row == row'`, 'm.yaml:7:58: name the column'],
    [
      'has a time format with letters that mean nothing',
      'time: later',
      'time: at, timeFormat: "yyyy-MM-dd QQ"',
      'm.yaml:9:40: QQ means nothing',
    ],
    ['has a time format without a day', 'time: later', 'time: at, timeFormat: "yyyy-MM"', 'm.yaml:9:40: a time format needs day'],
    [
      'casts to what is not there',
      '{ time: start }',
      '{ column: id, as: float }',
      'm.yaml:10:34: must be one of text, decimal, integer, instant',
    ],
    ['has two values in one', '{ time: start }', '{ column: id, cel: "1" }', 'm.yaml:10:16: one of `column`, `time`, `text` and `cel`'],
    ['repeats a key', 'subject:', 'timezone: UTC\nsubject:', 'm.yaml:4:1: '],
    ['uses an alias', 'time: later', 'time: *t', 'm.yaml:9:'],
  ])('because it %s is refused with its place', (_, from, to, message) => {
    expect(() => readMapping(GOOD.replace(from, to), 'm.yaml')).toThrow(
      expect.objectContaining({ code: 'MAPPING_INVALID', message: expect.stringContaining(message) }),
    );
  });

  it('because it names a column that the file has not is refused with its place', () => {
    expect(() => eventOf(GOOD.replace('row.delay)', 'row.late)'), {})).toThrow(
      expect.objectContaining({ message: expect.stringContaining('m.yaml:7:34: no column late') }),
    );
  });
});

describe('a sequence', () => {
  const row = { id: '7', y: '2013', m: '3', d: '10', at: '517', delay: '0' };
  const all = GOOD.replace('subject:', 'sequence: "{delay:03}"\nsubject:');

  it('[TIM-4] is made from the row, and an event may have another one', () => {
    expect(eventOf(GOOD, row)).not.toHaveProperty('sequence');
    expect(eventOf(all, row)).toMatchObject({ sequence: '000' });
    expect(eventOf(all.replace('time: later,', 'time: later, sequence: "0",'), row)).toMatchObject({ sequence: '0' });
  });

  it('refuses the row where its cell is blank', () => {
    const blank = GOOD.replace('subject:', 'sequence: "{d}{delay}"\nsubject:').replace('time: later', 'time: start');
    expect(() => eventOf(blank, { ...row, delay: '' })).toThrow(expect.objectContaining({ column: 'delay' }));
  });
});

describe('the number of a row among those of its subject', () => {
  const row = { id: '7', y: '2013', m: '3', d: '10', at: '517', delay: '0' };
  const subject = /subject: .*/;

  it('stands in the keys where they ask for it', () => {
    const numbered = GOOD.replace(subject, 'subject: "departure/{id}-{#}"').replace('{id:03}', '{id}/{#}');
    expect(eventOf(numbered, row)).toMatchObject({ subject: 'departure/7-3', id: '7/3' });
  });

  it('is no value', () => {
    expect(() => readMapping(GOOD.replace('{ time: start }', '{ text: "{#}" }'), 'm.yaml')).toThrow('belongs to `subject`');
  });
});

describe('a time made from a date and minutes', () => {
  const row = { id: '7', y: '2013', m: '3', d: '10', at: '517', delay: '-2' };

  it('is the clock reading so many minutes after midnight', () => {
    expect(eventOf(GOOD, row)).toMatchObject({
      id: '007',
      time: '2013-03-10T05:15:00-04:00',
      data: { start: '2013-03-10T05:17:00-04:00' },
    });
  });

  it('[TIM-3] moves forward where the clock skips the reading', () => {
    expect(eventOf(GOOD, { ...row, at: '0230', delay: '0' })?.time).toBe('2013-03-10T03:30:00-04:00');
  });

  it('may reach the end of the day', () => {
    expect(eventOf(GOOD, { ...row, at: '2400', delay: '0' })?.time).toBe('2013-03-11T00:00:00-04:00');
  });

  it('counts what comes after it in real time, over a change of the clocks', () => {
    expect(eventOf(GOOD, { ...row, at: '130', delay: '60' })?.time).toBe('2013-03-10T03:30:00-04:00');
  });

  it.each<[string, Partial<typeof row>]>([
    ['its condition is false', { delay: '' }],
    ['a part of the date is blank', { d: '' }],
  ])('is none where %s, and gives no event', (_, change) => {
    expect(eventOf(GOOD, { ...row, ...change })).toBeUndefined();
  });

  it.each<[string, Partial<typeof row>, string]>([
    ['a day that does not exist', { d: '32' }, 'there is no day 2013-3-32'],
    ['a date that is not made of digits', { m: 'Mar' }, 'there is no day 2013-Mar-10'],
    ['a reading that no clock shows', { at: '1760' }, 'hhmm'],
    ['minutes that are no number', { delay: 'late' }, 'cannot be worked out'],
  ])('from %s refuses the row', (_, change, reason) => {
    expect(() => eventOf(GOOD, { ...row, ...change })).toThrow(reason);
  });
});

describe('a time in a column', () => {
  const timed = (format: string, cell: string): string | undefined => {
    const time = format === '' ? 'time: at' : `time: at, timeFormat: ${JSON.stringify(format)}`;
    return eventOf(GOOD.replace('time: later', time).replace('data: { start: { time: start } }', ''), {
      id: '1',
      at: cell,
      y: '',
      m: '',
      d: '',
      delay: '',
    })?.time;
  };

  it.each([
    ['', '2026-06-18T15:42:08.5+08:00', '2026-06-18T03:42:08.500-04:00'],
    ['', '2026-06-18 15:42:08', '2026-06-18T15:42:08-04:00'],
    ['', '2026-06-18T15:42', '2026-06-18T15:42:00-04:00'],
    ['', '2026-01-18', '2026-01-18T00:00:00-05:00'],
    ['M/d/yyyy h:mm a', '6/18/2026 12:05 AM', '2026-06-18T00:05:00-04:00'],
    ['M/d/yyyy h:mm a', '6/18/2026 12:05 pm', '2026-06-18T12:05:00-04:00'],
    ['yyMMdd H:mm:ss', '990131 9:05:07', '1999-01-31T09:05:07-05:00'],
    ["yyyy-MM-dd'T'HH.mm.ss.SSS", '2026-06-18T15.42.08.123', '2026-06-18T15:42:08.123-04:00'],
    ['epoch', '1781797328', '2026-06-18T11:42:08-04:00'],
    ['epoch-ms', '1781797328123', '2026-06-18T11:42:08.123-04:00'],
  ])('of the format "%s" reads %s', (format, cell, time) => {
    expect(timed(format, cell)).toBe(time);
  });

  it.each([
    ['', '18.06.2026'],
    ['', '2026-06-31'],
    ['M/d/yyyy h:mm a', '6/18/2026 13:05 PM'],
    ['dd.MM.yyyy', '8.6.2026'],
    ['epoch', '1e9'],
  ])('of the format "%s" refuses %s', (format, cell) => {
    expect(() => timed(format, cell)).toThrow(cell);
  });

  it('may stand in several columns', () => {
    const mapping = GOOD.replace('time: later', 'time: { column: [d, at], format: "yyyyMMdd HHmm" }').replace(
      'data: { start: { time: start } }',
      '',
    );
    expect(eventOf(mapping, { id: '1', d: '20260618', at: '1542', y: '' })?.time).toBe('2026-06-18T15:42:00-04:00');
  });
});

describe('a value', () => {
  const valued = (value: string): unknown => {
    const mapping = GOOD.replace('{ time: start }', value);
    return eventOf(mapping, { id: '7', y: '2013', m: '3', d: '10', at: '517', delay: '12' })?.data['start'];
  };

  it.each<[string, unknown]>([
    ['delay', '12'],
    ['{ column: delay, as: integer }', 12],
    ['{ column: delay, as: decimal }', '12'],
    ['{ text: "{y}/{m:02} {{x}" }', '2013/03 {x}'],
    ['{ cel: "int(row.delay) * 2" }', 24],
    ['{ cel: "row.delay > row.m" }', false],
    [`{ cel: 'row["y"] + "!"' }`, '2013!'],
    [`{ cel: '""' }`, undefined],
    ['{ column: y, as: instant, format: epoch }', '1969-12-31T19:33:33-05:00'],
  ])('%s gives %j', (value, expected) => {
    expect(valued(value)).toEqual(expected);
  });
});
