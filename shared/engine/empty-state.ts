import type { Book, BookPromise, Deadline, Expression, Feed, Ratio, StopRule, TypeSet } from '../book/index.ts';
import { Foresight, LiveScores, type Scored, type ScoredWindow, surroundingsFor, WindowForesight } from '../foresight/index.ts';
import { isOfComplaint } from './complaints/complaint.ts';
import { Complaints } from './complaints/complaints.ts';
import { IncidentClaims, isIncidentType } from './complaints/incidents.ts';
import { Coverage } from './feeds/coverage.ts';
import { isOfFeed } from './feeds/feeds.ts';
import { countedTime } from './items/counted-time.ts';
import { Elsewhere } from './items/elsewhere.ts';
import { itemKindsOf } from './items/item-id.ts';
import { Items } from './items/items.ts';
import { Opens } from './items/opens.ts';
import { scheduleWaiting } from './items/schedule-waiting.ts';
import { Bills } from './money/bills.ts';
import { isOfClosing } from './money/closing.ts';
import { isDeedType } from './money/deeds.ts';
import { hidingPersonal } from './personal.ts';
import { Registers } from './registers.ts';
import { type EngineState, type FeedHealth, isAssignment, openKey, type WindowLedger } from './state.ts';
import { availabilitiesOf } from './subjects/subject-lines.ts';
import { Touched } from './touched.ts';
import { WakeQueue } from './wake-queue.ts';
import { goalOf, slotsOf } from './warnings/tell-windows.ts';
import { Warnings } from './warnings/warnings.ts';

/** Types that a forecast, a person or the desk reads although no promise judges by them. */
const FACT_TYPES: ReadonlySet<string> = new Set([
  'departure.arrived',
  'departure.estimated',
  'item.fact',
  'kept.acknowledged',
  'kept.excluded',
  'kept.finished',
  'kept.handed-over',
  'kept.included',
  'kept.noted',
  'kept.pinned',
  'kept.resolved',
  'kept.settled',
  'kept.shelved',
  'kept.taken-over',
  'kept.unacknowledged',
  'kept.unshelved',
  'kept.waived',
]);

/** What people say that changes a verdict or what is owed. */
const RULING_TYPES: ReadonlySet<string> = new Set(['kept.excluded', 'kept.included', 'kept.settled', 'kept.waived']);

export type StateOptions = {
  /** Called with each forecast of a moment once its due has passed. */
  readonly scored?: (scored: Scored) => void;
  /** Called with each forecast of a window at a moment of it once the window is over. */
  readonly scoredWindow?: (scored: ScoredWindow) => void;
  /** False where a history is scored: each of its obligations is foretold at its moments, and nothing else is reckoned. */
  readonly isReckoned?: boolean;
};

export function emptyState(book: Book, { scored, scoredWindow, isReckoned = true }: StateOptions = {}): EngineState {
  const promises = book.versions.flatMap((version) => version.promises);
  const deadlines = promises.filter((promise): promise is Deadline => promise.kind === 'deadline');
  const feeds = book.feeds.map(unheard);
  const items = new Items();
  const scores = new LiveScores();
  const warnThresholds: EngineState['warnThresholds'] = new Map();
  const waitsForSchedule = scheduleWaiting(book);
  return {
    book,
    withoutPersonal: hidingPersonal(book.personal),
    ...readBy(promises, deadlines),
    deadlines: [...new Set(deadlines.map((promise) => promise.id))],
    recurring: new Set(deadlines.filter(({ limit }) => limit.kind === 'every').map(({ id }) => id)),
    itemKinds: itemKindsOf(book),
    availabilities: availabilitiesOf(book),
    sameText: remembered((text) => text),
    readsContacts: promises.some(({ isOwnedByFirstContact }) => isOwnedByFirstContact),
    items,
    open: new Opens(items),
    lapsed: new Map(),
    touched: new Touched(openKey),
    inPlay: new Set(),
    troubled: new Set(),
    lines: new Map(),
    groups: new Map(),
    counters: new Map(),
    joinsGroups: promises.some((promise) => promise.kind === 'ratio' && promise.of !== null && joinsRegister(book, promise)),
    joinedStands: new WeakMap(),
    subjects: new Map(),
    feeds,
    feedsOf: { met: new Map(), line: new Map(), event: hearing(feeds) },
    registers: new Registers(),
    incidents: new IncidentClaims(),
    complaints: new Complaints(),
    elsewhere: new Elsewhere(),
    duties: { madeBy: new Map(), on: new Map() },
    hasDuties: deadlines.some(({ settles }) => settles !== null),
    hasClosings: false,
    bills: new Bills(),
    billed: [...new Set(promises.filter((promise) => promise.kind !== 'deadline' && promise.bill !== null).map(({ id }) => id))],
    windowLedger: emptyLedger(),
    foresight: new Foresight({
      countedMs: countedTime(book),
      waitsForSchedule,
      surroundingsOf: (obligation) => surroundingsFor(waitsForSchedule(obligation) && obligation.stage === null, book.zone),
      followsAll: !isReckoned,
      scored: (each, atMs) => {
        scores.take(each, atMs);
        for (const [{ id }, threshold] of warnThresholds) if (id === each.obligation.promise) threshold.learn(each, atMs);
        scored?.(each);
      },
    }),
    windows: new WindowForesight({
      slotsOf: (promise, window) => slotsOf(book, promise, window),
      goalOf: (promise, group, window) => goalOf(book, promise, group, window),
      ...(scoredWindow === undefined ? {} : { scored: scoredWindow }),
    }),
    untold: new Map(),
    scores,
    warnings: new Warnings(),
    warnThresholds,
    thresholdsDay: -1,
    toldPlace: 0,
    uptimeForecasters: new Map(),
    wakes: new WakeQueue(),
    dirtyItems: new Set(),
    dirtyLines: new Set(),
    dirtySubjects: new Set(),
    recent: [],
    deeds: [],
    nowAtMs: 0,
    place: 0,
    bookHash: null,
    bookInLog: null,
    unused: 0,
    isFollowed: true,
    isReckoned,
    foresightAtMs: null,
    secondAsked: false,
    minuteAsked: false,
  };
}

type TypesRead = Pick<EngineState, 'countedTypes' | 'readingOf' | 'judgedTypes' | 'paysByClaim'>;

/** What the promises read, by the type of an event. */
function readBy(promises: readonly BookPromise[], deadlines: readonly Deadline[]): TypesRead {
  const sets = promises.flatMap(typesOf);
  const judgedSets = deadlines.flatMap(typesOf);
  const countedSets = promises.filter(({ kind }) => kind === 'ratio' || kind === 'count').flatMap(typesOf);
  const otherSets = promises.filter(({ kind }) => kind !== 'deadline').flatMap(typesOf);
  const paysByClaim = promises.some(({ remedies }) => remedies.some(({ after, per }) => after !== null || per === 'complaint'));
  const isFact = (type: string) => FACT_TYPES.has(type) || isAssignment(type) || isIncidentType(type);
  const isOfClaim = (type: string) => isOfClosing(type) || (paysByClaim && isOfComplaint(type));
  const judgedTypes = remembered((type) => RULING_TYPES.has(type) || anyHas(judgedSets, type));
  return {
    countedTypes: remembered((type) => anyHas(countedSets, type)),
    readingOf: remembered((type) => ({
      type,
      isUsed: isFact(type) || (paysByClaim && isOfComplaint(type)) || anyHas(sets, type),
      isJudged: judgedTypes(type),
      opens: [...new Set(deadlines.filter(({ opens }) => opens.has(type)).map(({ id }) => id))],
      isDeed: isDeedType(type),
      isOwn: !anyHas(otherSets, type) && !isIncidentType(type) && !isOfClaim(type),
    })),
    judgedTypes,
    paysByClaim,
  };
}

function unheard(feed: Feed): FeedHealth {
  return {
    feed,
    coverage: new Coverage(feed.heartbeatMs),
    state: 'waiting',
    lastSeenAtMs: null,
    watched: false,
    waiting: new WakeQueue(),
  };
}

function hearing(feeds: readonly FeedHealth[]): EngineState['feedsOf']['event'] {
  const bySource = remembered((source) => remembered((type) => feeds.filter(({ feed }) => isOfFeed(feed, source, type))));
  return (source, type) => bySource(source)(type);
}

function emptyLedger(): WindowLedger {
  return {
    written: new Map(),
    unsettled: new Map(),
    unsettledFrom: new Map(),
    billed: new Set(),
    joined: new Set(),
    sums: new Map(),
  };
}

function joinsRegister(book: Book, { group, measure, exclude }: Ratio): boolean {
  const read = [group, measure.kind === 'of-values' ? measure.of : null, ...exclude.map(({ when }) => when)];
  return read.some((expression) => readsRegister(book, expression));
}

function readsRegister({ registers }: Book, expression: Expression | null): boolean {
  return expression !== null && registers.some(({ kind }) => expression.source.includes(kind));
}

function anyHas(sets: readonly TypeSet[], type: string): boolean {
  return sets.some((set) => set.has(type));
}

/** The types that a promise judges by. */
function typesOf(promise: BookPromise): readonly TypeSet[] {
  const bills = promise.kind === 'deadline' || promise.bill === null ? [] : [promise.bill.event];
  const after = promise.remedies.flatMap((remedy) => remedy.after ?? []);
  switch (promise.kind) {
    case 'deadline':
      return [
        ...[promise.opens, promise.met, promise.broken, promise.moves, promise.reopened, ...after],
        ...stopTypes(promise.stops),
        ...promise.stages.map(({ deadline }) => deadline.met),
      ];
    case 'ratio':
      return promise.events === null ? bills : [promise.events.good, promise.events.all, ...bills];
    case 'availability':
      return [promise.down, promise.up, ...stopTypes(promise.stops), ...bills];
    case 'count':
      return [promise.of, ...(promise.per === null ? [] : [promise.per.of]), ...bills, ...after];
  }
}

function stopTypes(stops: readonly StopRule[]): readonly TypeSet[] {
  return stops.flatMap((stop) => [stop.from, stop.to]);
}

/** Types that answers are kept for: more come only from somebody who makes them up. */
const TYPES_MAX = 10_000;

/** Answers are few and asked for with every event. */
function remembered<A>(ask: (type: string) => A): (type: string) => A {
  const answers = new Map<string, A>();
  return (type) => {
    const known = answers.get(type);
    if (known !== undefined) return known;
    if (answers.size >= TYPES_MAX) answers.clear();
    const answer = ask(type);
    answers.set(type, answer);
    return answer;
  };
}
