import { insertMark, markOf } from '../clock/index.ts';
import { assert } from '../error/index.ts';
import { type Batch, instantOf, type KeptEvent } from '../event/index.ts';
import { advance } from './advance.ts';
import type { Change } from './change.ts';
import { effectOf } from './corrections.ts';
import { countMarks, recountItem } from './count-events.ts';
import { hear, noLongerWaiting } from './feeds.ts';
import { noteIncident } from './incidents.ts';
import { itemIdOf, registeredItemOf } from './item-id.ts';
import { askForSecond } from './lines.ts';
import { isContact } from './people.ts';
import { bookTextsIn } from './put-book.ts';
import { remember } from './recent.ts';
import { recountBills } from './recount-bills.ts';
import { forgetOwed, noteOn, refold } from './refold.ts';
import { noteRegister } from './settle-windows.ts';
import type { EngineState, Item } from './state.ts';
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
  assert(place === state.place + 1, `place ${place} follows ${state.place} in the log`);
  state.place = place;
  const changes: Change[] = [];
  const atMs = instantOf(event.time);
  assert(atMs !== null, `event ${event.id} in the log has a time`);
  const heard = hear(state, event, atMs, changes);
  if (heard) rejudgeWaiting(state, changes);
  if (event.type === 'kept.book-put') {
    state.bookHash = String(event.data['hash']);
    state.bookInLog = bookTextsIn(event.data);
  }
  if (event.type === 'register.put' || event.type === 'register.removed') {
    noteRegister(state, event.data['kind']);
    const subjects = new Set(state.registers.take(event, atMs, place));
    const item = registeredItemOf(state, event);
    if (item !== null) {
      itemOf(state, item).isRegistered = true;
      subjects.add(item);
    }
    for (const subject of subjects) recountSubject(state, subject, changes);
    remember(state, changes);
    return changes;
  }
  if (!isKept(state, event)) {
    if (event.type !== 'feed.heartbeat') state.unused += 1;
    remember(state, changes);
    return changes;
  }
  const item = itemOf(state, itemIdOf(state, event.subject));
  const mark = markOf(event, atMs, place);
  item.place = place;
  insertMark(item.marks, mark);
  for (const promise of state.openedBy(mark.type)) item.opened.add(promise);
  const effect = effectOf(item, mark);
  const changed = [...effect.come, ...effect.gone];
  if (changed.some(({ type }) => state.judgedTypes(type))) refold(state, item, changes);
  else noteOn(state, item);
  countMarks(state, item, effect);
  recountBills(state, item, changed);
  noteIncident(state, item, effect);
  touch(state, item);
  touchSubject(state, item, mark);
  remember(state, changes);
  return changes;
}

/** Whether an event is kept with its item: it is judged by, shown, or takes the place of one that may be. */
function isKept({ usedTypes, readsContacts }: EngineState, { type, data }: KeptEvent): boolean {
  return usedTypes(type) || typeof data['replaces'] === 'string' || (readsContacts && isContact(data) && type !== 'feed.heartbeat');
}

function itemOf(state: EngineState, subject: string): Item {
  return state.items.getOrInsertComputed(subject, () => ({
    subject,
    marks: [],
    opened: new Set(),
    isRegistered: false,
    obligations: [],
    counted: new Map(),
    place: 0,
    replaced: new Set(),
    wakeAtMs: null,
  }));
}

/** The item's forecast changes, and that of the same vehicle's next run. */
function touch(state: EngineState, item: Item): void {
  state.dirtyItems.add(item.subject);
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
  for (const obligation of item.obligations) forgetOwed(state, obligation);
  touch(state, item);
  touchSubject(state, item, null);
}
