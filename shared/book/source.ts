import {
  type Alias,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import { type Fault, faultOf } from '../text/index.ts';
import type { FoundFault } from './issue.ts';
import type { Place, Placed } from './placed.ts';

export type Path = readonly (string | number)[];

/** The text of a book as values that know where they are written; `null` when it is no YAML. */
export type Source = { readonly root: Placed | null; readonly issues: readonly FoundFault[] };

/** More aliases than any real book has; past it the text is an attack on memory. */
const ALIASES_MAX = 100;

/** Deeper than any book goes, and far from what a stack holds. */
const DEPTH_MAX = 64;

/** @param file the name of a base, `null` for the book itself. */
export function readSource(text: string, file: string | null): Source {
  const lines = new LineCounter();
  // It would warn on standard error of what is refused below, or by the schema.
  const document = parsedOrNull(text, lines);
  if (document === null) return { root: null, issues: issuesOf([{ at: { file, line: 1, column: 1, version: null }, fault: DEEP }]) };
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col, version: null };
  };
  const unread = document.errors.map((error) => ({ at: placeAt(error.pos[0]), fault: said(error) }));
  if (unread.length > 0) return { root: null, issues: issuesOf(unread) };
  const { keysAt, ...aliases } = lookedThrough(document);
  if (keysAt.length > 0)
    return { root: null, issues: issuesOf(keysAt.map((offset) => ({ at: placeAt(offset), fault: faultOf('fault.collection-key') }))) };
  try {
    const reading = new Reading({ document, placeAt, named: aliases.named });
    const root = reading.placed(document.toJS({ maxAliasCount: ALIASES_MAX }));
    return reading.faults.length > 0 ? { root: null, issues: issuesOf(reading.faults) } : { root, issues: [] };
  } catch (error) {
    return { root: null, issues: issuesOf([{ at: placeAt(aliases.worstAt), fault: aliasFault(error) }]) };
  }
}

/** `null` where the parser has no room left: it goes down one call for each level. */
function parsedOrNull(text: string, lineCounter: LineCounter): Document.Parsed | null {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Where a fault of the text is, before it has a path. */
type AtPlace = { readonly at: Place; readonly fault: Fault };

/** One for each place: what a parser says further of the same place only follows from the first. */
function issuesOf(faults: readonly AtPlace[]): readonly FoundFault[] {
  const byPlace = new Map<string, FoundFault>();
  for (const { at, fault } of faults) {
    const { file, line, column } = at;
    const { key } = fault.message;
    byPlace.getOrInsert(key === DEEP.message.key ? key : `${line}:${column}`, { file, line, column, path: '', fault });
  }
  return [...byPlace.values()];
}

const DEEP = faultOf('fault.too-deep', { max: DEPTH_MAX });

function said({ code, message }: { readonly code: string; readonly message: string }): Fault {
  if (/call stack|stack overflow/i.test(message)) return DEEP;
  switch (code) {
    case 'MULTIPLE_DOCS':
      return faultOf('fault.second-document');
    case 'DUPLICATE_KEY':
      return faultOf('fault.same-key');
    case 'TAB_AS_INDENT':
      return faultOf('fault.tab');
    default:
      return faultOf('fault.yaml', { words: message });
  }
}

/** What the parser says first of aliases that it cannot follow. */
function aliasFault(error: unknown): Fault {
  if (error instanceof RangeError) return faultOf('fault.aliases-deep');
  const message = error instanceof Error ? error.message : String(error);
  return faultOf('fault.alias', { words: message.split('. ', 1)[0] ?? message });
}

type Looked = {
  /** Offsets of lists and maps that are keys. */
  readonly keysAt: readonly number[];
  /** What each alias names: the last value before it of that name. */
  readonly named: ReadonlyMap<Alias, Node>;
  /** Offset of the first alias that names nothing, else of the first alias at all. */
  readonly worstAt: number;
};

/** Odd keys and all aliases in one walk: to look each up by itself would walk the document anew for each. */
function lookedThrough(document: Document): Looked {
  const keysAt: number[] = [];
  const anchors = new Map<string, Node>();
  const named = new Map<Alias, Node>();
  const offsets: number[] = [];
  const unnamed: number[] = [];
  visit(document, {
    Pair: (_key, { key }) => {
      if (!isCollection(key)) return undefined;
      keysAt.push(key.range?.[0] ?? 0);
      return visit.SKIP; // Deep ones are not worth the walk.
    },
    Node: (_key, node) => {
      const offset = node.range?.[0] ?? 0;
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.set(node.anchor, node);
        return;
      }
      offsets.push(offset);
      const source = anchors.get(node.source);
      if (source === undefined) unnamed.push(offset);
      else named.set(node, source);
    },
  });
  return { keysAt, named, worstAt: unnamed[0] ?? offsets[0] ?? 0 };
}

type Bench = {
  readonly document: Document;
  readonly placeAt: (offset: number) => Place;
  readonly named: ReadonlyMap<Alias, Node>;
};

/** Walks the plain value, which is what the text means, beside the nodes, which know where they stand. */
class Reading {
  readonly faults: AtPlace[] = [];
  readonly #bench: Bench;
  /** What an alias names is one value: it stands where it was written out, and is walked once. */
  readonly #walked = new WeakMap<object, Placed>();
  /** The values around the one that is walked. */
  readonly #around = new Set<object>();

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  placed(value: unknown): Placed {
    return this.#walk(value, this.#bench.document.contents, this.#bench.placeAt(0));
  }

  #walk(value: unknown, written: unknown, above: Place): Placed {
    const node = isAlias(written) ? this.#bench.named.get(written) : (written as Node | null | undefined);
    const at = this.#placeOf(node, above);
    if (typeof value !== 'object' || value === null) return this.#scalar(value, at);
    const known = this.#walked.get(value);
    if (known !== undefined) return known;
    if (this.#around.has(value)) return this.#refused(this.#placeOf(written as Node, above), faultOf('fault.alias-inside'));
    if (this.#around.size >= DEPTH_MAX) return this.#refused(at, { ...DEEP, fix: { key: 'fault.too-deep.flatter' } });
    this.#around.add(value);
    const placed = this.#inner(value, node, at);
    this.#around.delete(value);
    this.#walked.set(value, placed);
    return placed;
  }

  #inner(value: object, node: Node | null | undefined, at: Place): Placed {
    if (Array.isArray(value)) {
      const items = isSeq(node) ? node.items : [];
      return { kind: 'list', at, items: value.map((item, index) => this.#walk(item, items[index], at)) };
    }
    const pairs = isMap(node) ? pairsOf(node) : new Map();
    const entries = Object.entries(value).map(([key, inner]) => {
      const pair = pairs.get(key);
      const keyAt = this.#placeOf(pair?.key, at);
      this.#scalar(key, keyAt);
      return [key, { keyAt, value: this.#walk(inner, pair?.value, keyAt) }] as const;
    });
    return { kind: 'map', at, entries: new Map(entries) };
  }

  /** YAML has texts and numbers that neither JSON nor a log can hold. */
  #scalar(value: unknown, at: Place): Placed {
    if (typeof value === 'string' && !value.isWellFormed()) return this.#refused(at, faultOf('fault.half-character'));
    if (typeof value === 'number' && !Number.isFinite(value)) return this.#refused(at, faultOf('fault.no-number'));
    return { kind: 'scalar', at, value };
  }

  #refused(at: Place, fault: Fault): Placed {
    this.faults.push({ at, fault });
    return { kind: 'scalar', at, value: null };
  }

  #placeOf(node: Node | null | undefined, above: Place): Place {
    return node?.range ? this.#bench.placeAt(node.range[0]) : above;
  }
}

type NodePair = { readonly key: Node; readonly value: unknown };

/** By the text of their keys, as the plain value has them. */
function pairsOf(map: YAMLMap): ReadonlyMap<string, NodePair> {
  return new Map(map.items.flatMap((item) => (isScalar(item.key) ? [[String(item.key.value), item as NodePair] as const] : [])));
}
