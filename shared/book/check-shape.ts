import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import type { Path } from './source.ts';

/** A fault of shape: where in the value, what, and how to mend it. `atKey` when the key itself is wrong and not its value. */
export type ShapeFault = { readonly path: Path; readonly atKey: boolean; readonly message: string; readonly fix: string };

/** Nobody mends more at a time. */
const UNITS_MAX = 2_000;
/** What is longer is no name that was mistyped, and dear to compare. */
const NAME_LENGTH_MAX = 100;
/** The keywords that only say that something inside has a fault, which is told by itself. */
const AROUND_INNER: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'items',
  'prefixItems',
  'allOf',
  '$ref',
  'dependentSchemas',
  'false',
]);
/** A key that the validator names; it may hold quotes itself. */
const QUOTED = /"(.*)"/s;

type SchemaNode = { readonly [keyword: string]: unknown };

/** One for each schema: to make one walks the whole of it, and a book with versions is checked promise by promise. */
const VALIDATORS = new WeakMap<SchemaNode, Validator>();

/** What a value has against a schema, innermost faults only, each in words that say how to mend it. */
export function checkShape(value: unknown, schema: SchemaNode): readonly ShapeFault[] {
  const validator = VALIDATORS.getOrInsertComputed(schema, () => new Validator(schema as Schema, '2020-12', false));
  const { valid: isValid, errors: units } = validator.validate(value);
  const faults = units.slice(0, UNITS_MAX).flatMap((unit) => faultOf(unit, value, schema) ?? []);
  if (faults.length > 0 || isValid) return faults;
  return [{ path: [], atKey: false, message: 'something in it does not fit', fix: 'Compare it with docs/promise-book.md.' }];
}

function faultOf(unit: OutputUnit, value: unknown, schema: SchemaNode): ShapeFault | null {
  const path = pathOf(unit.instanceLocation);
  const found = valueAt(value, path);
  const node = nodeOf(schema, unit.keywordLocation);
  const expected = typeof node['description'] === 'string' ? `Write ${node['description']}.` : '';
  const fault = (message: string, fix: string): ShapeFault => ({ path, atKey: false, message, fix });
  switch (unit.keyword) {
    case 'additionalProperties':
      return unknownKey(unit, path, node);
    case 'required': {
      const key = QUOTED.exec(unit.error)?.[1] ?? '';
      return fault(`\`${key}\` is missing`, `Add \`${key}:\` here.`);
    }
    case 'type':
      return fault(`${shown(found)} is of the wrong type`, expected || `Write ${[node['type']].flat().join(' or ')} here.`);
    case 'enum':
      return fault(
        `${shown(found)} is not one of the choices`,
        suggestion(typeof found === 'object' ? '' : String(found), textsIn(node['enum'])),
      );
    default:
      return AROUND_INNER.has(unit.keyword) ? null : fault(`${shown(found)} does not fit`, expected || unit.error);
  }
}

/** The choices of an enum; its `null`, which removes, is none to suggest. */
function textsIn(choices: unknown): readonly string[] {
  return Array.isArray(choices) ? choices.filter((choice) => typeof choice === 'string') : [];
}

function unknownKey(unit: OutputUnit, path: Path, node: SchemaNode): ShapeFault | null {
  const key = QUOTED.exec(unit.error)?.[1] ?? '';
  if (node['additionalProperties'] !== false) return null; // A map with names of the author's own: the fault is inside the value.
  const known = Object.keys((node['properties'] as object | undefined) ?? {});
  return { path: [...path, key], atKey: true, message: `\`${key}\` is not a key here`, fix: suggestion(key, known) };
}

/** Names the nearest choice when one is near, else all of them. */
export function suggestion(wrong: string, choices: readonly string[]): string {
  const near = (wrong.length > NAME_LENGTH_MAX ? [] : choices)
    .map((choice) => ({ choice, distance: editDistance(wrong, choice) }))
    .sort((a, b) => a.distance - b.distance)[0];
  if (near !== undefined && near.distance <= Math.max(1, Math.floor(wrong.length / 3))) return `Did you mean \`${near.choice}\`?`;
  return choices.length === 0 ? 'There is none to choose from.' : `Use one of: ${choices.join(', ')}.`;
}

/** Levenshtein distance: insertions, deletions and replacements. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function valueAt(value: unknown, path: Path): unknown {
  let inner = value;
  for (const step of path)
    inner = typeof inner === 'object' && inner !== null ? (inner as { readonly [key: string]: unknown })[step] : undefined;
  return inner;
}

/** The schema object that holds a keyword, by the keyword's location in it. */
function nodeOf(schema: SchemaNode, keywordLocation: string): SchemaNode {
  const node = valueAt(schema, pathOf(keywordLocation).slice(0, -1));
  return typeof node === 'object' && node !== null ? (node as SchemaNode) : {};
}
