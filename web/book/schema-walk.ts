import type { Around } from './yaml-place.ts';

/** A node of a JSON Schema. */
export type Schema = { readonly [keyword: string]: unknown };

export type Offer = { readonly label: string; readonly about: string; readonly default: string | null };

/** What a schema says of a place in a book: keys that may stand there, or values. */
export type SchemaAt = { readonly keys: readonly Offer[]; readonly values: readonly Offer[]; readonly about: string };

const NO_VALUES: ReadonlyMap<string, string> = new Map();
const DEPTH_MAX = 12;

/** Walks a schema inwards, along what is around a place. It knows as much of JSON Schema as the schema of books uses. */
export function schemaAt(root: Schema, around: readonly Around[]): SchemaAt {
  let nodes: readonly Schema[] = [root];
  for (const [nth, level] of around.entries()) {
    const isLast = nth === around.length - 1;
    const values = level.kind === 'map' ? level.values : NO_VALUES;
    const open = nodes.flatMap((node) => expanded(root, node, values));
    if (level.kind === 'list') nodes = open.flatMap(({ items }) => (isSchema(items) ? [items] : []));
    else if (level.key === '' && isLast) return { keys: keysOf(root, open, values), values: [], about: '' };
    else nodes = open.flatMap((node) => inner(node, level.key));
  }
  const open = nodes.flatMap((node) => expanded(root, node, NO_VALUES));
  return { keys: [], values: valuesOf(open), about: aboutOf(open) };
}

/** A node with all that it refers to and that holds for a map with these values. */
function expanded(root: Schema, node: Schema, values: ReadonlyMap<string, string>, depth = 0): readonly Schema[] {
  if (depth > DEPTH_MAX) return [];
  const more: Schema[] = [];
  const { $ref, allOf, anyOf, oneOf } = node;
  if (typeof $ref === 'string') more.push(...listOf(named(root, $ref)));
  for (const list of [allOf, anyOf, oneOf]) more.push(...listOf(list));
  if (isSchema(node['if'])) more.push(...listOf(holds(node['if'], values) ? node['then'] : node['else']));
  return [node, ...more.flatMap((each) => expanded(root, each, values, depth + 1))];
}

/** Of the conditions, those that the schema of books has: keys that are there, and a key with one value. */
function holds({ required, properties }: Schema, values: ReadonlyMap<string, string>): boolean {
  const isThere = !Array.isArray(required) || required.every((key) => values.has(String(key)));
  const named = isSchema(properties) ? Object.entries(properties) : [];
  return isThere && named.every(([key, node]) => !isSchema(node) || !('const' in node) || String(node['const']) === values.get(key));
}

function inner({ properties, patternProperties, additionalProperties }: Schema, key: string): readonly Schema[] {
  const own = isSchema(properties) ? properties[key] : undefined;
  if (own !== undefined) return listOf(own);
  const patterns = isSchema(patternProperties) ? Object.entries(patternProperties) : [];
  const matching = patterns.flatMap(([pattern, node]) => (new RegExp(pattern, 'u').test(key) ? listOf(node) : []));
  return matching.length > 0 ? matching : listOf(additionalProperties);
}

/** Keys that are not there yet, those that have to be first. */
function keysOf(root: Schema, nodes: readonly Schema[], values: ReadonlyMap<string, string>): readonly Offer[] {
  const required = new Set(nodes.flatMap(({ required: list }) => (Array.isArray(list) ? list.map(String) : [])));
  const offers = new Map<string, Offer>();
  for (const { properties } of nodes) {
    for (const [key, node] of isSchema(properties) ? Object.entries(properties) : []) {
      if (values.has(key) || !isSchema(node)) continue;
      const open = expanded(root, node, NO_VALUES);
      const about = aboutOf(open);
      if (!offers.has(key) || about !== '') offers.set(key, { label: key, about, default: defaultOf(open) });
    }
  }
  return [...offers.values()].sort((a, b) => Number(required.has(b.label)) - Number(required.has(a.label)));
}

function valuesOf(nodes: readonly Schema[]): readonly Offer[] {
  const written = nodes.flatMap((node) => [
    ...(Array.isArray(node['enum']) ? node['enum'] : []),
    ...('const' in node ? [node['const']] : []),
    ...(node['type'] === 'boolean' ? [true, false] : []),
    ...(Array.isArray(node['examples']) ? node['examples'] : []),
  ]);
  const labels = new Set(written.filter((value) => typeof value !== 'object').map(String));
  return [...labels].map((label) => ({ label, about: '', default: null }));
}

function aboutOf(nodes: readonly Schema[]): string {
  const texts = nodes.map(({ description }) => description);
  return texts.find((text): text is string => typeof text === 'string') ?? '';
}

function defaultOf(nodes: readonly Schema[]): string | null {
  const found = nodes.find((node) => 'default' in node);
  return found === undefined ? null : JSON.stringify(found['default']);
}

function named(root: Schema, ref: string): unknown {
  const steps = ref
    .replace(/^#\/?/, '')
    .split('/')
    .filter((step) => step !== '');
  return steps.reduce<unknown>((node, step) => (isSchema(node) ? node[step.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined), root);
}

function listOf(nodes: unknown): readonly Schema[] {
  return [nodes].flat().filter(isSchema);
}

function isSchema(node: unknown): node is Schema {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
