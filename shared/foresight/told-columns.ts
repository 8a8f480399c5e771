import type { Told } from './learning/learner.ts';
import { NOTHING_YET, type Watched } from './observation.ts';

type Lists = readonly Watched['told'][];

/** What was foretold of many obligations, as plain data by column: with two arrays of its own for each forecast, of 100,000 open ones it takes seconds to write and to read. */
export type ToldColumns = {
  /** Of each obligation how many forecasts, and 1 more; 0 where it is not learned from. */
  readonly counts: Uint8Array;
  /** Of each forecast; the instant is NaN of one that was too late to be made. */
  readonly instants: Float64Array;
  readonly chances: Float64Array;
  readonly bases: Float64Array;
  /** How many cells and inputs each forecast has, and all of them one after the other. */
  readonly cellCounts: Uint16Array;
  readonly inputCounts: Uint16Array;
  readonly cells: Int32Array;
  readonly inputs: Float32Array;
};

export function toldColumns(lists: Lists): ToldColumns {
  const all = lists.flatMap((list) => list ?? []);
  const cellCounts = Uint16Array.from(all, (each) => each?.cells.length ?? 0);
  const inputCounts = Uint16Array.from(all, (each) => each?.inputs.length ?? 0);
  const [cells, inputs] = [new Int32Array(sumOf(cellCounts)), new Float32Array(sumOf(inputCounts))];
  let [cellsTo, inputsTo] = [0, 0];
  for (const each of all) {
    if (each === null) continue;
    cells.set(each.cells, cellsTo);
    inputs.set(each.inputs, inputsTo);
    cellsTo += each.cells.length;
    inputsTo += each.inputs.length;
  }
  return {
    counts: Uint8Array.from(lists, (list) => (list === null ? 0 : list.length + 1)),
    instants: Float64Array.from(all, (each) => each?.atMs ?? Number.NaN),
    chances: Float64Array.from(all, (each) => each?.chance ?? 0),
    bases: Float64Array.from(all, (each) => each?.base ?? 0),
    ...{ cellCounts, inputCounts, cells, inputs },
  };
}

/** Reads what stands in columns, each list when somebody asks for it. */
export class ToldReader {
  readonly #columns: ToldColumns;
  /** Of each obligation, where its forecasts begin, and of each forecast, where its cells and inputs do. */
  readonly #starts: Uint32Array;
  readonly #cellStarts: Uint32Array;
  readonly #inputStarts: Uint32Array;

  constructor(columns: ToldColumns) {
    this.#columns = columns;
    this.#starts = startsOf(columns.counts.map((count) => Math.max(0, count - 1)));
    this.#cellStarts = startsOf(columns.cellCounts);
    this.#inputStarts = startsOf(columns.inputCounts);
  }

  at(index: number): Watched['told'] {
    const count = this.#columns.counts[index] ?? 0;
    if (count <= 1) return count === 0 ? null : NOTHING_YET;
    const start = this.#starts[index] as number;
    return Array.from({ length: count - 1 }, (_, nth) => this.#forecastAt(start + nth));
  }

  #forecastAt(at: number): Told | null {
    const { instants, chances, bases, cellCounts, inputCounts, cells, inputs } = this.#columns;
    const atMs = instants[at] as number;
    if (Number.isNaN(atMs)) return null;
    const [fromCell, fromInput] = [this.#cellStarts[at] as number, this.#inputStarts[at] as number];
    return {
      atMs,
      chance: chances[at] as number,
      base: bases[at] as number,
      cells: cells.slice(fromCell, fromCell + (cellCounts[at] as number)),
      inputs: inputs.slice(fromInput, fromInput + (inputCounts[at] as number)),
    };
  }
}

function sumOf(counts: Uint16Array): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}

function startsOf(counts: Uint8Array | Uint16Array): Uint32Array {
  const starts = new Uint32Array(counts.length);
  let sum = 0;
  for (let at = 0; at < counts.length; at += 1) {
    starts[at] = sum;
    sum += counts[at] as number;
  }
  return starts;
}
