import type { KeptEvent } from '../../../shared/event/index.ts';
import { refuseUnreadable } from './file-text.ts';
import type { Delivered, ImportSink } from './import-sink.ts';
import type { Mapping } from './mapping.ts';
import { type ReadPiece, readRows } from './read-rows.ts';

export type ImportOptions = RowsOptions & { readonly mapping: Mapping };

/** Where rows go, whatever they are read from. */
export type RowsOptions = {
  readonly files: readonly string[];
  readonly sink: ImportSink;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly nowAtMs: () => number;
};

/** How files become rows. */
export type RowSource = {
  readonly rowsOf: (file: string) => AsyncIterable<ReadPiece>;
  /** Whether a bad row keeps its whole file out, or itself alone. */
  readonly onError: Mapping['onError'];
};

export type ImportProgress = { readonly file: string; readonly doneShare: number; readonly rows: number; readonly events: number };

/** A row that was refused, or an event of it that contradicts what was there before. */
export type Refusal = { readonly file: string; readonly line: number; readonly column: string | undefined; readonly reason: string };

export type ImportResult = {
  readonly rows: number;
  /** Made from the good rows. */
  readonly events: number;
  readonly accepted: number;
  readonly repeats: number;
  readonly conflicts: number;
  /** Rows that gave no events because they are wrong, and events that the sink did not take. */
  readonly refused: number;
  /** The first ones, at most `REFUSALS_SHOWN_MAX`, conflicts among them. */
  readonly refusals: readonly Refusal[];
  readonly tookMs: number;
};

export const REFUSALS_SHOWN_MAX = 1000;
/** Events that are delivered together, as many as one commit of the log takes. */
const CHUNK_EVENTS = 1000;
/** Chunks under way at once: enough that the log never waits for the next one. */
const CHUNKS_UNDER_WAY_MAX = 4;
const PROGRESS_EVERY_MS = 250;

/**
 * Reads files through a mapping into a sink. Good rows go on where others are refused, unless the mapping says
 * `reject-file`: then every file is read to its end before any event of it is delivered.
 * @throws KeptError FILE_UNREADABLE, MAPPING_INVALID, ROW_INVALID, and whatever the sink throws.
 */
export async function importFiles({ mapping, ...options }: ImportOptions): Promise<ImportResult> {
  return importRows({ rowsOf: (file) => readRows(file, mapping), onError: mapping.onError }, options);
}

/** The same for rows of any kind. @throws KeptError FILE_UNREADABLE, and whatever the source and the sink throw. */
export async function importRows(source: RowSource, options: RowsOptions): Promise<ImportResult> {
  const importing = new Importing(source, options);
  const startAtMs = options.nowAtMs();
  // A wrong name among many is told before anything is written.
  for (const file of options.files) await refuseUnreadable(file);
  for (const file of options.files) {
    if (source.onError === 'reject-file' && (await importing.refuseWhole(file))) continue;
    for await (const piece of source.rowsOf(file)) await importing.take(file, piece);
  }
  await importing.finish();
  return { ...importing.counts(), tookMs: options.nowAtMs() - startAtMs };
}

type Chunk = { readonly file: string; readonly events: KeptEvent[]; readonly lines: number[] };

class Importing {
  readonly #source: RowSource;
  readonly #options: RowsOptions;
  readonly #underWay: Promise<void>[] = [];
  readonly #refusals: Refusal[] = [];
  #chunk: Chunk = { file: '', events: [], lines: [] };
  #rows = 0;
  #events = 0;
  #accepted = 0;
  #repeats = 0;
  #conflicts = 0;
  #refused = 0;
  #toldAtMs = Number.NEGATIVE_INFINITY;

  constructor(source: RowSource, options: RowsOptions) {
    this.#source = source;
    this.#options = options;
  }

  counts(): Omit<ImportResult, 'tookMs'> {
    const { files } = this.#options;
    return {
      rows: this.#rows,
      events: this.#events,
      accepted: this.#accepted,
      repeats: this.#repeats,
      conflicts: this.#conflicts,
      refused: this.#refused,
      // A conflict is known later than a wrong row, when its chunk is answered.
      refusals: this.#refusals.toSorted((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line),
    };
  }

  async take(file: string, { outcomes, doneShare }: ReadPiece): Promise<void> {
    for (const outcome of outcomes) {
      this.#rows += 1;
      if ('reason' in outcome) {
        this.#refuse({ file, ...outcome });
        continue;
      }
      if (this.#chunk.file !== file) await this.#send(file);
      for (const event of outcome.events) {
        this.#chunk.events.push(event);
        this.#chunk.lines.push(outcome.line);
      }
      if (this.#chunk.events.length >= CHUNK_EVENTS) await this.#send(file);
    }
    this.#tell(file, doneShare);
  }

  /** Reads a file without delivering anything. True when a row of it is wrong; all its wrong rows are then noted. */
  async refuseWhole(file: string): Promise<boolean> {
    const before = this.#refused;
    let rows = 0;
    for await (const { outcomes } of this.#source.rowsOf(file)) {
      rows += outcomes.length;
      for (const outcome of outcomes) if ('reason' in outcome) this.#refuse({ file, ...outcome });
    }
    if (this.#refused > before) this.#rows += rows;
    return this.#refused > before;
  }

  async finish(): Promise<void> {
    await this.#send('');
    await Promise.all(this.#underWay);
  }

  /** Hands the chunk over, waiting while too many are under way, and begins another one for `file`. */
  async #send(file: string): Promise<void> {
    const chunk = this.#chunk;
    this.#chunk = { file, events: [], lines: [] };
    if (chunk.events.length === 0) return;
    this.#events += chunk.events.length;
    if (this.#underWay.length >= CHUNKS_UNDER_WAY_MAX) await this.#underWay.shift();
    const delivery = this.#options.sink.deliver(chunk.events).then((delivered) => this.#count(chunk, delivered));
    // A failure is thrown where the delivery is awaited; until then it is not unhandled.
    delivery.catch(() => {});
    this.#underWay.push(delivery);
  }

  #count(chunk: Chunk, { accepted, repeats, refused }: Delivered): void {
    this.#accepted += accepted;
    this.#repeats += repeats;
    for (const { index, isConflict, reason } of refused) {
      if (isConflict) this.#conflicts += 1;
      this.#refuse({ file: chunk.file, line: chunk.lines[index] ?? 0, column: undefined, reason }, isConflict ? 0 : 1);
    }
  }

  #refuse({ file, line, column, reason }: Refusal, count = 1): void {
    this.#refused += count;
    if (this.#refusals.length < REFUSALS_SHOWN_MAX) this.#refusals.push({ file, line, column, reason });
  }

  #tell(file: string, doneShare: number): void {
    const nowAtMs = this.#options.nowAtMs();
    if (nowAtMs - this.#toldAtMs < PROGRESS_EVERY_MS) return;
    this.#toldAtMs = nowAtMs;
    this.#options.onProgress?.({ file, doneShare, rows: this.#rows, events: this.#events });
  }
}
