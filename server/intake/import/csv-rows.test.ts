import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvRows, type Row } from './csv-rows.ts';

const rowsOf = (pieces: readonly string[], delimiter = ','): Row[] => {
  const table = new CsvRows(delimiter);
  return [...pieces.flatMap((piece) => table.push(piece)), ...table.end()];
};
const cellsOf = (text: string, delimiter?: string): (readonly string[] | string)[] =>
  rowsOf([text], delimiter).map((row) => ('cells' in row ? row.cells : row.fault));

describe('a table', () => {
  it.each<[string, string, string[][]]>([
    [
      'plain cells',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'lines that end with CRLF',
      'a,b\r\n1,"2"\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a last line without an end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['blank lines', 'a\n\n\r\nb\n', [['a'], ['b']]],
    [
      'blank cells',
      ',,\n"",,""\n',
      [
        ['', '', ''],
        ['', '', ''],
      ],
    ],
    ['delimiters in quotes', '"a,b",c\n', [['a,b', 'c']]],
    [
      'line breaks in quotes',
      '"a\nb\r\nc",d\ne,f\n',
      [
        ['a\nb\r\nc', 'd'],
        ['e', 'f'],
      ],
    ],
    ['doubled quotes', '"say ""no""",b\n', [['say "no"', 'b']]],
    ['quotes inside a cell that does not begin with one', '5" pipe,6"\n', [['5" pipe', '6"']]],
    ['cells that a spreadsheet would run', '=1+1,+2,@x,-3\n', [['=1+1', '+2', '@x', '-3']]],
  ])('with %s is read', (_, text, expected) => {
    expect(cellsOf(text)).toEqual(expected);
  });

  it.each([';', '\t', '|'])('parted by %j is read', (delimiter) => {
    expect(cellsOf(`a${delimiter}"b${delimiter}c"\n`, delimiter)).toEqual([['a', `b${delimiter}c`]]);
  });

  it('numbers its rows by the line that they start on', () => {
    expect(rowsOf(['a,b\n"x\ny",1\n\nc,d\n']).map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it('counts a CRLF in quotes as one line break', () => {
    expect(rowsOf(['a,b\r\n"x\r\ny",1\r\nc,d\r\n']).map(({ line }) => line)).toEqual([1, 2, 4]);
  });
});

describe('a row that cannot be read', () => {
  it('because text follows a closing quote is refused, and the next line goes on', () => {
    expect(cellsOf('a,b\n"x"y,1\nc,d\n')).toEqual([['a', 'b'], 'cell 1 goes on after its closing quote', ['c', 'd']]);
  });

  it('is the only one lost, when a quote of it closes lines later', () => {
    expect(rowsOf(['"x"y,"z\na,b\n"c",d\n'])).toEqual([
      { line: 1, fault: 'cell 1 goes on after its closing quote' },
      { line: 2, cells: ['a', 'b'] },
      { line: 3, cells: ['c', 'd'] },
    ]);
  });

  it('because a quote is never closed is refused, and the next line goes on', () => {
    expect(cellsOf('a,b\n"x,1\nc,d\n')).toEqual([['a', 'b'], 'a quote is opened and not closed', ['c', 'd']]);
  });

  it('because a quote is not closed within a mebibyte is refused before the file ends', () => {
    const table = new CsvRows(',');
    const rows = [table.push('a,"b\n'), ...Array.from({ length: 12 }, () => table.push(`${'x'.repeat(99_999)}\n`))].flat();
    expect(rows[0]).toEqual({ line: 1, fault: 'a quote is opened and not closed' });
  });

  it('because a line does not end stops the file', () => {
    expect(() => new CsvRows(',').push('x'.repeat(1024 * 1024 + 1))).toThrow(expect.objectContaining({ code: 'ROW_INVALID' }));
  });
});

const anyText = fc
  .array(fc.constantFrom('a', 'bc', ',', '"', '""', '\n', '\r\n', '"x"', ''), { maxLength: 30 })
  .map((parts) => parts.join(''));

it('cut into pieces anywhere, a text gives the same rows', () => {
  fc.assert(
    fc.property(anyText, fc.array(fc.nat(30), { maxLength: 6 }), (text, cuts) => {
      const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
      const pieces = places.slice(1).map((place, index) => text.slice(places[index], place));
      expect(rowsOf(pieces)).toEqual(rowsOf([text]));
    }),
    { seed: 20_871, numRuns: 3000 },
  );
});

it('what is written as quoted cells is read back', () => {
  const anyCell = fc.stringMatching(/^[a"',;\n\r =+北]{0,8}$/);
  fc.assert(
    fc.property(fc.array(fc.array(anyCell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (table) => {
      const text = table.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
      expect(cellsOf(text)).toEqual(table);
    }),
    { seed: 412, numRuns: 1000 },
  );
});
