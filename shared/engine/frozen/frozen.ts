import type { Book, BookPromise } from '../../book/index.ts';
import type { Obligation } from '../../clock/index.ts';
import { assert } from '../../error/index.ts';
import {
  AvailabilityForecaster,
  type ForesightData,
  type LiveScores,
  type UptimeLesson,
  type Watched,
  type WindowForesightData,
} from '../../foresight/index.ts';
import type { Change } from '../change.ts';
import type { ComplaintsData } from '../complaints/complaints.ts';
import type { IncidentClaims } from '../complaints/incidents.ts';
import { emptyState, type StateOptions } from '../empty-state.ts';
import type { Elsewhere } from '../items/elsewhere.ts';
import { itemOf } from '../items/items.ts';
import type { Shelf } from '../items/shelf.ts';
import type { BillsData } from '../money/bills.ts';
import type { Deed } from '../money/deeds.ts';
import type { BookTexts } from '../people/put-book.ts';
import type { RegistersData } from '../registers.ts';
import type { EngineState, FeedHealth, SubjectLine } from '../state.ts';
import type { WakesData } from '../wake-queue.ts';
import { thresholdOf } from '../warnings/warn.ts';
import type { WarningsData } from '../warnings/warnings.ts';
import { type DutiesData, frozenDuties, thawDuties } from './frozen-duties.ts';
import { frozenLines, type LinesData, thawLines } from './frozen-lines.ts';
import { frozenItems, hangOn, type ItemsData, thawItems } from './frozen-open.ts';
import { type PackBlock, plainBlock } from './frozen-texts.ts';
import { itemFrom } from './item-text.ts';
import { promisesOf } from './promises-of.ts';

type FeedData = Pick<FeedHealth, 'state' | 'lastSeenAtMs' | 'watched'> & { readonly stretches: Float64Array; readonly waiting: WakesData };
type SubjectData = Omit<SubjectLine, 'uptimes' | 'targetAt'>;
type Ledger = EngineState['windowLedger'];

/**
 * A state as plain data that a structured clone keeps: texts, numbers, columns and maps of them. What follows from the book, and what
 * is only remembered so as not to be worked out again, is not in it. It shares parts with the state: it is to be written away before
 * the state goes on.
 */
export type Frozen = {
  readonly place: number;
  readonly nowAtMs: number;
  readonly items: ItemsData;
  readonly lines: LinesData;
  readonly subjects: readonly SubjectData[];
  readonly feeds: readonly FeedData[];
  readonly registers: RegistersData;
  readonly incidents: ReturnType<IncidentClaims['data']>;
  readonly complaints: ComplaintsData;
  readonly strays: Elsewhere['strays'];
  readonly duties: DutiesData;
  readonly bills: BillsData;
  readonly windowLedger: Pick<Ledger, 'written' | 'unsettledFrom' | 'billed' | 'joined'>;
  readonly foresight: ForesightData;
  readonly windows: WindowForesightData;
  /** By subject: what was owed on it when foresight was told of it last. */
  readonly scores: ReturnType<LiveScores['data']>;
  readonly warnings: WarningsData;
  readonly warnThresholds: readonly (readonly [promise: number, data: unknown])[];
  readonly untold: readonly (readonly [subject: string, before: readonly Obligation[]])[];
  readonly uptimeForecasters: readonly (readonly [promise: string, learned: UptimeLesson])[];
  readonly wakes: WakesData;
  readonly dirty: { readonly items: readonly string[]; readonly lines: readonly string[]; readonly subjects: readonly string[] };
  readonly touchedEnd: number;
  readonly recent: readonly Change[];
  readonly deeds: readonly Deed[];
  readonly scalars: Scalars;
};

type Scalars = Pick<
  EngineState,
  'hasClosings' | 'bookHash' | 'unused' | 'secondAsked' | 'minuteAsked' | 'foresightAtMs' | 'toldPlace' | 'thresholdsDay'
> & {
  readonly bookInLog: BookTexts | null;
};

/** @param pack keeps a block of texts. The state may go on once what it shares is written away. */
export function freeze(state: EngineState, pack: PackBlock = plainBlock): Frozen {
  assert(state.isFollowed, 'a state that was judged at once is not gone on with');
  const { hasClosings, bookHash, unused, secondAsked, minuteAsked, foresightAtMs, toldPlace, thresholdsDay, bookInLog } = state;
  const { written, unsettledFrom, billed, joined } = state.windowLedger;
  return {
    place: state.place,
    nowAtMs: state.nowAtMs,
    items: frozenItems(state, pack),
    lines: frozenLines(state),
    subjects: [...state.subjects.values()].map(({ uptimes, targetAt, ...line }) => line),
    feeds: state.feeds.map(frozenFeed),
    registers: state.registers.data(),
    incidents: state.incidents.data(),
    complaints: state.complaints.data(),
    strays: state.elsewhere.strays,
    duties: frozenDuties(state),
    bills: state.bills.data(),
    windowLedger: { written, unsettledFrom, billed, joined },
    foresight: frozenForesight(state),
    windows: state.windows.data(),
    scores: state.scores.data(),
    warnings: state.warnings.data(),
    warnThresholds: [...state.warnThresholds].map(([promise, threshold]) => [promisesOf(state.book).indexOf(promise), threshold.data()]),
    untold: [...state.untold].map(([{ subject }, before]) => [subject, before]),
    uptimeForecasters: [...state.uptimeForecasters].map(([promise, forecaster]) => [promise, forecaster.data()]),
    wakes: state.wakes.data(),
    dirty: { items: [...state.dirtyItems], lines: [...state.dirtyLines], subjects: [...state.dirtySubjects] },
    touchedEnd: state.touched.end,
    recent: state.recent,
    deeds: state.deeds,
    scalars: { hasClosings, bookHash, unused, secondAsked, minuteAsked, foresightAtMs, toldPlace, thresholdsDay, bookInLog },
  };
}

/**
 * The state that was frozen: going on from it gives what going on from the original gives.
 * @param book of the same text as the one that it was folded by.
 * @param data this state alone may have it from now on. @param shelf what was put away until then. @param options of the going on.
 */
export function thaw(book: Book, data: Frozen, shelf: Shelf | null = null, options: StateOptions = {}): EngineState {
  const state = emptyState(book, options);
  state.place = data.place;
  state.nowAtMs = data.nowAtMs;
  useShelf(state, shelf);
  thawItems(state, data.items);
  thawLines(state, data.lines);
  for (const line of data.subjects) state.subjects.set(line.id, { ...line, uptimes: new Map(), targetAt: null });
  data.feeds.forEach((feed, at) => {
    thawFeed(state.feeds[at] as FeedHealth, feed);
  });
  thawRest(state, data);
  return state;
}

function thawRest(state: EngineState, data: Frozen): void {
  state.registers.restore(data.registers);
  state.incidents.restore(data.incidents);
  state.complaints.restore(data.complaints);
  for (const [key, strays] of data.strays) state.elsewhere.strays.set(key, strays);
  thawDuties(state, data.duties);
  state.bills.restore(data.bills);
  thawLedger(state.windowLedger, data.windowLedger);
  state.foresight.restore(data.foresight, [...state.open.values()]);
  state.windows.restore(data.windows);
  state.scores.restore(data.scores);
  state.warnings.restore(data.warnings);
  for (const [at, threshold] of data.warnThresholds) thresholdOf(state, promisesOf(state.book)[at] as BookPromise).restore(threshold);
  for (const [subject, before] of data.untold) state.untold.set(itemOf(state, subject), before);
  for (const [promise, learned] of data.uptimeForecasters) {
    const forecaster = new AvailabilityForecaster();
    forecaster.learn(learned, 1);
    state.uptimeForecasters.set(promise, forecaster);
  }
  state.wakes.restore(data.wakes);
  state.touched.restore(data.touchedEnd);
  state.recent.push(...data.recent);
  state.deeds.push(...data.deeds);
  state.dirtyLines.clear(); // Making lines has marked them.
  for (const subject of data.dirty.items) state.dirtyItems.add(subject);
  for (const line of data.dirty.lines) state.dirtyLines.add(line);
  for (const line of data.dirty.subjects) state.dirtySubjects.add(line);
  Object.assign(state, data.scalars);
}

function frozenForesight({ open, foresight }: EngineState): ForesightData {
  const numbers = new Map<Watched, number>([...open.values()].map((each, at) => [each, at]));
  return foresight.data((watched) => numbers.get(watched));
}

/** From now on items may be put away there, see `putAway`. */
export function useShelf(state: EngineState, shelf: Shelf | null): void {
  const promises = promisesOf(state.book);
  state.items.readBy((subject, { text, open }) => {
    const item = itemFrom(state, promises, subject, text);
    hangOn(item, open);
    return item;
  }, shelf);
}

function frozenFeed({ state, lastSeenAtMs, watched, coverage, waiting }: FeedHealth): FeedData {
  return { state, lastSeenAtMs, watched, stretches: coverage.data(), waiting: waiting.data() };
}

function thawFeed(health: FeedHealth, { stretches, waiting, ...rest }: FeedData): void {
  health.coverage.restore(stretches);
  health.waiting.restore(waiting);
  Object.assign(health, rest);
}

function thawLedger(ledger: Ledger, { written, unsettledFrom, billed, joined }: Frozen['windowLedger']): void {
  for (const [id, minors] of written) ledger.written.set(id, minors);
  for (const [id, fromAtMs] of unsettledFrom) ledger.unsettledFrom.set(id, fromAtMs);
  for (const period of billed) ledger.billed.add(period);
  for (const promise of joined) ledger.joined.add(promise);
}
