import type { BookPromise } from '../../book/index.ts';
import { isRolling, windowKindOf } from '../../engine/index.ts';
import type { Bilingual, TextKey } from '../../text/index.ts';
import { both } from '../bilingual.ts';
import { momentText } from './clock-text.ts';
import type { Told, WindowExplanation } from './explanation.ts';

/** A window's explanation without what is said of it. */
export type PlainWindow = Omit<WindowExplanation, 'told' | 'rules'>;

/** A window in sentences. */
export function windowTold(plain: PlainWindow, promise: BookPromise): Told {
  return { promised: promisedTold(plain), counted: countedTold(plain, promise), decided: [verdictTold(plain)] };
}

function promisedTold({ version, zone, target, how }: PlainWindow): readonly Bilingual[] {
  return [
    version === null ? both('explain.version.none') : both('explain.version', { version }),
    both('explain.zone', { zone }),
    targetTold(target, how),
  ];
}

function targetTold(target: PlainWindow['target'], how: PlainWindow['how']): Bilingual {
  if (target === null) return both('explain.target.none');
  return how === 'broken' ? both('explain.tolerate', { most: mostOf(target) }) : saidOf('explain.target', target);
}

type Target = NonNullable<PlainWindow['target']>;

const BOUNDS = {
  '>=': 'explain.bound.at-least',
  '>': 'explain.bound.more',
  '<=': 'explain.bound.at-most',
  '<': 'explain.bound.less',
} as const;

/** The bound alone, without its sign. */
function mostOf({ text }: Target): string {
  return text.slice(2);
}

/** A sentence with the target in words, since a customer reads it. */
function saidOf(key: TextKey, target: Target, rounded = ''): Bilingual {
  const bound = both(BOUNDS[target.op], { value: mostOf(target) });
  return { en: both(key, { rounded, bound: bound.en }).en, zh: both(key, { rounded, bound: bound.zh }).zh };
}

function countedTold(plain: PlainWindow, promise: BookPromise): readonly Bilingual[] {
  const { from, to, over, as_of, value, rounded, rule, sum } = plain;
  const bounds = { from: momentText(from), to: momentText(to) };
  const window = over ? both('explain.window', bounds) : both('explain.window.running', { ...bounds, now: momentText(as_of) });
  if (value === null || rounded === null) return [window, both('explain.value.none')];
  const args = { ...sum, value, rounded, rule };
  return [window, both(keyOf(plain, promise), args)];
}

function keyOf({ how }: PlainWindow, promise: BookPromise) {
  if (how === 'share') return promise.kind === 'availability' ? 'explain.value.uptime' : 'explain.value.share';
  return `explain.value.${how}` as const;
}

function verdictTold({ state, over, target, rounded, how }: PlainWindow): Bilingual {
  if (state === 'idle') return both('explain.window.idle');
  if (state === 'no-data') return both(target === null ? 'explain.window.no-target' : 'explain.window.no-data');
  if (how === 'broken' && target !== null) return both(`explain.period.${state}`, { most: mostOf(target) });
  if (target === null) return both('explain.window.no-target');
  const ending = state === 'kept' ? 'kept' : 'broken';
  return saidOf(over ? `explain.window.${ending}` : `explain.window.${ending}-so-far`, target, rounded ?? '');
}

/** The numbers of the rules that decided a window. */
export function windowRules({ state, over, owes }: PlainWindow, promise: BookPromise): readonly string[] {
  const rules = new Set(['WIN-1', 'WIN-4', 'WIN-6']);
  if (promise.kind === 'deadline') rules.add('WIN-2').add('WIN-8');
  if (promise.kind === 'ratio') rules.add(promise.of === null ? 'WIN-3' : 'WIN-2');
  if (promise.kind === 'ratio' && promise.measure.kind === 'mean-of-busy-hours') rules.add('WIN-7');
  if (promise.kind === 'count') rules.add('WIN-3');
  if (promise.kind === 'availability') rules.add('AVL-1').add('AVL-2');
  if (isRolling(windowKindOf(promise))) rules.add('WIN-5').delete('WIN-1');
  if (state === 'no-data') rules.add('FEED-3');
  if (!over) rules.add('WIN-9');
  if (owes.length > 0) rules.add('MON-1').add('MON-3');
  if (owes.length > 0 && promise.kind !== 'deadline' && promise.bill !== null) rules.add('MON-4');
  return [...rules].sort();
}
