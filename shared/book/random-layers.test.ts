import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { canonicalBookText, effectiveBookOf, effectiveJson, effectiveYaml, readBook, restatedBy } from './index.ts';

const BLOCKS = [...readFileSync('docs/promise-book.md', 'utf8').matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
const BASE = [
  ...BLOCKS.filter((block) => !/^- |extends:/m.test(block)),
  'promises:\n',
  ...BLOCKS.filter((block) => block.startsWith('- ')),
].join('');
const BOOK: { readonly [key: string]: unknown } = parse(BASE);
const RUNS = 40;
const BASE_LINES = BASE.split('\n');
const PRINTING = { file: 'site/book.yaml', sha256: (text: string) => `h${text.length}` };

type Raw = { readonly [key: string]: unknown };
const isMap = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Some keys of a value as they are, or removed, or replaced by something else of the book. */
function partOf(value: unknown, depth: number): fc.Arbitrary<unknown> {
  if (!isMap(value) || depth === 0)
    return fc.oneof({ weight: 6, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: fc.constantFrom<unknown>(null, '1h', 5, []) });
  return fc
    .subarray(Object.keys(value), { maxLength: Math.min(3, Object.keys(value).length) })
    .chain((keys) => fc.record(Object.fromEntries(keys.map((key) => [key, partOf(value[key], depth - 1)]))));
}
const promises = fc
  .subarray(BOOK['promises'] as readonly Raw[] as Raw[], { minLength: 0, maxLength: 3 })
  .chain((some) => fc.tuple(...some.map((promise) => partOf(promise, 3).map((part) => ({ ...(part as object), id: promise['id'] })))));
const versions = fc.array(fc.record({ from: fc.constantFrom('2025-05-01', '2026-06-10', '2026-09-01'), promises }), { maxLength: 2 });
const { promises: _, versions: __, ...parts } = BOOK;
const own = fc.tuple(partOf(parts, 3), promises, versions, fc.boolean()).map(([part, changed, dated, hasVersions]) => ({
  ...(part as object),
  ...(changed.length > 0 ? { promises: changed } : {}),
  ...(hasVersions ? { versions: dated } : {}),
}));

it('[BOOK-1, BOOK-3] parts of a book over the book are faults with places, or a book whose every value is found where it is said to stand', () => {
  let right = 0;
  fc.assert(
    fc.property(own, fc.constantFrom(0, 2), (changes, indent) => {
      const text = JSON.stringify({ extends: 'base.yaml', ...changes }, null, indent);
      const lines = text.split('\n');
      const read = readBook(text, { textOf: () => BASE });
      if (!read.ok) {
        expect(read.issues.every(({ file, line }) => line > 0 && line <= (file === null ? lines : BASE_LINES).length)).toBe(true);
        return;
      }
      right += 1;
      const effective = effectiveBookOf(read.layered);
      const { book, origins } = effectiveJson(effective, PRINTING);
      for (const [pointer, origin] of Object.entries(origins)) {
        if (origin === 'default') continue;
        const line = (origin.file === PRINTING.file ? lines : BASE_LINES)[origin.line - 1] ?? '';
        const value = pointer
          .split('/')
          .slice(1)
          .reduce<unknown>((inner, step) => (inner as Raw)[step.replaceAll('~1', '/').replaceAll('~0', '~')], book);
        if (typeof value === 'object') continue;
        expect(
          [value, JSON.stringify(value).slice(1, -1)].some((shown) =>
            line
              .slice(origin.column - 1)
              .replace(/^['"]/, '')
              .startsWith(String(shown)),
          ),
          pointer,
        ).toBe(true);
      }
      const { 'holiday-sets': sets, ...values } = book as Raw;
      const { 'holiday-sets': ___, ...printed } = parse(effectiveYaml(effective, PRINTING));
      expect([printed, (sets as readonly unknown[]).length]).toEqual([values, effective.holidaySets.length]);
      expect(restatedBy(read, read, Date.UTC(2026, 10, 1))).toEqual([]);
      expect(canonicalBookText(effective)).toBe(JSON.stringify(book));
    }),
    { numRuns: RUNS, seed: 1 },
  );
  expect(right).toBeGreaterThan(5);
}, 60_000);
