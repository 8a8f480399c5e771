import {
  type Availability,
  type Book,
  type BookPromise,
  type ByTier,
  type Count,
  type Ratio,
  type Target,
  targetOf,
} from '../book/index.ts';
import { KeptError } from '../error/index.ts';
import { compare, exactText, multiply, type Rational, rational, toNumber } from '../number/index.ts';

/** A promise that is judged by its windows. */
export type Windowed = Ratio | Count | Availability;

/** What the value of a target is: a share is written in percent, anything else as it is. */
export function isOfShare(promise: Windowed): boolean {
  return promise.kind === 'availability' || (promise.kind === 'ratio' && promise.measure.kind !== 'of-values');
}

/** The target that a designer moves. @throws KeptError DESIGN_REFUSED. */
export function chosenTarget(promise: Windowed, terms: string | null): Target {
  const targets = targetsIn(promise);
  const wanted = terms === null ? null : targetOf(terms);
  const found = targets.filter((target) => wanted === null || isSame(target, wanted));
  if (found.length === 1) return found[0] as Target;
  const names = targets.map((target) => targetText(promise, target)).join(', ');
  throw new KeptError('DESIGN_REFUSED', `\`${promise.id}\` has the targets ${names}: name one of them.`);
}

/** A target that is compared as another one is. @throws KeptError DESIGN_REFUSED. */
export function targetLike(terms: string, { op }: Target): Target {
  if (!/^(>=|>|<=|<)?\s*\d+(\.\d+)?(%|s|min|h|d)?$/.test(terms.trim())) throw new KeptError('DESIGN_REFUSED', `"${terms}" is no target.`);
  const target = targetOf(/^[<>]/.test(terms.trim()) ? terms.trim() : `${op} ${terms.trim()}`);
  if (target.op === op) return target;
  throw new KeptError('DESIGN_REFUSED', `"${terms}" compares otherwise than the target that it is to replace, which begins with ${op}.`);
}

/** The book with another target in the place of one, in every version; of a promise that has that one alone, whatever it was before. */
export function withTarget(book: Book, promise: Windowed, from: Target, to: Target): Book {
  const isOnly = targetsIn(promise).length === 1;
  const moved = (was: Target) => (isOnly || isSame(was, from) ? to : was);
  const movedIn = (each: BookPromise): BookPromise => {
    if (each.id !== promise.id || each.kind === 'deadline') return each;
    return each.kind === 'count' ? { ...each, target: moved(each.target) } : { ...each, target: movedByTier(each.target, moved) };
  };
  const versions = book.versions.map((version) => ({ ...version, promises: version.promises.map(movedIn) }));
  return { ...book, versions };
}

export function isSame(a: Target, b: Target): boolean {
  return a.op === b.op && compare(a.value, b.value) === 0;
}

/** As a book writes it: `>= 75%`, `<= 3`, `<= 4h`. */
export function targetText(promise: Windowed, { op, value, unit }: Target): string {
  if (isOfShare(promise)) return `${op} ${exactText(multiply(value, rational(100)))}%`;
  return `${op} ${unit === null ? exactText(value) : durationText(value)}`;
}

const UNITS: readonly (readonly [name: string, seconds: number])[] = [
  ['h', 3_600],
  ['min', 60],
];

function durationText(seconds: Rational): string {
  const [name, of] = UNITS.find(([, each]) => seconds.n % (BigInt(each) * seconds.d) === 0n && seconds.n > 0n) ?? ['s', 1];
  return `${exactText(multiply(seconds, rational(1, of)))}${name}`;
}

/** Parts of one: how finely targets are tried. */
export function grainsPerOne(promise: Windowed, { value, unit }: Target, values: readonly number[]): number {
  if (isOfShare(promise)) return toNumber(value) >= 0.999 ? 100_000 : toNumber(value) >= 0.99 ? 10_000 : 1_000;
  if (promise.kind === 'count' && promise.per === null) return 1;
  const range = Math.max(...values, 0) - Math.min(...values, 0);
  if (unit !== null) return range > 1_200 ? 1 / 60 : 1;
  return range > 50 ? 1 : range > 5 ? 10 : 100;
}

function targetsIn(promise: Windowed): readonly Target[] {
  const all = promise.kind === 'count' ? [promise.target] : listed(promise.target);
  return all.filter((target, index) => all.findIndex((other) => isSame(other, target)) === index);
}

function listed(byTier: ByTier<Target>): readonly Target[] {
  return 'value' in byTier ? [byTier.value] : [...byTier.tiers.values()].flatMap(listed);
}

function movedByTier(byTier: ByTier<Target>, moved: (was: Target) => Target): ByTier<Target> {
  if ('value' in byTier) return { value: moved(byTier.value) };
  return { tiers: new Map([...byTier.tiers].map(([tier, inner]) => [tier, movedByTier(inner, moved)])) };
}
