import { Document, isMap, isScalar, isSeq, type Node } from 'yaml';
import { canonicalBookText, type EffectiveBook } from './effective.ts';
import { fileText } from './issue.ts';
import { type Place, type Placed, plainOf } from './placed.ts';

/** Where one value of an effective book is written. */
export type Origin = { readonly file: string; readonly line: number; readonly column: number; readonly version?: string } | 'default';

export type EffectiveJson = {
  /** SHA-256 of `book`, which names the terms of a receipt. */
  readonly hash: string;
  readonly book: unknown;
  /** Where each value that holds no others is written, by its JSON Pointer in `book`. */
  readonly origins: { readonly [pointer: string]: Origin };
  /** SHA-256 of each set as it stands in `book`. */
  readonly holidaySets: { readonly [name: string]: string };
};

/** `file` is the path of the book, and `sha256` gives lower-case hex: shared code computes no digests. */
export type Printing = { readonly file: string; readonly sha256: (text: string) => string };

export function effectiveJson(effective: EffectiveBook, { file, sha256 }: Printing): EffectiveJson {
  const text = canonicalBookText(effective);
  const origins = leavesOf(effective.root, '').map(({ pointer, at }) => [pointer, originOf(at, file)] as const);
  return { hash: sha256(text), book: JSON.parse(text), origins: Object.fromEntries(origins), holidaySets: hashesOf(effective, sha256) };
}

/** The same as YAML, each value with where it is written behind it. */
export function effectiveYaml(effective: EffectiveBook, { file, sha256 }: Printing): string {
  const document = new Document(plainOf(effective.root));
  annotate(document.contents as Node | null, effective.root, file);
  const hashes = hashesOf(effective, sha256);
  const sets = effective.holidaySets.map(({ name, published, years }) => {
    const shown = published === 'every' ? 'every year' : `${published.from} to ${published.to}`;
    const lines = Object.entries(years).map(([year, days]) => `    ${year}: ${flow(days)}`);
    return [`  ${name}: # ${shown}; sha256 ${hashes[name]}`, ...lines].join('\n');
  });
  const head = `# The effective book of ${file}\n# sha256 ${sha256(canonicalBookText(effective))}\n`;
  return `${head}${document.toString({ lineWidth: 0 })}${sets.length === 0 ? '' : `holiday-sets:\n${sets.join('\n')}\n`}`;
}

function hashesOf({ holidaySets }: EffectiveBook, sha256: Printing['sha256']): { readonly [name: string]: string } {
  return Object.fromEntries(holidaySets.map((set) => [set.name, sha256(JSON.stringify(set))]));
}

function flow(days: { readonly [kind: string]: readonly string[] }): string {
  return `{ ${Object.entries(days)
    .map(([kind, dates]) => `${kind}: [${dates.join(', ')}]`)
    .join(', ')} }`;
}

type Leaf = { readonly pointer: string; readonly at: Place | null };

function leavesOf(placed: Placed, pointer: string): readonly Leaf[] {
  const inner: readonly (readonly [string | number, Placed])[] =
    placed.kind === 'map'
      ? [...placed.entries].map(([key, { value }]) => [key, value])
      : placed.kind === 'list'
        ? [...placed.items.entries()]
        : [];
  if (inner.length === 0) return [{ pointer, at: placed.at }];
  return inner.flatMap(([key, value]) => leavesOf(value, `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`));
}

function originOf(at: Place | null, file: string): Origin {
  if (at === null) return 'default';
  const { line, column, version } = at;
  return { file: fileText(file, at.file), line, column, ...(version === null ? {} : { version }) };
}

function annotate(node: Node | null, placed: Placed, file: string): void {
  const comment = ` ${originText(placed.at, file)}`;
  if (isScalar(node)) node.comment = comment;
  else if (isMap(node) && placed.kind === 'map' && node.items.length > 0) {
    for (const pair of node.items) {
      const inner = placed.entries.get(String(isScalar(pair.key) ? pair.key.value : pair.key))?.value;
      if (inner !== undefined) annotate(pair.value as Node | null, inner, file);
    }
  } else if (isSeq(node) && placed.kind === 'list' && node.items.length > 0 && !isOneLine(placed)) {
    for (const [index, item] of placed.items.entries()) annotate(node.items[index] as Node, item, file);
  } else if (isMap(node) || isSeq(node)) {
    node.flow = true;
    node.comment = comment;
  }
}

/** Whether a list holds nothing but values of the line that it begins on. */
function isOneLine({ items, at }: Extract<Placed, { readonly kind: 'list' }>): boolean {
  return items.every((item) => item.kind === 'scalar' && item.at?.line === at?.line);
}

function originText(at: Place | null, file: string): string {
  if (at === null) return 'default';
  return `${fileText(file, at.file)}:${at.line}${at.version === null ? '' : `, version ${at.version}`}`;
}
