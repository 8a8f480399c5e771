import type { Book, Warn } from '../../shared/book/index.ts';
import { dateText, type Zone } from '../../shared/calendar/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { DAY_MS } from '../../shared/event/index.ts';
import { isFarAhead } from '../../shared/foresight/index.ts';
import { type Course, type MomentScore, type PromiseScore, scoreOf, type ThresholdAt } from '../../shared/score/index.ts';
import { type ImportResult, importFiles, type Mapping, readMapping } from '../intake/index.ts';
import { SystemClock } from '../live/index.ts';
import { EventTape, foretoldCourses } from '../score/index.ts';
import { loadBook } from './book-file.ts';
import { readText } from './read-text.ts';
import { type ScoreOptions, scoreOptions } from './score-options.ts';
import { scoreText } from './score-text.ts';

export type ScoreIo = { readonly stdout: { write(text: string): unknown }; readonly stderr: { write(text: string): unknown } };

/** What `kept score --json` prints. Instants are epoch ms. */
export type ScoreAnswer = {
  readonly book: string;
  readonly events: number;
  readonly rowsRefused: number;
  readonly promises: { readonly [id: string]: PromiseAnswer };
};

/** The score of a promise: how many were learned from before the first that is scored, and with `--by-month` each month by its date. */
export type PromiseAnswer = PromiseScore & {
  readonly fromAtMs: number;
  readonly learned: number;
  /** When it warns. */
  readonly warn: Warn;
  readonly months?: { readonly [month: string]: readonly MomentScore[] };
};

/**
 * `kept score --book B --mapping M [--warm-up FILE…] --data FILE… [--split 0.7] [--promise ID…] [--at MOMENT…] [--min-cases N] [--json]`:
 * foretells a history as it would have been foretold while it happened, and says how good that was.
 * @throws KeptError USAGE, FILE_UNREADABLE, MAPPING_INVALID and those of the book.
 */
export async function scoreCommand(args: readonly string[], io: ScoreIo): Promise<number> {
  const options = scoreOptions(args);
  const answer = await scored(options, (text) => io.stderr.write(text));
  io.stdout.write(options.isJson ? `${JSON.stringify(answer)}\n` : scoreText(answer));
  return 0;
}

/** The scores of a history. @param tell is told how far it is. */
export async function scored(options: ScoreOptions, tell: (text: string) => void): Promise<ScoreAnswer> {
  const { book } = loadBook(options.book);
  for (const id of options.promises) if (!promiseIds(book).has(id)) throw new KeptError('USAGE', `The book has no promise ${id}.`);
  const mapping = readMapping(readText(options.mapping), options.mapping);
  const tape = new EventTape();
  const warmUp = await readInto(tape, mapping, options.warmUp);
  tape.mark();
  const data = await readInto(tape, mapping, options.data);
  tell(`${tape.size} events are read\n`);
  const all = foretoldCourses(book, tape).filter(({ promise }) => options.promises.length === 0 || options.promises.includes(promise));
  const promises = all.flatMap(({ id, promise, courses, thresholdAt }) => {
    const counted = courses.filter(({ cases }) => cases === null || cases >= options.casesMin);
    const fromAtMs = options.split === null ? tape.markedAtMs : startAt(counted, options.split);
    const answer = promiseAnswer(counted, { fromAtMs, thresholdAt, warn: warnOf(book, promise), zone: book.zone, options });
    return answer.moments.length === 0 ? [] : [[id, answer] as const];
  });
  return { book: book.id, events: tape.size, rowsRefused: warmUp.refused + data.refused, promises: Object.fromEntries(promises) };
}

type Asked = {
  readonly fromAtMs: number;
  readonly thresholdAt: ThresholdAt;
  readonly warn: Warn;
  readonly zone: Zone;
  readonly options: ScoreOptions;
};

function promiseAnswer(courses: readonly Course[], { fromAtMs, thresholdAt, warn, zone, options }: Asked): PromiseAnswer {
  const isWanted = ({ moment }: MomentScore) => options.moments.length === 0 || options.moments.includes(moment);
  const scoreIn = (from: number, toAtMs: number) => scoreOf(courses, { fromAtMs: from, toAtMs, thresholdAt });
  const score = scoreIn(fromAtMs, Number.POSITIVE_INFINITY);
  const learned = courses.filter((course) => (firstAtMs(course) ?? fromAtMs) < fromAtMs).length;
  const answer = { fromAtMs, learned, warn, ...score, moments: score.moments.filter(isWanted) };
  if (!options.isByMonth) return answer;
  const months = monthsIn(courses, fromAtMs, zone).map(
    ([month, from, toAtMs]) => [month, scoreIn(Math.max(fromAtMs, from), toAtMs).moments.filter(isWanted)] as const,
  );
  return { ...answer, months: Object.fromEntries(months) };
}

/** The months of the book's zone in which something was foretold, each with its instants. */
function monthsIn(courses: readonly Course[], fromAtMs: number, zone: Zone): readonly (readonly [string, number, number])[] {
  const spans = new Map<string, readonly [string, number, number]>();
  for (const { foretold } of courses) {
    for (const { atMs } of foretold) {
      if (atMs < fromAtMs || spans.values().some(([, from, to]) => atMs >= from && atMs < to)) continue;
      const month = dateText(zone.localDayOf(atMs)).slice(0, 7);
      const [year = 0, nth = 0] = month.split('-').map(Number);
      const startOf = (index: number) => zone.startOfLocalDay(Date.UTC(year, index, 1) / DAY_MS);
      spans.set(month, [month, startOf(nth - 1), startOf(nth)]);
    }
  }
  return [...spans.values()].sort(([, a], [, b]) => a - b);
}

async function readInto(tape: EventTape, mapping: Mapping, files: readonly string[]): Promise<ImportResult> {
  const clock = new SystemClock();
  const sink = {
    deliver: async (events: Parameters<typeof tape.pushAll>[0]) => {
      tape.pushAll(events);
      return { accepted: events.length, repeats: 0, refused: [] };
    },
  };
  return importFiles({ mapping, files, sink, nowAtMs: () => clock.nowAtMs() });
}

/** When it was foretold first, apart from the moments hours ahead: a day's timetable is opened, and some of it foretold, at one instant. */
function firstAtMs({ foretold }: Course): number | undefined {
  return foretold.find(({ moment }) => !isFarAhead(moment))?.atMs;
}

/** When the share of them that is learned from has been foretold. */
function startAt(courses: readonly Course[], share: number): number {
  const firsts = courses.flatMap((course) => firstAtMs(course) ?? []).sort((a, b) => a - b);
  return firsts[Math.floor(share * firsts.length)] ?? 0;
}

/** A promise says when it warns, or the book's thresholds do. */
function warnOf({ versions, thresholds: { likely } }: Book, id: string): Warn {
  return versions.at(-1)?.promises.find((promise) => promise.id === id)?.warn ?? { kind: 'chance', value: likely };
}

function promiseIds({ versions }: Book): ReadonlySet<string> {
  return new Set(versions.flatMap(({ promises }) => promises.map(({ id }) => id)));
}
