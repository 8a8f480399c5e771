import { PROMISE_DEFAULTS } from './defaults.ts';
import { BOOK_MEANINGS, PROMISE_MEANINGS } from './key-meanings.ts';
import { common, PROMISE_SCHEMAS } from './promise-schemas.ts';
import { BOOK_SCHEMA } from './schema.ts';

type SchemaNode = { readonly [keyword: string]: unknown };
type Nodes = { readonly [key: string]: SchemaNode };

/** Names the schema; the address is reserved for names like this one and answers nothing. */
const ID = 'https://kept.example/schema/promise-book.json';
const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

type Kind = keyof typeof PROMISE_SCHEMAS;
const KINDS = Object.keys(PROMISE_SCHEMAS) as Kind[];
/** What all kinds of promises have. */
const COMMON = Object.fromEntries(Object.entries(propertiesOf('count')).filter(([key]) => key in common));
const WHOLE = described(BOOK_SCHEMA.properties as unknown as Nodes, BOOK_MEANINGS);

/**
 * The JSON Schema (2020-12) of a whole promise book for editors, made from the ones that books are checked by: each promise by its
 * kind, every key with its meaning and its default. A book that extends another, and a version, may hold parts of promises and `null`.
 */
export const EDITOR_SCHEMA: SchemaNode = {
  $schema: DIALECT,
  $id: ID,
  title: BOOK_SCHEMA.title,
  description: 'What an organisation promises and how it is judged, for Kept.',
  type: 'object',
  ...where({ required: ['extends'] }, '#/$defs/extending', '#/$defs/whole'),
  $defs: {
    whole: {
      title: 'A book',
      type: 'object',
      properties: { ...WHOLE, ...listsOf('promise') },
      required: BOOK_SCHEMA.required,
      additionalProperties: false,
    },
    extending: {
      title: 'A book that extends another',
      type: 'object',
      properties: { ...changesOf(WHOLE), extends: WHOLE['extends'], ...listsOf('change') },
      additionalProperties: false,
    },
    promise: byKind('A promise', (kind) => kind, ['id', 'kind']),
    change: byKind('A change of a promise', (kind) => `${kind}-change`, ['id']),
    ...COMMON,
    ...Object.fromEntries(Object.entries(changesOf(COMMON)).map(([key, node]) => [`${key}-change`, node])),
    ...Object.fromEntries(KINDS.flatMap((kind) => [[kind, promiseOf(kind)] as const, [`${kind}-change`, changeOf(kind)] as const])),
  },
};

/** Keywords of a condition, by name: an object written with `then` looks like a promise of JavaScript. */
function where(condition: SchemaNode, thenRef: string, elseRef?: string): SchemaNode {
  return Object.fromEntries([
    ['if', condition],
    ['then', { $ref: thenRef }],
    ...(elseRef === undefined ? [] : [['else', { $ref: elseRef }] as const]),
  ]);
}

/** The lists that hold promises: whole ones or changes in the book, always changes in its versions. */
function listsOf(promise: 'promise' | 'change'): Nodes {
  const { promises = {}, versions = {} } = WHOLE;
  const version = (versions['items'] ?? {}) as SchemaNode;
  const changes = { type: ['array', 'null'], items: { $ref: '#/$defs/change' } };
  return {
    promises: { ...promises, items: { $ref: `#/$defs/${promise}` } },
    versions: { ...versions, items: { ...version, properties: { ...(version['properties'] as Nodes), promises: changes } } },
  };
}

/** A promise is held to its own kind alone, so that an editor names the key and not the choice. A change may leave the kind out. */
function byKind(title: string, nameOf: (kind: string) => string, required: readonly string[]): SchemaNode {
  const isOf = (kind: string) => ({ properties: { kind: { const: kind } }, required: ['kind'] });
  const choices = KINDS.map((kind) => where(isOf(kind), `#/$defs/${nameOf(kind)}`));
  return {
    title,
    type: 'object',
    properties: { id: { $ref: '#/$defs/id' }, kind: { $ref: `#/$defs/${nameOf('kind')}` } },
    required,
    allOf: choices,
  };
}

function promiseOf(kind: Kind): SchemaNode {
  return { ...PROMISE_SCHEMAS[kind], title: `A promise of kind ${kind}`, properties: shared(propertiesOf(kind), (key) => key) };
}

function changeOf(kind: Kind): SchemaNode {
  const properties = { ...shared(changesOf(propertiesOf(kind)), (key) => `${key}-change`), id: { $ref: '#/$defs/id' } };
  return { ...PROMISE_SCHEMAS[kind], title: `A change of a promise of kind ${kind}`, properties, required: ['id'] };
}

function propertiesOf(kind: Kind): Nodes {
  const properties = described(PROMISE_SCHEMAS[kind].properties as unknown as Nodes, PROMISE_MEANINGS);
  const defaults = (PROMISE_DEFAULTS[kind] ?? []).filter(({ key }) => key in properties);
  return { ...properties, ...Object.fromEntries(defaults.map(({ key, value }) => [key, { ...properties[key], default: value }])) };
}

/** What all kinds have is written once. */
function shared(properties: Nodes, nameOf: (key: string) => string): Nodes {
  return Object.fromEntries(
    Object.entries(properties).map(([key, node]) => [key, key in common ? { $ref: `#/$defs/${nameOf(key)}` } : node]),
  );
}

function changesOf(nodes: Nodes): Nodes {
  return Object.fromEntries(Object.entries(nodes).map(([key, node]) => [key, asChange(node)]));
}

/** A value that may be a part of what it is laid over, or `null`; lists are replaced as a whole. */
function asChange({ required: _, minProperties: __, default: ___, ...node }: SchemaNode): SchemaNode {
  const inner = node['additionalProperties'];
  return {
    ...node,
    ...(node['type'] === undefined ? {} : { type: [...new Set([node['type'], 'null'].flat())] }),
    ...(Array.isArray(node['enum']) ? { enum: [...node['enum'], null] } : {}),
    ...(node['properties'] === undefined ? {} : { properties: changesOf(node['properties'] as Nodes) }),
    ...(typeof inner === 'object' && inner !== null ? { additionalProperties: asChange(inner as SchemaNode) } : {}),
  };
}

/** What the key means, and then how it is written. */
function described(nodes: Nodes, meanings: { readonly [key: string]: string }): Nodes {
  return Object.fromEntries(
    Object.entries(nodes).map(([key, node]) => {
      const form = typeof node['description'] === 'string' ? ` Write ${node['description']}.` : '';
      return [key, { ...node, description: `${meanings[key] ?? ''}${form}` }];
    }),
  );
}
