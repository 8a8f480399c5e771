import { expect, it } from 'vitest';
import { ALL_KINDS_END_MS, ALL_KINDS_TEXT, allKindsDays } from '../../test/simulation/all-kinds-world.ts';
import { LEDGER_END_MS, LEDGER_TEXT, ledgerDays } from '../../test/simulation/ledger-world.ts';
import { DEPARTURES_BOOK, departuresDay, termsOf } from '../../test/simulation/world.ts';
import { judgedOtherwise, type Terms } from '../book/index.ts';
import type { KeptEvent } from '../event/index.ts';
import { changedBook, done, termChange, whatIf } from './index.ts';
import { dependentsIn, narrowedBook } from './narrowed-book.ts';

type World = { readonly text: string; readonly events: (seed: number) => readonly KeptEvent[]; readonly asOfMs: number };

const KINDS: World = { text: ALL_KINDS_TEXT, events: (seed) => allKindsDays(seed, 40), asOfMs: ALL_KINDS_END_MS };
const MONEY: World = { text: LEDGER_TEXT, events: ledgerDays, asOfMs: LEDGER_END_MS };
const DAY_MS = Date.UTC(2013, 6, 1, 8);
const DEPARTURES: World = { text: DEPARTURES_BOOK, events: (seed) => departuresDay(seed, DAY_MS, 80), asOfMs: DAY_MS + 40 * 3_600_000 };

function changedTo(text: string, set: string): Terms {
  const read = changedBook({ text, bases: {} }, [termChange(set)]);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read;
}

/** What a book makes of a history, each promise of it judged. */
function wholeOf(terms: Terms, history: Parameters<typeof whatIf>[0]['history']) {
  const rows = done(whatIf({ was: terms, would: terms, history, isWarned: false }))?.rows ?? [];
  return new Map(rows.map(({ promise, was }) => [promise, was]));
}

it.each([
  [KINDS, 'answered.within.gold=20min', ['answered', 'by-region', 'by-tier', 'lately', 'repair', 'even']],
  [KINDS, 'answered=null', ['answered', 'by-region', 'by-tier', 'even', 'lately', 'repair', 'replied']],
  [KINDS, 'steps.roll=total', ['steps']],
  [KINDS, 'by-region.target=>= 95%', ['by-region']],
  [KINDS, 'repair.measure=median of obligation.elapsed', ['repair']],
  [KINDS, 'busy.target=>= 99%', ['busy']],
  [KINDS, 'drops.target=< 2', ['drops']],
  [KINDS, 'rate.target=<= 1', ['rate']],
  [KINDS, 'up.target.A=>= 99.9%', ['up']],
  [KINDS, 'seen.every.A=3h', ['seen']],
  [KINDS, 'answered.warn={ chance: 0.7 }', []],
  [MONEY, 'answers.within=20min', ['answers', 'answers/remedy', 'daily']],
  [MONEY, 'fair.target=<= 0', ['fair', 'fair/remedy']],
  [MONEY, 'daily.target=>= 99%', ['daily']],
  [MONEY, 'up.remedy=[{ pay: 99 EUR, within: 1d }]', ['up', 'up/remedy']],
  [DEPARTURES, 'leaves-on-time.late=1min', ['leaves-on-time', 'on-time-share']],
] as const)('[DES-2] another book judges what it says otherwise alone, and comes to what it comes to of all: %#, %s', (world, set, ids) => {
  const [was, would] = [termsOf(world.text), set.endsWith('=null') ? withoutAnswered() : changedTo(world.text, set)];
  const changed = judgedOtherwise(was, would) ?? new Set();
  expect([...dependentsIn(was.book, dependentsIn(would.book, changed))].sort()).toEqual([...ids].sort());
  for (const seed of [1, 2, 3]) {
    const history = { events: world.events(seed), asOfMs: world.asOfMs, fromAtMs: null, toAtMs: null };
    const [before, after] = [wholeOf(was, history), wholeOf(would, history)];
    const rows = done(whatIf({ was, would, history, isWarned: false }))?.rows ?? [];
    expect(rows.map(({ promise }) => promise)).toEqual([...new Set([...before.keys(), ...after.keys()])]);
    for (const { promise, was: one, would: other } of rows)
      expect([one, other], promise).toEqual([before.get(promise) ?? null, after.get(promise) ?? null]);
  }
});

/** A book that has another name for a promise, which nothing else may rest on then. */
function withoutAnswered(): Terms {
  return termsOf(ALL_KINDS_TEXT.replaceAll(/(?<!\.)\banswered\b/g, 'replied'));
}

it('[DES-2] judges all of a book that differs in what all promises rest on', () => {
  const was = termsOf(ALL_KINDS_TEXT);
  for (const [from, to] of [
    ['heartbeat: 4h', 'heartbeat: 1h'],
    ['"00:00-12:00"', '"00:00-11:00"'],
    ['tier: standard, region', 'tier: gold, region'],
    ['early: "07:00-15:00", late: "15:00', 'early: "07:00-14:00", late: "14:00'],
  ] as const) {
    expect(ALL_KINDS_TEXT).toContain(from);
    expect(judgedOtherwise(was, termsOf(ALL_KINDS_TEXT.replace(from, to))), to).toBeNull();
  }
});

it('keeps what a promise rests on, and one promise for each kind of item', () => {
  const { book } = termsOf(ALL_KINDS_TEXT);
  const keptOf = (id: string) =>
    narrowedBook(book, new Set([id]))
      .versions.at(-1)
      ?.promises.map((promise) => promise.id);
  expect(keptOf('repair')).toEqual(['answered', 'repair', 'up']);
  expect(keptOf('seen')).toEqual(['seen']);
});
