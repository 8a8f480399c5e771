import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { BookIssue } from './issue.ts';

export type Path = readonly (string | number)[];

/** The text of a book as YAML, with the line and column of everything in it. */
export type Source = {
  /** The plain value, `undefined` when the text is no YAML. */
  readonly value: unknown;
  readonly issues: readonly BookIssue[];
  /** 1-based place of the value at a path, or of its key; the nearest part above it that exists. */
  placeOf(path: Path, of?: 'key' | 'value'): { readonly line: number; readonly column: number };
};

/** More aliases than any real book has; past it the text is an attack on memory. */
const ALIASES_MAX = 100;

export function readSource(text: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const issues: BookIssue[] = document.errors.map((error) => {
    const { line, col } = lines.linePos(error.pos[0]);
    return {
      line,
      column: col,
      path: '',
      message: `not well-formed YAML: ${error.message}`,
      fix: 'Mend the indentation, quotes or brackets at this place.',
    };
  });
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const placeOf: Source['placeOf'] = (path, of = 'value') => {
    const found = nodesAlong(document.contents, path);
    const node = of === 'key' ? (found.key ?? found.value) : found.value;
    return placeAt(node?.range?.[0] ?? 0);
  };
  if (issues.length > 0) return { value: undefined, issues, placeOf };
  try {
    return { value: document.toJS({ maxAliasCount: ALIASES_MAX }), issues, placeOf };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { value: undefined, issues: [{ ...placeAt(0), path: '', message, fix: 'Write the values out in place of aliases.' }], placeOf };
  }
}

function nodesAlong(root: Node | null, path: Path): { readonly key: Node | null; readonly value: Node | null } {
  let key: Node | null = null;
  let value: Node | null = root;
  for (const step of path) {
    if (isMap(value)) {
      const pair = value.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === step);
      if (pair === undefined) break;
      key = isNode(pair.key) ? pair.key : null;
      value = isNode(pair.value) ? pair.value : key;
    } else if (isSeq(value)) {
      const item = value.items[Number(step)];
      if (!isNode(item)) break;
      key = item;
      value = item;
    } else break;
  }
  return { key, value };
}
