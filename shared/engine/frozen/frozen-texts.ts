import { Item } from '../items/item.ts';
import type { Waiting } from '../items/items.ts';
import type { EngineState } from '../state.ts';
import { BlockText, type TextBlock } from './block-text.ts';
import { itemText } from './item-text.ts';
import { promisesOf } from './promises-of.ts';
import type { ItemColumns } from './thawed-items.ts';

/** Texts of items by column, see `ItemColumns`. */
export type TextColumns = Pick<ItemColumns, 'blocks' | 'blockOf' | 'from' | 'to'>;

/** Makes a block of the texts that are gathered in one; whoever stores them packs them here. */
export type PackBlock = (bytes: Uint8Array) => TextBlock;

/** One that stays as it is. */
export function plainBlock(bytes: Uint8Array): TextBlock {
  return { size: bytes.length, bytes };
}

/** Large enough to be packed well, and small enough to be unpacked in no time. */
const BLOCK_BYTES = 128 * 1024;
/** Of a block; where less of it is still the text of anything, that is put into another one. */
const USED_MIN = 0.5;
const ENCODER = new TextEncoder();

/**
 * The texts of items. Those of items that nobody asked for since they were frozen or thawed last stay in the blocks where they are, so
 * that freezing again and again costs what has changed meanwhile.
 */
export function frozenTexts(state: EngineState, all: readonly (Item | Waiting)[], pack: PackBlock): TextColumns {
  const promises = promisesOf(state.book);
  const sparse = sparseBlocks(all);
  const places: BlockText[] = new Array(all.length);
  const open = new OpenBlock(pack);
  for (const [at, held] of all.entries()) {
    const known = knownText(held);
    if (known !== null && !sparse.has(known.block)) places[at] = known;
    else
      open.add(held instanceof Item ? itemText(state, promises, held) : held.text, (place) => {
        places[at] = place;
        if (held instanceof Item) held.text = place;
      });
  }
  open.end();
  return columnsOf(places);
}

function knownText(held: Item | Waiting): BlockText | null {
  if (held instanceof Item) return held.text;
  return held instanceof BlockText ? held : null;
}

function sparseBlocks(all: readonly (Item | Waiting)[]): ReadonlySet<TextBlock> {
  const used = new Map<TextBlock, number>();
  for (const held of all) {
    const known = knownText(held);
    if (known !== null) used.set(known.block, (used.get(known.block) ?? 0) + known.length);
  }
  return new Set([...used].filter(([block, bytes]) => bytes < block.size * USED_MIN).map(([block]) => block));
}

function columnsOf(places: readonly BlockText[]): TextColumns {
  const numbers = new Map<TextBlock, number>();
  const blockOf = Uint32Array.from(places, ({ block }) => numbers.getOrInsertComputed(block, () => numbers.size));
  const [from, to] = [Uint32Array.from(places, (place) => place.from), Uint32Array.from(places, (place) => place.to)];
  return { blocks: [...numbers.keys()], blockOf, from, to };
}

/** The block that texts are put into until it is full. */
class OpenBlock {
  readonly #pack: PackBlock;
  #texts: { readonly bytes: Uint8Array; readonly tell: (place: BlockText) => void }[] = [];
  #size = 0;

  constructor(pack: PackBlock) {
    this.#pack = pack;
  }

  /** @param tell where it stands, once the block is full. */
  add(text: string, tell: (place: BlockText) => void): void {
    const bytes = ENCODER.encode(text);
    this.#texts.push({ bytes, tell });
    this.#size += bytes.length;
    if (this.#size >= BLOCK_BYTES) this.end();
  }

  end(): void {
    if (this.#texts.length === 0) return;
    const all = new Uint8Array(this.#size);
    let to = 0;
    for (const { bytes } of this.#texts) {
      all.set(bytes, to);
      to += bytes.length;
    }
    const block = this.#pack(all);
    let from = 0;
    for (const { bytes, tell } of this.#texts) {
      tell(new BlockText(block, [from, from + bytes.length], null));
      from += bytes.length;
    }
    [this.#texts, this.#size] = [[], 0];
  }
}
