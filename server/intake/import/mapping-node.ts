import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { KeptError } from '../../../shared/error/index.ts';

type Source = { readonly file: string; readonly lines: LineCounter };

/** A place in a mapping file: what stands there, and a refusal that names it by line and column. */
export class MappingNode {
  readonly #node: Node | null;
  readonly #offset: number;
  readonly #source: Source;

  private constructor(node: Node | null, offset: number, source: Source) {
    this.#node = node;
    this.#offset = node?.range?.[0] ?? offset;
    this.#source = source;
  }

  /** @throws KeptError MAPPING_INVALID when the text is not YAML. */
  static parse(text: string, file: string): MappingNode {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
    const source = { file, lines };
    const [fault] = document.errors;
    if (fault !== undefined) new MappingNode(null, fault.pos[0], source).fail(fault.message);
    return new MappingNode(document.contents, 0, source);
  }

  fail(message: string): never {
    const { line, col } = this.#source.lines.linePos(this.#offset);
    throw new KeptError('MAPPING_INVALID', `${this.#source.file}:${line}:${col}: ${message}`);
  }

  get isText(): boolean {
    return isScalar(this.#node);
  }

  get isList(): boolean {
    return isSeq(this.#node);
  }

  /** As it is written: `02` stays `02`. */
  text(): string {
    const node = this.#node;
    if (!isScalar(node) || node.value === null) return this.fail('a text must stand here');
    return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
  }

  oneOf<const Choice extends string>(choices: readonly Choice[]): Choice {
    const text = this.text();
    return choices.find((choice) => choice === text) ?? this.fail(`must be one of ${choices.join(', ')}, not ${JSON.stringify(text)}`);
  }

  items(): readonly MappingNode[] {
    const node = this.#node;
    if (!isSeq(node)) return this.fail('a list must stand here');
    return node.items.map((item) => this.#child(item));
  }

  /** All fields, in order. */
  entries(): readonly (readonly [string, MappingNode])[] {
    return this.#map().items.map((pair) => [this.#keyOf(pair).text(), this.#child(pair.value)] as const);
  }

  /** The fields of a map that knows only these keys. */
  fields<const Key extends string>(keys: readonly Key[]): Partial<Record<Key, MappingNode>> {
    const found: Partial<Record<Key, MappingNode>> = {};
    for (const pair of this.#map().items) {
      const node = this.#keyOf(pair);
      const key =
        keys.find((one) => one === node.text()) ??
        node.fail(`there is no key ${JSON.stringify(node.text())} here; there are ${keys.join(', ')}`);
      found[key] = this.#child(pair.value);
    }
    return found;
  }

  #map(): YAMLMap {
    return isMap(this.#node) ? this.#node : this.fail('a map must stand here');
  }

  #keyOf(pair: Pair): MappingNode {
    return this.#child(pair.key);
  }

  #child(value: unknown): MappingNode {
    const node = value as Node | null; // What YAML's own parser put into its own tree.
    const child = new MappingNode(node, this.#offset, this.#source);
    return isAlias(node) ? child.fail('write it out: a mapping uses no aliases') : child;
  }
}
