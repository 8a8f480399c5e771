import type { Dice } from './dice.ts';
import { oddText, oddValue } from './odd-values.ts';

type Path = readonly (string | number)[];
type Change = (tree: unknown, dice: Dice, donors: readonly unknown[]) => unknown;

/** Stands for what is to be taken out. */
const NONE = Symbol('none');

/** As a text, also what has no way of its own to be one. */
function shown(value: unknown): string {
  return typeof value === 'object' ? Object.prototype.toString.call(value) : String(value);
}

const CHANGES: readonly Change[] = [
  // Something else in its place.
  (tree, dice) => replaced(tree, somePath(tree, dice), () => oddValue(dice)),
  (tree, dice) => replaced(tree, someLeaf(tree, dice), () => oddValue(dice)),
  (tree, dice) => replaced(tree, someLeaf(tree, dice), () => oddText(dice)),
  (tree, dice) => replaced(tree, someLeaf(tree, dice), (value) => spoiled(shown(value), dice)),
  (tree, dice) => replaced(tree, somePath(tree, dice), () => NONE),
  (tree, dice) => replaced(tree, somePath(tree, dice), (value) => dice.of([[value], { a: value }, [value, value], shown(value)])),
  // Values of one place at another, of this tree or of others.
  (tree, dice) => {
    const [one, other] = [someLeaf(tree, dice), someLeaf(tree, dice)];
    const [a, b] = [valueAt(tree, one), valueAt(tree, other)];
    return replaced(
      replaced(tree, one, () => b),
      other,
      () => a,
    );
  },
  (tree, dice) => replaced(tree, somePath(tree, dice), () => valueAt(tree, somePath(tree, dice))),
  (tree, dice, donors) => {
    const donor = dice.of(donors);
    return replaced(tree, somePath(tree, dice), () => valueAt(donor, somePath(donor, dice)));
  },
  (tree, dice, donors) => inserted(tree, dice, donors),
  (tree, dice, donors) => inserted(tree, dice, [tree, ...donors]),
  // Keys.
  (tree, dice) => renamed(tree, dice, (key) => spoiled(key, dice)),
  (tree, dice) => renamed(tree, dice, () => oddText(dice)),
  (tree, dice) => renamed(tree, dice, () => dice.of(keysOf(tree))),
];

/** A tree of JSON values with so many changes, and nothing of the one given touched. @param donors trees whose parts may come in. */
export function mutated(tree: unknown, dice: Dice, donors: readonly unknown[], changes: number): unknown {
  let result = tree;
  for (let change = 0; change < changes; change += 1) result = dice.of(CHANGES)(result, dice, donors);
  return result;
}

function inserted(tree: unknown, dice: Dice, donors: readonly unknown[]): unknown {
  const donor = dice.of(donors);
  const part = dice.chance(0.7) ? valueAt(donor, somePath(donor, dice)) : oddValue(dice);
  const key = dice.chance(0.8) ? dice.of(keysOf(donor)) : oddText(dice);
  return replaced(tree, somePath(tree, dice), (value) => {
    if (Array.isArray(value))
      return value.toSpliced(dice.below(value.length + 1), 0, value.length > 0 && dice.chance(0.4) ? dice.of(value) : part);
    return isMap(value) ? mapOf([...Object.entries(value), [key, part]]) : value;
  });
}

function renamed(tree: unknown, dice: Dice, nameOf: (key: string) => string): unknown {
  return replaced(tree, somePath(tree, dice), (value) => {
    if (!isMap(value)) return value;
    const keys = Object.keys(value);
    const wrong = keys.length === 0 ? null : dice.of(keys);
    return mapOf(Object.entries(value).map(([key, inner]) => [key === wrong ? nameOf(key) : key, inner]));
  });
}

/** A text with a character more, less or changed. */
export function spoiled(text: string, dice: Dice): string {
  const at = dice.below(text.length + 1);
  const kept = text.slice(at + dice.below(2));
  return text.slice(0, at) + dice.of(['', 'x', '0', '9', ' ', '.', '-', '*', '"', '\u0000', '%', '😀']) + kept;
}

function somePath(tree: unknown, dice: Dice): Path {
  return dice.of(pathsIn(tree, []));
}

/** Rather the inside than the whole of a map. */
function someLeaf(tree: unknown, dice: Dice): Path {
  const paths = pathsIn(tree, []);
  const leaves = paths.filter((path) => !isInner(valueAt(tree, path)));
  return dice.of(leaves.length > 0 ? leaves : paths);
}

function pathsIn(tree: unknown, at: Path): readonly Path[] {
  if (!isInner(tree) || at.length > 40) return [at];
  const inner: readonly Path[] = Array.isArray(tree)
    ? tree.flatMap((value, index) => pathsIn(value, [...at, index]))
    : Object.entries(tree).flatMap(([key, value]) => pathsIn(value, [...at, key]));
  return [at, ...inner];
}

function keysOf(tree: unknown): readonly string[] {
  const keys = pathsIn(tree, []).flatMap((path) => (typeof path.at(-1) === 'string' ? [String(path.at(-1))] : []));
  return keys.length > 0 ? keys : ['id'];
}

function valueAt(tree: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (isInner(value) ? (value as { readonly [key: string]: unknown })[step] : value), tree);
}

function replaced(tree: unknown, [step, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (step === undefined) {
    const value = change(tree);
    return value === NONE ? null : value;
  }
  const after = (value: unknown) => (rest.length === 0 ? change(value) : replaced(value, rest, change));
  if (Array.isArray(tree)) return tree.map((value, index) => (index === step ? after(value) : value)).filter((value) => value !== NONE);
  if (!isMap(tree)) return tree;
  const entries = Object.entries(tree).map(([key, value]) => [key, key === step ? after(value) : value] as const);
  return mapOf(entries.filter(([, value]) => value !== NONE));
}

/** As `JSON.parse` makes it: `__proto__` is a key like any other. */
function mapOf(entries: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(entries);
}

function isMap(value: unknown): value is { readonly [key: string]: unknown } {
  return isInner(value) && !Array.isArray(value);
}

function isInner(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
