import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import type { BookIssue } from './issue.ts';
import type { Place, Placed } from './placed.ts';

export type Path = readonly (string | number)[];

/** The text of a book as values that know where they are written; `null` when it is no YAML. */
export type Source = { readonly root: Placed | null; readonly issues: readonly BookIssue[] };

/** More aliases than any real book has; past it the text is an attack on memory. */
const ALIASES_MAX = 100;

/** @param file the name of a base, `null` for the book itself. */
export function readSource(text: string, file: string | null): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col, version: null };
  };
  const issueAt = (offset: number, message: string, fix: string): BookIssue => {
    const { line, column } = placeAt(offset);
    return { file, line, column, path: '', message, fix };
  };
  const issues = document.errors.map((error) =>
    issueAt(error.pos[0], `not well-formed YAML: ${error.message}`, 'Mend the indentation, quotes or brackets at this place.'),
  );
  if (issues.length > 0) return { root: null, issues };
  try {
    return { root: new Reading(document, placeAt).placed(document.toJS({ maxAliasCount: ALIASES_MAX })), issues };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { root: null, issues: [issueAt(0, message, 'Write the values out in place of aliases.')] };
  }
}

/** Walks the plain value, which is what the text means, beside the nodes, which know where they stand. */
class Reading {
  readonly #document: Document;
  readonly #placeAt: (offset: number) => Place;
  /** What an alias names is one value: it stands where it was written out, and is walked once. */
  readonly #walked = new WeakMap<object, Placed>();

  constructor(document: Document, placeAt: (offset: number) => Place) {
    this.#document = document;
    this.#placeAt = placeAt;
  }

  placed(value: unknown): Placed {
    return this.#walk(value, this.#document.contents, this.#placeAt(0));
  }

  #walk(value: unknown, written: unknown, above: Place): Placed {
    const known = typeof value === 'object' && value !== null ? this.#walked.get(value) : undefined;
    if (known !== undefined) return known;
    const node = isAlias(written) ? written.resolve(this.#document) : (written as Node | null | undefined);
    const at = this.#placeOf(node, above);
    const placed = this.#inner(value, node, at);
    if (typeof value === 'object' && value !== null) this.#walked.set(value, placed);
    return placed;
  }

  #inner(value: unknown, node: Node | null | undefined, at: Place): Placed {
    if (Array.isArray(value)) {
      const items = isSeq(node) ? node.items : [];
      return { kind: 'list', at, items: value.map((item, index) => this.#walk(item, items[index], at)) };
    }
    if (typeof value !== 'object' || value === null) return { kind: 'scalar', at, value };
    const pairs = isMap(node) ? pairsOf(node) : new Map();
    const entries = Object.entries(value).map(([key, inner]) => {
      const pair = pairs.get(key);
      const keyAt = this.#placeOf(pair?.key, at);
      return [key, { keyAt, value: this.#walk(inner, pair?.value, keyAt) }] as const;
    });
    return { kind: 'map', at, entries: new Map(entries) };
  }

  #placeOf(node: Node | null | undefined, above: Place): Place {
    return node?.range ? this.#placeAt(node.range[0]) : above;
  }
}

type NodePair = { readonly key: Node; readonly value: unknown };

/** By the text of their keys, as the plain value has them. */
function pairsOf(map: YAMLMap): ReadonlyMap<string, NodePair> {
  return new Map(map.items.flatMap((item) => (isScalar(item.key) ? [[String(item.key.value), item as NodePair] as const] : [])));
}
