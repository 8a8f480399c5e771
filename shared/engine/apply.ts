import { type Mark, markOf, replacedIdOf, type Setting, withMark } from '../clock/index.ts';
import { assert } from '../error/index.ts';
import { type Batch, instantOf, type KeptEvent } from '../event/index.ts';
import { advance } from './advance.ts';
import type { Change } from './change.ts';
import { noteIncident } from './complaints/incidents.ts';
import { Hearing, noLongerWaiting, type Timed } from './feeds/feeds.ts';
import { effectOf } from './items/corrections.ts';
import { shadowsOf } from './items/elsewhere.ts';
import type { Item } from './items/item.ts';
import { itemIdOf, registeredItemOf } from './items/item-id.ts';
import { itemOf } from './items/items.ts';
import { forgetOwed, noteOn, refold } from './items/refold.ts';
import { settingOf } from './items/setting-of.ts';
import { isOfClosing } from './money/closing.ts';
import { noteDeed } from './money/deeds.ts';
import { recountBills } from './money/recount-bills.ts';
import { recountClaims } from './money/recount-claims.ts';
import { isContact } from './people/people.ts';
import { bookTextsIn } from './people/put-book.ts';
import type { Reading } from './reading.ts';
import { remember } from './recent.ts';
import type { EngineState } from './state.ts';
import { touchSubject } from './subjects/subject-lines.ts';
import { noteUntold } from './warnings/tell-foresight.ts';
import { countMarks, recountItem } from './windows/count-events.ts';
import { askForSecond } from './windows/lines.ts';
import { noteRegister } from './windows/settle-windows.ts';

/**
 * Folds one committed batch: time first moves to the instant it was received, then its events apply in the order of the log.
 * Live and replay both come through here, so they cannot differ. A register changes what was judged before it, so what stands
 * between two of its events is judged between them.
 */
export function applyBatch(state: EngineState, batch: Batch): readonly Change[] {
  const changes = [...advance(state, batch.receivedAtMs)];
  const { events } = batch;
  for (let from = 0, to = 0; from < events.length; from = to) {
    to = endOfRun(events, from);
    const run = from === 0 && to === events.length ? events : events.slice(from, to);
    for (const change of applyAtOnce(state, timed(run), batch.firstPlace + from)) changes.push(change);
  }
  return changes;
}

/** Where the events that begin at an index stop being all of a register, or all of none. */
function endOfRun(events: readonly KeptEvent[], from: number): number {
  const isOfRegister = isRegister((events[from] as KeptEvent).type);
  let to = from + 1;
  while (to < events.length && isRegister((events[to] as KeptEvent).type) === isOfRegister) to += 1;
  return to;
}

/** Folds one event of the log into the state and gives what it changed. Total: whatever is in the log can be folded. */
export function apply(state: EngineState, event: KeptEvent, place: number): readonly Change[] {
  return applyAtOnce(state, timed([event]), place);
}

/** Events of the log with their instants, by column: an object for each pair would be as large again as what is remembered of it. */
export type Run = { readonly events: readonly KeptEvent[]; readonly instants: readonly number[] };

function timed(events: readonly KeptEvent[]): Run {
  return { events, instants: events.map(timeOf) };
}

/** The instant of an event that the log holds: it was checked on the way in. */
export function timeOf(event: KeptEvent): number {
  const atMs = instantOf(event.time);
  assert(atMs !== null, `event ${event.id} in the log has a time`);
  return atMs;
}

/** What events have borne on, until it is judged: once, however many of the events were about it. */
type Touched = {
  /** Items with a mark that obligations are judged by. */
  readonly judged: Set<Item>;
  /** With other marks only. */
  readonly noted: Set<Item>;
  /** Subjects whose register has changed, each with the place of the entry that changed it. */
  readonly rejoined: Map<string, number>;
  /** Subjects about which a complaint has said something, about whose money somebody has, or whose silent feed was heard. */
  readonly claimed: Map<string, number>;
};

/**
 * Folds events that are received at one instant, as one by one in the order of the log, but for this: each item is judged once, with
 * all of them, so that nothing is said of what would only have stood between them.
 */
export function applyAtOnce(state: EngineState, { events, instants }: Run, firstPlace: number): readonly Change[] {
  assert(firstPlace === state.place + 1, `place ${firstPlace} follows ${state.place} in the log`);
  const changes: Change[] = [];
  const touched: Touched = { judged: new Set(), noted: new Set(), rejoined: new Map(), claimed: new Map() };
  const hearing = new Hearing(state);
  for (let at = 0; at < events.length; at += 1) {
    const timed = { event: state.withoutPersonal(events[at] as KeptEvent), atMs: instants[at] as number };
    state.place += 1;
    if (hearing.hear(timed)) for (const subject of noLongerWaiting(state)) touched.claimed.set(subject, state.place);
    take(state, timed, touched);
  }
  hearing.end(changes);
  judge(state, touched, changes);
  touchAll(state, touched);
  remember(state, changes);
  return changes;
}

function judge(state: EngineState, { judged, noted, rejoined, claimed }: Touched, changes: Change[]): void {
  const setting = settingOf(state);
  for (const [subject, place] of rejoined) recountSubject(state, { subject, place, setting }, changes);
  for (const item of judged) refold(state, item, changes, setting);
  for (const [subject, place] of claimed) refoldSubject(state, { subject, place, setting }, changes);
  for (const item of noted) {
    if (judged.has(item)) continue;
    noteUntold(state, item);
    noteOn(state, item);
  }
}

/** Puts an event where it counts at once, and says whose obligations are to be judged with it. */
function take(state: EngineState, { event, atMs }: Timed, touched: Touched): void {
  const reading = state.readingOf(event.type);
  if (!reading.isUsed) {
    if (event.type === 'kept.book-put') {
      const { hash } = event.data;
      state.bookHash = typeof hash === 'string' ? hash : null;
      state.bookInLog = bookTextsIn(event.data);
    }
    if (isRegister(event.type)) {
      for (const subject of joinersOf(state, event, atMs)) touched.rejoined.set(subject, state.place);
      return;
    }
    if (!isKeptUnused(state, event)) {
      if (event.type !== 'feed.heartbeat') state.unused += 1;
      return;
    }
  }
  const item = itemOf(state, itemIdOf(state, event.subject));
  const mark = markOf(event, { atMs, place: state.place, type: reading.type, source: state.sameText(event.source) });
  put(state, { item, mark, reading }, touched);
  if (reading.isDeed) noteDeed(state.deeds, item.subject, mark);
  for (const { subject, mark: shadow } of shadowsOf(state, item, mark))
    put(state, { item: itemOf(state, subject), mark: shadow, reading: state.readingOf(shadow.type) }, touched);
}

/** A mark of an item, and what its type is read by. */
type Placed = { readonly item: Item; readonly mark: Mark; readonly reading: Reading };

/** Puts a mark into its item, and where it counts at once. */
function put(state: EngineState, { item, mark, reading }: Placed, touched: Touched): void {
  item.place = state.place;
  item.marks = withMark(item.marks, mark);
  item.opened = united(state, item.opened, reading.opens);
  if (reading.isOwn && item.replaced === null && replacedIdOf(mark) === null) {
    (reading.isJudged ? touched.judged : touched.noted).add(item);
    return;
  }
  if (isOfClosing(mark.type)) noteClosing(state, item);
  const effect = effectOf(item, mark);
  const changed = effect.gone.length === 0 ? effect.come : [...effect.come, ...effect.gone];
  (changed.some(({ type }) => state.judgedTypes(type)) ? touched.judged : touched.noted).add(item);
  countMarks(state, item, effect);
  recountBills(state, item, changed);
  noteIncident(state, item, effect);
  for (const about of recountClaims(state, item, changed)) touched.claimed.set(about, state.place);
  touchSubject(state, item, mark);
}

/** Puts what a register says in its place. Gives the subjects of the items that it may change. */
function* joinersOf(state: EngineState, event: KeptEvent, atMs: number): Iterable<string> {
  noteRegister(state, event.data['kind']);
  yield* state.registers.take(event, atMs, state.place, state.items.shelf);
  const item = registeredItemOf(state, event);
  if (item === null) return;
  itemOf(state, item).isRegistered = true;
  yield item;
}

function isRegister(type: string): boolean {
  return type === 'register.put' || type === 'register.removed';
}

/** Whether an event that no promise reads is kept with its item: it is shown, or takes the place of one that may be judged by. */
function isKeptUnused({ readsContacts }: EngineState, { type, data }: KeptEvent): boolean {
  return typeof data['replaces'] === 'string' || (readsContacts && isContact(data) && type !== 'feed.heartbeat');
}

function noteClosing(state: EngineState, item: Item): void {
  item.hasClosings = true;
  state.hasClosings = true;
}

/** All of both, in the book's order. Most items have one opening, and share the list that its type has. */
function united({ deadlines }: EngineState, known: readonly string[], more: readonly string[]): readonly string[] {
  if (known === more || more.length === 0) return known;
  return known.length === 0 ? more : deadlines.filter((id) => known.includes(id) || more.includes(id));
}

function touchAll(state: EngineState, { judged, noted }: Touched): void {
  if (judged.size + noted.size === 0) return;
  for (const item of judged) touch(state, item);
  for (const item of noted) touch(state, item);
}

function touch(state: EngineState, item: Item): void {
  if (item.open !== null) state.dirtyItems.add(item.subject);
  askForSecond(state);
}

/** A subject that another entry bore on, at its place. */
type Borne = { readonly subject: string; readonly place: number; readonly setting: Setting };

function recountSubject(state: EngineState, borne: Borne, changes: Change[]): void {
  refoldSubject(state, borne, changes);
  const item = state.items.get(borne.subject);
  if (item !== undefined) recountItem(state, item);
}

function refoldSubject(state: EngineState, { subject, place, setting }: Borne, changes: Change[]): void {
  const item = state.items.get(subject);
  if (item === undefined) return;
  item.place = Math.max(item.place, place);
  refold(state, item, changes, setting);
  for (const obligation of item.obligations) forgetOwed(state, item, obligation);
  touch(state, item);
  touchSubject(state, item, null);
}
