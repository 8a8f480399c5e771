import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import { type Bilingual, type Fault, type FaultKey, type FaultText, faultInBoth, faultOf } from '../text/index.ts';
import { writeDescribed } from './form.ts';
import type { Path } from './source.ts';
import { suggestion } from './suggestion.ts';

/** A fault of shape: where in the value, and what. `atKey` when the key itself is wrong and not its value. */
export type ShapeFault = { readonly path: Path; readonly atKey: boolean; readonly fault: Fault };

/** Nobody mends more at a time. */
const UNITS_MAX = 2_000;
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

const TYPES: { readonly [type: string]: FaultKey } = {
  array: 'fault.type.array',
  boolean: 'fault.type.boolean',
  integer: 'fault.type.integer',
  null: 'fault.type.null',
  number: 'fault.type.number',
  object: 'fault.type.object',
  string: 'fault.type.string',
};

type SchemaNode = { readonly [keyword: string]: unknown };

/** One for each schema: to make one walks the whole of it, and a book with versions is checked promise by promise. */
const VALIDATORS = new WeakMap<SchemaNode, Validator>();

/** What a value has against a schema, innermost faults only, each in words that say how to mend it. */
export function checkShape(value: unknown, schema: SchemaNode): readonly ShapeFault[] {
  const validator = VALIDATORS.getOrInsertComputed(schema, () => new Validator(schema as Schema, '2020-12', false));
  const { valid: isValid, errors: units } = validator.validate(value);
  const faults = units.slice(0, UNITS_MAX).flatMap((unit) => shapeFaultOf(unit, value, schema) ?? []);
  if (faults.length > 0 || isValid) return faults;
  return [{ path: [], atKey: false, fault: faultOf('fault.shape') }];
}

function shapeFaultOf(unit: OutputUnit, value: unknown, schema: SchemaNode): ShapeFault | null {
  const path = pathOf(unit.instanceLocation);
  const found = valueAt(value, path);
  const node = nodeOf(schema, unit.keywordLocation);
  const expected = typeof node['description'] === 'string' ? writeDescribed(node['description']) : null;
  const at = (fault: Fault): ShapeFault => ({ path, atKey: false, fault });
  const about = (key: FaultKey): FaultText => ({ key, args: { value: shown(found) } });
  switch (unit.keyword) {
    case 'additionalProperties':
      return unknownKey(unit, path, node);
    case 'required':
      return at(faultOf('fault.missing', { key: QUOTED.exec(unit.error)?.[1] ?? '' }));
    case 'type':
      return at({ message: about('fault.type'), fix: expected ?? writeTypes([node['type']].flat()) });
    case 'enum':
      return at({
        message: about('fault.choice'),
        fix: suggestion(typeof found === 'object' ? '' : String(found), textsIn(node['enum'])),
      });
    default:
      return AROUND_INNER.has(unit.keyword) ? null : at({ message: about('fault.fit'), fix: expected ?? fixOf(unit, node) });
  }
}

/** How to mend what no description says the form of. */
function fixOf({ keyword, error }: OutputUnit, node: SchemaNode): FaultText {
  if (keyword === 'minLength') return { key: 'fault.fit.empty' };
  if (keyword === 'minItems') return { key: 'fault.fit.items', args: { least: Number(node['minItems']) } };
  return { key: 'fault.fit.other', args: { words: error } };
}

/** That a value of one of the types has to be written. */
function writeTypes(types: readonly unknown[]): FaultText {
  const named = types.flatMap((type) => TYPES[String(type)] ?? []).map((key) => faultInBoth({ key }));
  const or = faultInBoth({ key: 'fault.or' });
  const both = { en: named.map(({ en }) => en).join(or.en), zh: named.map(({ zh }) => zh).join(or.zh) };
  return { key: 'fault.type.fix', args: { types: both } };
}

/** The choices of an enum; its `null`, which removes, is none to suggest. */
function textsIn(choices: unknown): readonly string[] {
  return Array.isArray(choices) ? choices.filter((choice) => typeof choice === 'string') : [];
}

function unknownKey(unit: OutputUnit, path: Path, node: SchemaNode): ShapeFault | null {
  const key = QUOTED.exec(unit.error)?.[1] ?? '';
  if (node['additionalProperties'] !== false) return null; // A map with names of the author's own: the fault is inside the value.
  const known = Object.keys((node['properties'] as object | undefined) ?? {});
  return {
    path: [...path, key],
    atKey: true,
    fault: { message: { key: 'fault.unknown-key', args: { key } }, fix: suggestion(key, known) },
  };
}

function shown(value: unknown): string | Bilingual {
  const text = JSON.stringify(value);
  if (text === undefined) return faultInBoth({ key: 'fault.nothing' });
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
