import type { Waiting } from '../items/items.ts';
import type { Open } from '../state.ts';

/** Texts of many items, one behind the other as UTF-8. One that is packed is unpacked when its bytes are asked for. */
export type TextBlock = {
  /** How many bytes it has. */
  readonly size: number;
  readonly bytes: Uint8Array;
};

const DECODER = new TextDecoder();

/** The text of an item in a block, until somebody asks for it. */
export class BlockText implements Waiting {
  readonly block: TextBlock;
  readonly from: number;
  readonly to: number;
  readonly open: Open | null;

  constructor(block: TextBlock, [from, to]: readonly [number, number], open: Open | null) {
    this.block = block;
    this.from = from;
    this.to = to;
    this.open = open;
  }

  get length(): number {
    return this.to - this.from;
  }

  get text(): string {
    return DECODER.decode(this.block.bytes.subarray(this.from, this.to));
  }
}
