import { type Mark, markOf, withMark } from '../clock/index.ts';
import { assert } from '../error/index.ts';
import { type Batch, instantOf, type KeptEvent } from '../event/index.ts';
import { advance } from './advance.ts';
import type { Change } from './change.ts';
import { isOfClosing } from './closing.ts';
import { effectOf } from './corrections.ts';
import { countMarks, recountItem } from './count-events.ts';
import { shadowsOf } from './elsewhere.ts';
import { hear, noLongerWaiting, type Timed } from './feeds.ts';
import { noteIncident } from './incidents.ts';
import type { Item } from './item.ts';
import { itemIdOf, registeredItemOf } from './item-id.ts';
import { itemOf } from './items.ts';
import { askForSecond } from './lines.ts';
import { isContact } from './people.ts';
import { bookTextsIn } from './put-book.ts';
import { remember } from './recent.ts';
import { recountBills } from './recount-bills.ts';
import { recountClaims } from './recount-claims.ts';
import { forgetOwed, noteOn, refold } from './refold.ts';
import { settingOf } from './setting-of.ts';
import { noteRegister } from './settle-windows.ts';
import type { EngineState } from './state.ts';
import { touchSubject } from './subject-lines.ts';

/**
 * Folds one committed batch: time first moves to the instant it was received, then its events apply in the order of the log.
 * Live and replay both come through here, so they cannot differ.
 */
export function applyBatch(state: EngineState, batch: Batch): readonly Change[] {
  const changes = [...advance(state, batch.receivedAtMs)];
  batch.events.forEach((event, index) => {
    for (const change of apply(state, event, batch.firstPlace + index)) changes.push(change);
  });
  return changes;
}

/** Folds one event of the log into the state and gives what it changed. Total: whatever is in the log can be folded. */
export function apply(state: EngineState, event: KeptEvent, place: number): readonly Change[] {
  return applyAtOnce(state, [{ event, atMs: timeOf(event) }], place);
}

/** The instant of an event that the log holds: it was checked on the way in. */
export function timeOf(event: KeptEvent): number {
  const atMs = instantOf(event.time);
  assert(atMs !== null, `event ${event.id} in the log has a time`);
  return atMs;
}

/** Items that events have borne on, until each is judged: once, however many of the events were its own. */
type Touched = {
  /** With a mark that obligations are judged by. */
  readonly judged: Set<Item>;
  /** With other marks only. */
  readonly noted: Set<Item>;
  /** Subjects whose register has changed. */
  readonly rejoined: Set<string>;
  /** Subjects about which a complaint has said something, or about whose money somebody has. */
  readonly claimed: Set<string>;
};

/**
 * Folds events that are received at one instant, as one by one in the order of the log, but for this: each item is judged once, with
 * all of them, so that nothing is said of what would only have stood between them.
 */
export function applyAtOnce(state: EngineState, events: readonly Timed[], firstPlace: number): readonly Change[] {
  assert(firstPlace === state.place + 1, `place ${firstPlace} follows ${state.place} in the log`);
  state.place += events.length;
  const changes: Change[] = [];
  if (hear(state, events, changes)) rejudgeWaiting(state, changes);
  const touched: Touched = { judged: new Set(), noted: new Set(), rejoined: new Set(), claimed: new Set() };
  events.forEach((timed, index) => {
    take(state, timed, firstPlace + index, touched);
  });
  for (const subject of touched.rejoined) recountSubject(state, subject, changes);
  const setting = settingOf(state);
  for (const item of touched.judged) refold(state, item, changes, setting);
  for (const subject of touched.claimed) refoldSubject(state, subject, changes);
  for (const item of touched.noted) if (!touched.judged.has(item)) noteOn(state, item);
  for (const items of [touched.judged, touched.noted]) for (const item of items) touch(state, item);
  remember(state, changes);
  return changes;
}

/** Puts an event where it counts at once, and says whose obligations are to be judged with it. */
function take(state: EngineState, { event, atMs }: Timed, place: number, touched: Touched): void {
  if (event.type === 'kept.book-put') {
    const { hash } = event.data;
    state.bookHash = typeof hash === 'string' ? hash : null;
    state.bookInLog = bookTextsIn(event.data);
  }
  if (event.type === 'register.put' || event.type === 'register.removed') {
    for (const subject of joinersOf(state, event, atMs, place)) touched.rejoined.add(subject);
    return;
  }
  if (!isKept(state, event)) {
    if (event.type !== 'feed.heartbeat') state.unused += 1;
    return;
  }
  const item = itemOf(state, itemIdOf(state, event.subject));
  const mark = markOf(event, { atMs, place, sameText: state.sameText });
  put(state, { item, mark, place }, touched);
  for (const shadow of shadowsOf(state, item, mark)) put(state, { item: itemOf(state, shadow.subject), mark: shadow.mark, place }, touched);
}

/** A mark of an item, and the place of the entry that it came with. */
type Placed = { readonly item: Item; readonly mark: Mark; readonly place: number };

/** Puts a mark into its item, and where it counts at once. */
function put(state: EngineState, { item, mark, place }: Placed, touched: Touched): void {
  item.place = place;
  item.marks = withMark(item.marks, mark);
  item.opened = united(state, item.opened, state.openedBy(mark.type));
  if (isOfClosing(mark.type)) noteClosing(state, item);
  const effect = effectOf(item, mark);
  const changed = effect.gone.length === 0 ? effect.come : [...effect.come, ...effect.gone];
  (changed.some(({ type }) => state.judgedTypes(type)) ? touched.judged : touched.noted).add(item);
  countMarks(state, item, effect);
  recountBills(state, item, changed);
  noteIncident(state, item, effect);
  for (const about of recountClaims(state, item, changed)) touched.claimed.add(about);
  touchSubject(state, item, mark);
}

/** Puts what a register says in its place. Gives the subjects of the items that it may change. */
function* joinersOf(state: EngineState, event: KeptEvent, atMs: number, place: number): Iterable<string> {
  noteRegister(state, event.data['kind']);
  yield* state.registers.take(event, atMs, place, state.items.shelf);
  const item = registeredItemOf(state, event);
  if (item === null) return;
  itemOf(state, item).isRegistered = true;
  yield item;
}

/** Whether an event is kept with its item: it is judged by, shown, or takes the place of one that may be. */
function isKept({ usedTypes, readsContacts }: EngineState, { type, data }: KeptEvent): boolean {
  return usedTypes(type) || typeof data['replaces'] === 'string' || (readsContacts && isContact(data) && type !== 'feed.heartbeat');
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

/** The item's forecast changes, and that of the same vehicle's next run. */
function touch(state: EngineState, item: Item): void {
  if (item.open !== null) state.dirtyItems.add(item.subject);
  for (const obligation of item.obligations) {
    const next = state.vehicles.after(obligation);
    if (next !== null) state.dirtyItems.add(next.subject);
  }
  askForSecond(state);
}

/** A feed was heard again: what waited for it may be broken for certain now (FEED-2). */
function rejudgeWaiting(state: EngineState, changes: Change[]): void {
  for (const subject of noLongerWaiting(state)) refoldSubject(state, subject, changes);
}

function recountSubject(state: EngineState, subject: string, changes: Change[]): void {
  refoldSubject(state, subject, changes);
  const item = state.items.get(subject);
  if (item !== undefined) recountItem(state, item);
}

function refoldSubject(state: EngineState, subject: string, changes: Change[]): void {
  const item = state.items.get(subject);
  if (item === undefined) return;
  item.place = state.place;
  refold(state, item, changes);
  for (const obligation of item.obligations) forgetOwed(state, item, obligation);
  touch(state, item);
  touchSubject(state, item, null);
}
