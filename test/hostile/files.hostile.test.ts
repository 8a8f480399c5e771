import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { importFiles, logSink, readMapping } from '../../server/intake/index.ts';
import { MemoryLog } from '../../server/log/index.ts';
import { issueText, readBook } from '../../shared/book/index.ts';
import { csvLine } from '../../shared/view/index.ts';
import { ManualClock } from '../contracts/manual-clock.ts';
import { BOOK_CASES, GOOD_BOOKS } from './book-cases.ts';
import { FILE_CASES, MAPPING, MAPPING_CASES } from './import-cases.ts';

vi.setConfig({ testTimeout: 30_000 });
/** Of the processor: a text that takes longer to refuse is a way to stop the server. */
const READ_MS_MAX = 5_000;
const folder = mkdtempSync(join(tmpdir(), 'kept-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('books', () => {
  it.each(BOOK_CASES)('[EDGE-1] $name', ({ text, base, says }) => {
    const before = process.cpuUsage();
    const read = readBook(text, { textOf: () => base ?? null });
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(READ_MS_MAX);
    if (read.ok) throw new Error('it is taken for a book');
    expect(read.issues.map((issue) => issueText('book.yaml', issue)).join('\n')).toMatch(says);
    for (const { line, column, message, fix } of read.issues) {
      expect([line >= 1, column >= 1]).toEqual([true, true]);
      expect([message, fix]).toEqual([expect.stringMatching(/\w{3}/), expect.stringMatching(/\w{3}/)]);
      expect(message.length + fix.length).toBeLessThan(2_000);
    }
  });
  it('and those that are right are taken', () => {
    for (const text of GOOD_BOOKS) expect(readBook(text)).toMatchObject({ ok: true });
  });
});
describe('mappings', () => {
  it.each(MAPPING_CASES)('[EDGE-1] $name', ({ text }) => {
    expect(() => readMapping(text, 'mapping.yaml')).toThrow(
      expect.objectContaining({
        code: 'MAPPING_INVALID',
        message: expect.stringMatching(/mapping\.yaml/),
        fix: expect.stringMatching(/\w{3}/),
      }),
    );
  });
});
describe('files', () => {
  it.each(FILE_CASES)('[EDGE-1] $name', async ({ content, ending = 'csv', rows, code }) => {
    const file = join(folder, `file.${ending}`);
    writeFileSync(file, content);
    const log = new MemoryLog({ clock: new ManualClock() });
    const imported = importFiles({ mapping: readMapping(MAPPING, 'm.yaml'), files: [file], sink: logSink(log), nowAtMs: () => 0 });
    if (code !== undefined) return expect(imported).rejects.toMatchObject({ code, fix: expect.stringMatching(/\w{3}/) });
    const { refused, refusals } = await imported;
    expect(refusals.every(({ line, reason }) => line >= 1 && /\w{3}/.test(reason))).toBe(true);
    expect(refused > 0 || rows === 1 || content.length === 0 || ending === 'csv.gz').toBe(true);
  });
});
describe('tables that are taken home', () => {
  const FORMULAS = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x")',
    ' =1',
    '\n=1',
    '＝1',
    '\u200b=1',
    '\u00a0=1',
  ];
  it.each(FORMULAS)('[EDGE-5] %j is no formula in a table', (text) => {
    const [cell = ''] = /^(?:"(?:[^"]|"")*"|[^,]*)/.exec(csvLine([text, 'x'])) ?? [];
    const shown = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
    expect(shown).toBe(`'${text}`);
  });
  it('[EDGE-5] figures and texts that are none stay as they are', () => {
    expect(csvLine([{ figure: '-12.50' }, 'a=b', '', '10', 'a\nb'])).toBe('-12.50,a=b,,10,"a\nb"\r\n');
  });
});
