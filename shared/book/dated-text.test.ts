import fc from 'fast-check';
import { expect, it } from 'vitest';
import { datedText, newestTermsText, readBook, restatedBy, takesEffectFrom, termDifferences } from './index.ts';

const NOW_MS = Date.UTC(2026, 5, 20, 12);
const BOOK = `# What we promise.
book: dated
timezone: Asia/Shanghai
currency: CNY
# People
promises:
  - id: call   # the first one
    says: { en: "We phone you within 60 minutes.", zh: "六十分钟内回电。" }
    kind: deadline
    opens: t.opened
    met: t.called
    tier: data.tier
    within: { gold: 30min, default: 60min }
    remedy: { pay: 20 CNY, to: data.customer }
  - { id: visit, says: { en: "We come in 2 days.", zh: "两日内上门。" }, kind: deadline, opens: t.opened, met: t.visited, within: 2d }
boards: { all: { promises: [call, visit] } }
`;
const VERSIONS = 'versions:\n- { from: 2026-01-01, note: first }\n';

function right(text: string) {
  const read = readBook(text);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read;
}

function dated(text: string, draft: string, from = '2026-07-01'): string {
  const made = datedText({ text, draft, textOf: () => null, from, note: 'stricter' });
  if (made === null) throw new Error('It cannot be dated.');
  return made;
}

const EDITS: readonly (readonly [what: string, edit: (text: string) => string])[] = [
  ['a limit', (text) => text.replace('gold: 30min', 'gold: 20min')],
  ['a limit taken out', (text) => text.replace('gold: 30min, ', '')],
  ['a remedy taken out', (text) => text.replace('    remedy: { pay: 20 CNY, to: data.customer }\n', '')],
  ['a promise taken out', (text) => text.replace(/ {2}- \{ id: visit.*\n/, '').replace('[call, visit]', '[call]')],
  [
    'a promise more',
    (text) =>
      text.replace(
        'boards:',
        '  - { id: mend, says: { en: "Mended in 3 days.", zh: "三日修复。" }, kind: deadline, opens: t.opened, met: t.mended, within: 3d }\nboards:',
      ),
  ],
];

it.each(EDITS.flatMap(([what, edit]) => [[what, edit, ''] as const, [what, edit, VERSIONS] as const]))(
  '[BOOK-6] %s is moved into a version from a date, and what held before stays',
  (_what, edit, versions) => {
    const text = BOOK + versions;
    const [old, draft] = [right(text), right(edit(text))];
    const fresh = right(dated(text, edit(text)));
    expect(restatedBy(old, fresh, NOW_MS)).toEqual([]);
    expect(takesEffectFrom(old, fresh, NOW_MS)).toBe('2026-07-01');
    expect(newestTermsText(fresh)).toBe(newestTermsText(draft));
    expect(restatedBy(old, draft, NOW_MS)).not.toEqual([]);
    expect(takesEffectFrom(old, draft, NOW_MS)).toBe('2026-06-20');
  },
);
it('[BOOK-6] any of these changes together, over any day from the newest version on', () => {
  fc.assert(
    fc.property(
      fc.subarray([...EDITS], { minLength: 1 }),
      fc.constantFrom('', VERSIONS),
      fc.integer({ min: 21, max: 30 }),
      (edits, versions, day) => {
        const text = BOOK + versions;
        // Whoever takes the remedy or the tier out changes the lines that another edit looks for; then that one does nothing.
        const edited = edits.reduce((draft, [, edit]) => edit(draft), text);
        const [old, draft] = [right(text), right(edited)];
        const from = `2026-06-${day}`;
        const fresh = right(dated(text, edited, from));
        expect([restatedBy(old, fresh, NOW_MS), takesEffectFrom(old, fresh, NOW_MS)]).toEqual([[], from]);
        expect(newestTermsText(fresh)).toBe(newestTermsText(draft));
      },
    ),
    { seed: 71, numRuns: 60 },
  );
});
it('[BOOK-6] remarks and layout stay, and a short change stands on one line', () => {
  const text = BOOK + VERSIONS;
  const made = dated(text, text.replace('gold: 30min', 'gold: 20min').replace('# People', '# All people'));
  expect(made).toContain(BOOK.replace('# People', '# All people'));
  expect(made.slice(BOOK.length + 2)).toContain(
    '- from: 2026-07-01\n  note: stricter\n  promises:\n    - { id: call, within: { gold: 20min } }\n',
  );
});
it('a text that is one line of brackets cannot be dated', () => {
  const flow = `{ ${JSON.stringify(plain(BOOK)).slice(1)}`;
  expect(datedText({ text: flow, draft: flow, textOf: () => null, from: '2026-07-01', note: '' })).toBeNull();
});
it('the differences name each value by its path, and dates that only one has', () => {
  const text = BOOK + VERSIONS;
  const { shown, more } = termDifferences(right(text), right(dated(text, text.replace('gold: 30min', 'gold: 20min'))));
  expect([shown, more]).toEqual([
    [
      { path: 'call.within.gold', was: '30min', would: '20min' },
      { path: 'versions.2026-07-01', was: null, would: 'stricter' },
    ],
    0,
  ]);
});
it('words and boards take effect at no date, and a new calendar nobody uses at none either', () => {
  const words = right(BOOK.replace('We come in 2 days', 'We visit you in 2 days'));
  expect(takesEffectFrom(right(BOOK), words, NOW_MS)).toBeNull();
  expect(takesEffectFrom(right(BOOK), right(`${BOOK}calendars: { always: {} }\n`), NOW_MS)).toBeNull();
});

function plain(text: string): object {
  const root = right(text).layered.root;
  if (root.kind !== 'map') throw new Error('It is a map.');
  return { book: 'dated', timezone: 'Asia/Shanghai', currency: 'CNY', promises: [], boards: { all: { promises: [] } } };
}
