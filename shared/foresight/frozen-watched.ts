import type { Obligation } from '../clock/index.ts';
import type { Watched } from './observation.ts';
import { nameOf } from './order-of.ts';
import { type ToldColumns, ToldReader, toldColumns } from './told-columns.ts';

/** Obligations that foresight follows beside those that are open, as plain data: each is read when somebody asks for it. */
export type WatchedData = {
  /** A list of JSON. */
  readonly names: string;
  /** Their obligations as JSON in UTF-8, one behind the other, and where each ends. */
  readonly texts: Uint8Array;
  readonly ends: Uint32Array;
  readonly told: ToldColumns;
};

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

export function frozenWatched(all: readonly Watched[]): WatchedData {
  const lines = all.map(({ obligation }) => JSON.stringify(obligation));
  const bytes = new Uint8Array(lines.reduce((sum, { length }) => sum + 3 * length, 0));
  const ends = new Uint32Array(all.length);
  let end = 0;
  for (const [at, line] of lines.entries()) {
    end += ENCODER.encodeInto(line, bytes.subarray(end)).written;
    ends[at] = end;
  }
  const names = JSON.stringify(all.map(({ obligation }) => nameOf(obligation)));
  return { names, texts: bytes.slice(0, end), ends, told: toldColumns(all.map(({ told }) => told)) };
}

export function thawedWatched({ names, texts, ends, told }: WatchedData): readonly (readonly [name: string, watched: Watched])[] {
  const reader = new ToldReader(told);
  return (JSON.parse(names) as string[]).map((name, at) => {
    const read = () => JSON.parse(DECODER.decode(texts.subarray(ends[at - 1] ?? 0, ends[at]))) as Obligation;
    return [name, new ThawedWatched(read, () => reader.at(at))];
  });
}

class ThawedWatched implements Watched {
  #readObligation: (() => Obligation) | null;
  #readTold: (() => Watched['told']) | null;
  #obligation: Obligation | null = null;
  #told: Watched['told'] = null;

  constructor(readObligation: () => Obligation, readTold: () => Watched['told']) {
    this.#readObligation = readObligation;
    this.#readTold = readTold;
  }

  get obligation(): Obligation {
    if (this.#readObligation !== null) this.obligation = this.#readObligation();
    return this.#obligation as Obligation;
  }

  set obligation(obligation: Obligation) {
    this.#readObligation = null;
    this.#obligation = obligation;
  }

  get told(): Watched['told'] {
    if (this.#readTold !== null) this.told = this.#readTold();
    return this.#told;
  }

  set told(told: Watched['told']) {
    this.#readTold = null;
    this.#told = told;
  }
}
