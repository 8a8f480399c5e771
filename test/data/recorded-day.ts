import { LiveEngine } from '../../server/live/index.ts';
import { MemoryLog } from '../../server/log/index.ts';
import type { EngineState } from '../../shared/engine/index.ts';
import type { Batch, KeptEvent } from '../../shared/event/index.ts';
import { DeskRows, wallView } from '../../shared/view/index.ts';
import { bookOf, DEPARTURES_BOOK, departuresDay, HOUR_MS, MINUTE_MS, seededRandom } from '../simulation/world.ts';
import { HandClock } from './hand-clock.ts';

/** What live showed after everything that had come by an instant. */
export type Recorded = { readonly atMs: number; readonly place: number; readonly wall: string; readonly desk: string };
export type RecordedDay = { readonly batches: readonly Batch[]; readonly recorded: readonly Recorded[] };

export const RECORDED_START_MS = Date.UTC(2013, 6, 1, 8);
const SHARE_LATE = 0.15;
const LATE_MS_MAX = 50 * MINUTE_MS;

export type DayOptions = {
  /** Whether some events come late. */
  readonly isLate?: boolean;
  /** The book of the second half of the day, which restates. */
  readonly secondBook?: string;
  readonly hours?: number;
  /** Stretches in which nothing is received. */
  readonly silentHours?: readonly [fromHour: number, toHour: number];
};

/** A simulated day of the real live engine over a log, with every view that it showed. */
export async function recordedDay(seed: number, options: DayOptions = {}): Promise<RecordedDay> {
  const { isLate = false, secondBook, hours = 12 } = options;
  const clock = new HandClock(RECORDED_START_MS - 8 * HOUR_MS);
  const log = new MemoryLog({ clock });
  const live = new LiveEngine({ log, clock, book: bookOf(DEPARTURES_BOOK) });
  await live.start();
  await putBook(live, clock, 'first', DEPARTURES_BOOK);
  const recorded: Recorded[] = [];
  let isChangingBook = false; // Until the log is judged by the new book, live shows the old one: a replay has it from its entry on.
  const record = () => isChangingBook || recorded.push(recordOf(live.state));
  live.onChange(record);
  const coming = arrivals(seed, isLate, options.silentHours);
  for (let minute = 0; minute <= hours * 60; minute += 1) {
    const atMs = RECORDED_START_MS - 8 * HOUR_MS + minute * MINUTE_MS;
    clock.moveTo(atMs);
    const due: KeptEvent[] = [];
    while (coming[0] !== undefined && coming[0].atMs <= atMs) due.push((coming.shift() as (typeof coming)[number]).event);
    if (due.length > 0) await appended(log.append(due), clock);
    if (secondBook !== undefined && minute === hours * 30) {
      clock.moveTo(clock.nowAtMs() + 1);
      isChangingBook = true;
      await putBook(live, clock, 'second', secondBook);
      await live.changeBook(bookOf(secondBook));
      isChangingBook = false;
      record();
    }
  }
  live.stop();
  return { batches: await Array.fromAsync(log.read(0)), recorded: lastOfEach(recorded) };
}

async function putBook(live: LiveEngine, clock: HandClock, hash: string, text: string): Promise<void> {
  const put = live.command({ type: 'put-book', text, bases: {}, restate: true, hash, by: 'console', atMs: clock.nowAtMs() });
  await appended(put, clock);
}

/** Lets the group commit's wait pass. */
async function appended<T>(receipts: Promise<T>, clock: HandClock): Promise<T> {
  clock.moveTo(clock.nowAtMs() + 5);
  return receipts;
}

function arrivals(seed: number, isLate: boolean, silent: DayOptions['silentHours']) {
  const random = seededRandom(seed + 1);
  const hourOf = (atMs: number) => (atMs - RECORDED_START_MS) / HOUR_MS + 8;
  return departuresDay(seed, RECORDED_START_MS, 60)
    .map((event) => {
      const lateMs = isLate && event.type !== 'feed.heartbeat' && random() < SHARE_LATE ? random() * LATE_MS_MAX : 0;
      return { event, atMs: Date.parse(event.time) + lateMs };
    })
    .filter(({ atMs }) => silent === undefined || hourOf(atMs) < silent[0] || hourOf(atMs) > silent[1])
    .sort((a, b) => a.atMs - b.atMs);
}

/** The view of a wall and that of a desk, whose rows come in no order, as text. */
export function recordOf(state: EngineState): Recorded {
  const { head, rows } = new DeskRows(state, { banner: null }).view;
  const desk = JSON.stringify({ head, rows: rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)) });
  return { atMs: state.nowAtMs, place: state.place, wall: JSON.stringify(wallView(state, { boardId: 'wall', banner: null })), desk };
}

function lastOfEach(recorded: readonly Recorded[]): readonly Recorded[] {
  return recorded.filter(({ atMs }, index) => recorded[index + 1]?.atMs !== atMs);
}
