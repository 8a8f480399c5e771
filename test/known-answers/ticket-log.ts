import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadBook } from '../../server/command/book-file.ts';
import { type ImportResult, importFiles, logSink, readMapping } from '../../server/intake/index.ts';
import { SystemClock } from '../../server/live/index.ts';
import { SqliteLog } from '../../server/log/index.ts';
import type { Obligation } from '../../shared/clock/index.ts';
import { advance, applyBatch, type EngineState, emptyState, type Item } from '../../shared/engine/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import type { Tally } from '../../shared/measure/index.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const HOUR_MS = 3_600_000;

/** A table of the known answers. */
export type Table = { readonly columns: readonly string[]; readonly rows: readonly (readonly unknown[])[] };

/** What the product made of a set, and what is known of it. */
export type TicketLog = {
  readonly state: EngineState;
  readonly events: readonly KeptEvent[];
  readonly imported: ImportResult;
  readonly known: ReadonlyMap<string, unknown>;
};

/** The path of a file of the data folder, which may be absent. */
export function dataFile(path: string): string {
  return here(`../../../shared/data/${path}`);
}

/** A file imported through an example's mapping into a log on disk, read back, folded and judged as of today. */
export async function ticketLog(example: string, file: string): Promise<TicketLog> {
  const { figures } = JSON.parse(readFileSync(dataFile('KNOWN-ANSWERS.json'), 'utf8')) as {
    readonly figures: readonly { readonly id: string; readonly value: unknown }[];
  };
  const folder = mkdtempSync(join(tmpdir(), `kept-${example}-`));
  try {
    const clock = new SystemClock();
    const log = await SqliteLog.open({ folder, clock });
    const path = here(`../../examples/${example}/mapping.yaml`);
    const mapping = readMapping(readFileSync(path, 'utf8'), path);
    const imported = await importFiles({ mapping, files: [file], sink: logSink(log), nowAtMs: () => clock.nowAtMs() });
    const events = (await Array.fromAsync(log.read(0))).flatMap((batch) => batch.events);
    await log.close();
    const state = judged(example, events, clock.nowAtMs());
    return { state, events, imported, known: new Map(figures.map(({ id, value }) => [id, value])) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Events received together at an instant and judged by an example's book as of then. */
export function judged(example: string, events: readonly KeptEvent[], nowAtMs: number): EngineState {
  const state = emptyState(loadBook(here(`../../examples/${example}/book.yaml`)).book);
  applyBatch(state, { firstPlace: 1, receivedAtMs: nowAtMs, events });
  advance(state, nowAtMs);
  return state;
}

/** The obligations of a promise on all items, those of one item in their order. */
export function obligationsOf({ state }: Pick<TicketLog, 'state'>, promise: string): readonly Obligation[] {
  return [...state.items.values()].flatMap((item) => item.obligations.filter((obligation) => obligation.promise === promise));
}

/** From opening to met, in ms, of those that were met, kept or not. */
export function durationsMs(obligations: readonly Obligation[]): readonly number[] {
  return obligations.flatMap(({ openedAtMs, metAtMs }) => (metAtMs === null ? [] : [metAtMs - openedAtMs]));
}

/** The marks of one type on an item, in the product's order. */
export function marksOf(item: Item, type: string): Item['marks'] {
  return item.marks.filter((mark) => mark.type === type);
}

/** How often each name occurs. */
export function tallied(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/** The windows of a line in which something was judged, in their order. */
export function talliesOf(state: EngineState, line: string): readonly Tally[] {
  const all = [...(state.lines.get(line)?.tallies.values() ?? [])];
  return all.filter(({ kept, broken }) => kept + broken > 0).sort((a, b) => a.fromAtMs - b.fromAtMs);
}

/** Verdicts on all obligations of a promise, from its windows: of what was kept or broken, how much was kept. */
export function verdictsOf({ state }: TicketLog, line: string) {
  const tallies = talliesOf(state, line);
  const num = tallies.reduce((sum, { kept }) => sum + kept, 0);
  const den = tallies.reduce((sum, { kept, broken }) => sum + kept + broken, 0);
  return { num, den, value: six(num / den) };
}

/** To six digits, as the known answers are rounded. */
export function six(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

export function hours(ms: number): number {
  return six(ms / HOUR_MS);
}

/** Hours of a list of durations, by the definitions that the known answers have in common. */
export function spreadOf(durations: readonly number[]) {
  const sorted = durations.toSorted((a, b) => a - b);
  const n = sorted.length;
  const median = ((sorted[Math.floor((n - 1) / 2)] ?? 0) + (sorted[Math.floor(n / 2)] ?? 0)) / 2;
  return {
    n,
    mean: hours(sumOf(sorted) / n),
    median: hours(median),
    p90: hours(sorted[Math.ceil(0.9 * n) - 1] ?? 0),
    max: hours(sorted[n - 1] ?? 0),
    total: hours(sumOf(sorted)),
  };
}
