import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadBook } from '../../server/command/book-file.ts';
import { type ImportResult, importFiles, readMapping } from '../../server/intake/index.ts';
import { SystemClock } from '../../server/live/index.ts';
import { dateText } from '../../shared/calendar/index.ts';
import { advance, applyBatch, type EngineState, emptyState, lineIdOf } from '../../shared/engine/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import { type DepartureFigures, departureFigures, type Verdicts } from './departure-figures.ts';
import { dataFile, type Table } from './ticket-log.ts';

const clock = new SystemClock();

export type DepartureSet = {
  readonly example: string;
  readonly file: string;
  /** Events whose subjects begin alike are judged together: a stretch of the file, which is in the order of its dates. */
  readonly stretchOf: (subject: string) => string;
  /** Looks at the items of a stretch before they are let go. */
  readonly look?: (stretch: string, state: EngineState) => void;
};

/** The windows of all stretches of a set, added up: those of one stretch each, or of a month that was judged in parts. */
export class Windows {
  readonly #verdicts = new Map<string, Verdicts>();
  readonly #groups = new Map<string, Set<string>>();
  readonly #dates = new Map<string, Set<string>>();

  add(state: EngineState): void {
    for (const { promise, group, tallies } of state.lines.values()) {
      for (const { fromAtMs, kept, broken } of tallies.values()) {
        if (kept + broken === 0) continue;
        const date = dateText(state.book.zone.localDayOf(fromAtMs));
        const key = keyOf(promise, group, date);
        const before = this.#verdicts.get(key) ?? { kept: 0, broken: 0 };
        this.#verdicts.set(key, { kept: before.kept + kept, broken: before.broken + broken });
        this.#dates.getOrInsertComputed(lineIdOf(promise, group), () => new Set()).add(date);
        if (group !== null) this.#groups.getOrInsertComputed(promise, () => new Set()).add(group);
      }
    }
  }

  /** The dates on which windows of a line begin. */
  dates(promise: string, group: string | null): readonly string[] {
    return [...(this.#dates.get(lineIdOf(promise, group)) ?? [])].sort();
  }

  /** What a window that begins on a date has; nothing where there is none. */
  verdicts(promise: string, group: string | null, date: string): Verdicts {
    return this.#verdicts.get(keyOf(promise, group, date)) ?? { kept: 0, broken: 0 };
  }

  /** The events that a count has in all windows. */
  counted(promise: string, group: string | null): number {
    return this.dates(promise, group).reduce((sum, date) => sum + this.verdicts(promise, group, date).broken, 0);
  }

  /** The groups of a promise, by code point. */
  groups(promise: string): readonly string[] {
    return [...(this.#groups.get(promise) ?? [])].sort();
  }

  /**
   * A share of departures and the count of those cancelled, whose promise has the same name with `-cancelled`: of some groups over
   * some windows.
   */
  departures(promise: string, groups: readonly (string | null)[], dates: readonly string[]): DepartureFigures {
    const [all, cancelled] = [promise, `${promise}-cancelled`].map((id) =>
      groups.flatMap((group) => dates.map((date) => this.verdicts(id, group, date))),
    );
    const sum = (some: readonly Verdicts[] = []) => ({
      kept: some.reduce((total, { kept }) => total + kept, 0),
      broken: some.reduce((total, { broken }) => total + broken, 0),
    });
    return departureFigures(sum(all), sum(cancelled).broken);
  }
}

function keyOf(promise: string, group: string | null, date: string): string {
  return `${lineIdOf(promise, group)} ${date}`;
}

/**
 * Imports a set of departures through an example's mapping and judges it by the example's book as of today, one stretch of the
 * file at a time: a year of a country's trains does not fit into memory at once, and no window of a day reaches over a stretch.
 */
export async function departureWindows({ example, file, stretchOf, look }: DepartureSet) {
  const windows = new Windows();
  const { book } = loadBook(exampleFile(example, 'book.yaml'));
  let state = emptyState(book);
  let current = '';
  let place = 1;
  const close = (): void => {
    advance(state, clock.nowAtMs());
    windows.add(state);
    look?.(current, state);
    state = emptyState(book);
    place = 1;
  };
  const judge = (events: readonly KeptEvent[]): void => {
    applyBatch(state, { firstPlace: place, receivedAtMs: clock.nowAtMs(), events });
    place += events.length;
  };
  const deliver = async (events: readonly KeptEvent[]) => {
    for (const part of stretchesIn(events, stretchOf)) {
      if (part.stretch !== current && current !== '') close();
      current = part.stretch;
      judge(part.events);
    }
    return { accepted: events.length, repeats: 0, refused: [] };
  };
  const path = exampleFile(example, 'mapping.yaml');
  const mapping = readMapping(readFileSync(path, 'utf8'), path);
  const imported: ImportResult = await importFiles({ mapping, files: [file], sink: { deliver }, nowAtMs: () => clock.nowAtMs() });
  close();
  return { windows, imported };
}

function exampleFile(example: string, name: string): string {
  return fileURLToPath(new URL(`../../examples/${example}/${name}`, import.meta.url));
}

function stretchesIn(events: readonly KeptEvent[], stretchOf: DepartureSet['stretchOf']) {
  const parts: { readonly stretch: string; readonly events: KeptEvent[] }[] = [];
  for (const event of events) {
    const stretch = stretchOf(event.subject);
    if (parts.at(-1)?.stretch !== stretch) parts.push({ stretch, events: [] });
    parts.at(-1)?.events.push(event);
  }
  return parts;
}

/** The known figures of a set by their ids. */
export function knownFigures(prefix: string): ReadonlyMap<string, unknown> {
  const { figures } = JSON.parse(readFileSync(dataFile('KNOWN-ANSWERS.json'), 'utf8')) as {
    readonly figures: readonly { readonly id: string; readonly value: unknown }[];
  };
  return new Map(figures.filter(({ id }) => id.startsWith(prefix)).map(({ id, value }) => [id, value]));
}

/** A known table with the product's rows in place of its own, each the name that the row begins with and its figures. */
export function tableOf({ columns }: Table, names: readonly string[], figuresOf: (name: string) => DepartureFigures): Table {
  return { columns, rows: names.map((name) => [name, ...Object.values(figuresOf(name))]) };
}

/** Decimals of the known answers are rounded to six digits, and count as met within one of the last. */
const DECIMALS_TOLERANCE = 1.000_001e-6;

/** The product's value with each decimal in the rounding of the known one where the two agree; everything else as it is. */
export function roundedAs(known: unknown, got: unknown): unknown {
  if (typeof known === 'number' && typeof got === 'number') {
    const isMet = !Number.isInteger(known) && Math.abs(known - got) <= DECIMALS_TOLERANCE;
    return isMet ? known : got;
  }
  if (Array.isArray(got)) return got.map((value: unknown, index) => roundedAs(Array.isArray(known) ? known[index] : undefined, value));
  if (typeof got !== 'object' || got === null) return got;
  const other = typeof known === 'object' && known !== null ? new Map(Object.entries(known)) : new Map<string, unknown>();
  return Object.fromEntries(Object.entries(got).map(([key, value]: [string, unknown]) => [key, roundedAs(other.get(key), value)]));
}
