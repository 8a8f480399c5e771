import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { canonicalBookText, effectiveBookOf, effectiveJson, effectiveYaml, issueText, readBook } from '../../shared/book/index.ts';
import { lintBook } from '../../shared/lint/index.ts';
import { damaged } from './damaged-text.ts';
import type { Dice } from './dice.ts';
import { faultsOfJudging } from './judged-stream.ts';
import { mutated } from './mutated.ts';
import { type Check, faultsOfRefusal } from './run-cases.ts';
import { streamFor } from './stream-for.ts';

const ROOT = join(import.meta.dirname, '..', '..');
export const EVERY_KEY = readFileSync(join(import.meta.dirname, 'every-key.yaml'), 'utf8');
export const EVERY_KEY_BASE = readFileSync(join(import.meta.dirname, 'every-base.yaml'), 'utf8');
const EXAMPLES = globSync('examples/*/book.yaml', { cwd: ROOT })
  .toSorted()
  .map((file) => readFileSync(join(ROOT, file), 'utf8'));
const SEEDS = [EVERY_KEY, EVERY_KEY, EVERY_KEY_BASE, ...EXAMPLES].map((text) => ({ text, tree: parse(text) as unknown }));
const TREES = SEEDS.map(({ tree }) => tree);
const BASE_NAMES = [
  'base.yaml',
  '../base.yaml',
  './base.yaml',
  '/etc/base.yaml',
  'a/../b.yaml',
  '.yaml',
  'base.yaml/..',
  'b\u0000.yaml',
  'own.yaml',
];
const NO_HASH = () => '0'.repeat(64);

/** A book and what it may extend, damaged in one way or several. */
function bookCase(dice: Dice): { readonly text: string; readonly textOf: (name: string) => string | null } {
  const text = damagedBook(dice);
  const base = dice.chance(0.4) ? damagedBook(dice) : EVERY_KEY_BASE;
  const bases = [base, EVERY_KEY_BASE, text, `extends: ${dice.of(BASE_NAMES)}\n${base}`];
  const chosen = dice.of(bases);
  return { text, textOf: () => chosen };
}

export function damagedBook(dice: Dice): string {
  const { text, tree } = dice.of(SEEDS);
  if (dice.chance(0.2)) return damaged(text, dice);
  const changes = dice.of([1, 1, 1, 2, 3, 8]);
  const changed = mutated(dice.chance(0.1) ? { ...(tree as object), extends: dice.of(BASE_NAMES) } : tree, dice, TREES, changes);
  const printed = dice.chance(0.5) ? JSON.stringify(changed, null, 1) : stringify(changed);
  return dice.chance(0.1) ? damaged(printed, dice) : printed;
}

/** A book is read to what it means or to what is wrong with it; what is read can be printed and judged by. */
export const checkBook: Check = (dice) => {
  const { text, textOf } = bookCase(dice);
  const read = readBook(text, { textOf });
  if (!read.ok) {
    const placeless = read.issues
      .filter(({ line, column }) => !(line >= 1 && column >= 1))
      .map((issue) => `no place: ${JSON.stringify(issue)}`);
    const unsaid = read.issues.length === 0 ? ['refused without a word'] : [];
    const unread = read.issues.filter((issue) => !issueText('book.yaml', issue).includes(issue.message)).map(({ message }) => message);
    // What the book itself says may be shown, whatever it looks like.
    const own = /undefined|\[object|node_modules/.test(text + (textOf('base.yaml') ?? ''));
    return [...placeless, ...unsaid, ...unread, ...(own ? [] : read.issues.flatMap(faultsOfRefusal))];
  }
  const report = lintBook(read.book, null);
  const effective = effectiveBookOf(read.layered);
  const again = JSON.parse(JSON.stringify(effectiveJson(effective, { file: 'book.yaml', sha256: NO_HASH }))) as unknown;
  const printed = effectiveYaml(effective, { file: 'book.yaml', sha256: NO_HASH });
  const lost = [
    JSON.stringify(report).includes('undefined') && !text.includes('undefined') ? 'asks about what is not there' : '',
    again === null ? 'prints no JSON' : '',
    printed === '' ? 'prints no YAML' : '',
    canonicalBookText(effective) === '' ? 'no text' : '',
  ];
  return [
    ...lost.filter((fault) => fault !== ''),
    ...faultsOfJudging(read.book, streamFor(read.book, text, dice), { asOfMs: null, hasScreens: dice.chance(0.25) }),
  ];
};
