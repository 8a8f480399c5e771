import { isOpen, joinedId, judgeDeadline, type Obligation, type Setting } from '../../clock/index.ts';
import { CALM } from '../../foresight/index.ts';
import type { Change } from '../change.ts';
import { feedsFor, isSilentAt } from '../feeds/feeds.ts';
import { isOwing } from '../money/breach.ts';
import { type Duty, dutiesOf, putDuties, settlingObligations } from '../money/duties.ts';
import { entriesOfObligation } from '../money/ledger.ts';
import { owedAmong, publicMinor } from '../money/owed-if-broken.ts';
import { type EngineState, type Open, openKey } from '../state.ts';
import { noteUntold } from '../warnings/tell-foresight.ts';
import { changedStands, contribute } from '../windows/lines.ts';
import { governingOf, versionGoverning } from './governing.ts';
import type { Item } from './item.ts';
import { itemOf } from './items.ts';
import { lapse } from './lapse.ts';
import { isSame } from './opens.ts';
import { settingOf } from './setting-of.ts';

/** An open obligation that is due within this is forecast anew at each whole minute. */
export const IN_PLAY_MS = 60 * 60_000;

/**
 * Judges one item anew from its marks and puts the difference right everywhere it counts: windows, money, what is open, what
 * was learned. Nothing else is touched, so a late event costs as much as one in time.
 */
export function refold(state: EngineState, item: Item, changes: Change[], setting = settingOf(state)): void {
  noteUntold(state, item);
  const before = item.obligations;
  const judged = judgedOn(state, item, setting);
  const { rounds, changed } = owingOf(state, item, judged);
  const settling = state.hasDuties ? settlingObligations(state, item, setting) : NONE;
  const after = (settling.length === 0 ? rounds : [...rounds, ...settling]).map((obligation) => {
    const old = sameIn(before, obligation);
    if (old !== undefined && !differs(old, obligation) && !changedStands(state, old)) {
      if (state.paysByClaim) forgetOwed(state, item, old); // What must follow first may have come.
      return old;
    }
    replace(state, { item, old, fresh: obligation }, changes);
    return obligation;
  });
  item.obligations = after;
  for (const old of before) {
    if (sameIn(after, old) === undefined) withdraw(state, item, old, changes);
  }
  noteOn(state, item);
  wakeFor(state, item);
  for (const subject of changed) if (subject !== item.subject) refold(state, itemOf(state, subject), changes);
}

const NONE: readonly never[] = [];

/** What all promises that may be owed on an item say of it. */
function judgedOn(state: EngineState, item: Item, setting: Setting): readonly Obligation[] {
  const promises = promisesOn(state, item);
  const first = promises[0];
  if (first === undefined) return NONE;
  if (promises.length === 1) return judgeDeadline(first, item.subject, item.marks, setting);
  return promises.flatMap((promise) => judgeDeadline(promise, item.subject, item.marks, setting));
}

export function sameIn(obligations: readonly Obligation[], obligation: Obligation): Obligation | undefined {
  for (const each of obligations) if (isSame(each, obligation)) return each;
  return undefined;
}

/** Says that something about an item has changed which a desk may show: what happened on it, who has it, who has seen it. */
export function noteOn(state: EngineState, item: Item): void {
  for (let open = item.open; open !== null; open = open.next) state.touched.note(open.obligation);
  lapse(state, item);
}

/** An item's obligations with what they owe now, which is more than its marks say: complaints and settlements elsewhere count too. */
type Owing = { readonly rounds: readonly Obligation[]; readonly changed: readonly string[] };

/** `changed` are the subjects on which something else must be settled in time than before. */
function owingOf(state: EngineState, { subject }: Item, judged: readonly Obligation[]): Owing {
  if (!state.hasDuties && !judged.some(isOwing)) return { rounds: judged, changed: NONE };
  if (!state.hasDuties && !state.hasClosings) {
    const rounds = judged.map((round) => (isOwing(round) ? withOwed(round, owedAmong(state, round, judged)) : round));
    return { rounds, changed: NONE };
  }
  const duties: Duty[] = [];
  const rounds = judged.map((round) => {
    if (!isOwing(round)) return round;
    const entries = entriesOfObligation(state, round, judged);
    const terms = { version: versionGoverning(state, round), data: round.opening, group: round.group };
    if (state.hasDuties) duties.push(...dutiesOf(entries, terms));
    return withOwed(round, publicMinor(entries));
  });
  return { rounds, changed: state.hasDuties ? putDuties(state, `item ${subject}`, duties) : [] };
}

function withOwed(round: Obligation, owedMinor: number): Obligation {
  return owedMinor === 0 ? round : { ...round, owedMinor };
}

/** The promises that may be owed on an item: most events of one domain open nothing of another. */
function promisesOn({ deadlines, recurring }: EngineState, { opened, isRegistered }: Item): readonly string[] {
  return isRegistered ? deadlines.filter((id) => opened.includes(id) || recurring.has(id)) : opened;
}

/** An obligation of an item in the place of what it was; `undefined` before it was judged first. */
type Turn = { readonly item: Item; readonly old: Obligation | undefined; readonly fresh: Obligation };

function replace(state: EngineState, { item, old, fresh }: Turn, changes: Change[]): void {
  if (old !== undefined) take(state, old, -1);
  take(state, fresh, 1);
  if (isOpen(fresh)) open(state, { item, old, fresh });
  else if (old !== undefined) forget(state, item, old); // One that is judged for the first time was never listed.
  if (state.isFollowed) tell(state.nowAtMs, { old, fresh }, changes);
}

function tell(atMs: number, { old, fresh }: Omit<Turn, 'item'>, changes: Change[]): void {
  const { promise, subject, nth, stage } = fresh;
  if (old?.state !== fresh.state) {
    const happenedAtMs = fresh.decidedAtMs ?? fresh.openedAtMs;
    changes.push({
      kind: 'obligation',
      promise,
      subject,
      nth,
      ...(stage === null ? {} : { stage }),
      from: old?.state ?? null,
      to: fresh.state,
      atMs,
      happenedAtMs,
    });
  }
  const owed = fresh.owedMinor - (old?.owedMinor ?? 0);
  if (owed !== 0) changes.push({ kind: 'ledger', promise, subject, nth, line: owed > 0 ? 'owed' : 'contra', amountMinor: owed, atMs });
}

/** An opening that a correction took back leaves nothing behind, and what it owed is taken back too. */
function withdraw(state: EngineState, item: Item, old: Obligation, changes: Change[]): void {
  take(state, old, -1);
  const { promise, subject, nth } = old;
  if (old.owedMinor !== 0)
    changes.push({ kind: 'ledger', promise, subject, nth, line: 'contra', amountMinor: -old.owedMinor, atMs: state.nowAtMs });
  forget(state, item, old);
}

function take(state: EngineState, obligation: Obligation, sign: 1 | -1): void {
  contribute(state, obligation, sign);
  if (sign === -1) return;
  joinRegisters(state, obligation);
  if (obligation.settlesAtMs !== null || obligation.unconfirmed) waitForFeeds(state, obligation);
}

function open(state: EngineState, { item, old, fresh }: Turn): void {
  if (state.lapsed.size > 0) state.lapsed.delete(openKey(fresh));
  const known = state.open.of(item, fresh) ?? reopened(state, item, old);
  if (known === undefined) {
    state.open.list(item, { obligation: fresh, told: null, forecast: null, rung: CALM, owedMinor: null, next: null, turn: 0 });
  } else {
    known.obligation = fresh;
    known.owedMinor = null;
  }
}

/** One that was decided and is not any more is listed again, with what was foretold of it. */
function reopened(state: EngineState, item: Item, old: Obligation | undefined): Open | undefined {
  const watched = old === undefined ? undefined : state.foresight.decided(old);
  if (watched === undefined) return undefined;
  state.foresight.forgetDecided(watched.obligation);
  const open = Object.assign(watched, { forecast: null, rung: CALM, owedMinor: null, next: null, turn: 0 });
  state.open.list(item, open);
  return open;
}

/** What a breach would owe is asked for anew: its values may have changed. */
export function forgetOwed(state: EngineState, item: Item, obligation: Obligation): void {
  const open = state.open.of(item, obligation);
  if (open !== undefined) open.owedMinor = null;
}

function forget(state: EngineState, item: Item, obligation: Obligation): void {
  const open = state.open.of(item, obligation);
  const wasLapsed = state.lapsed.size > 0 && state.lapsed.delete(openKey(obligation));
  if (open !== undefined || wasLapsed) state.touched.note(obligation);
  if (open === undefined) return;
  state.open.drop(item, open);
  if (state.isFollowed) state.foresight.keepDecided(open);
  state.inPlay.delete(open);
  state.troubled.delete(open);
}

/** A change of what an obligation joins will judge it anew, also when it was finished first and is told of the change late. */
function joinRegisters(state: EngineState, obligation: Obligation): void {
  const { book, registers } = state;
  if (book.registers.length === 0) return;
  const opening = { subject: obligation.subject, data: obligation.opening };
  for (const item of itemsOf(state, obligation)) {
    for (const { kind } of book.registers) {
      const id = joinedId({ book, item, opening }, kind);
      if (id !== null) registers.join(`${kind}/${id}`, obligation.subject, state.place);
    }
  }
}

/** What its subject is, by its promise and by the ratios that count it. */
function itemsOf(state: EngineState, obligation: Obligation): Iterable<string | null> {
  const { item } = governingOf(state, obligation);
  if (!state.joinsGroups) return [item];
  const promises = state.book.versions.flatMap((version) => version.promises);
  const ratios = promises.filter((promise) => promise.kind === 'ratio' && promise.of === obligation.promise && promise.item !== null);
  return new Set([item, ...ratios.map((ratio) => ratio.item)]);
}

/** The item is judged again when the feeds that were silent around its due have passed it. */
function waitForFeeds(state: EngineState, obligation: Obligation): void {
  for (const health of feedsFor(state, governingOf(state, obligation))) {
    const passedAtMs = (obligation.dueAtMs as number) - health.feed.heartbeatMs;
    if (isSilentAt(health, obligation.dueAtMs as number)) health.waiting.push({ atMs: passedAtMs, kind: 'item', key: obligation.subject });
  }
}

/** Asks to be woken when time alone will change the item next. */
function wakeFor(state: EngineState, item: Item): void {
  let nextAtMs: number | null = null;
  for (const obligation of item.obligations) {
    const atMs = nextInstantOf(state, obligation);
    if (atMs !== null && (nextAtMs === null || atMs < nextAtMs)) nextAtMs = atMs;
  }
  if (nextAtMs === item.wakeAtMs) return;
  item.wakeAtMs = nextAtMs;
  if (nextAtMs !== null) state.wakes.push({ atMs: nextAtMs, kind: 'item', key: item.subject });
}

function nextInstantOf(state: EngineState, obligation: Obligation): number | null {
  if (obligation.state === 'stopped') return earlier(obligation.resumesAtMs, obligation.dueAtMs === null ? null : obligation.dueAtMs + 1);
  if (obligation.state === 'no-data') return obligation.settlesAtMs === null ? null : obligation.settlesAtMs + 1;
  if (obligation.state !== 'open' || obligation.dueAtMs === null) return null;
  const { dueAtMs, backstopAtMs } = obligation;
  const marks = [dueAtMs - IN_PLAY_MS, ...(backstopAtMs === null ? [] : [backstopAtMs]), dueAtMs + 1];
  return marks.filter((atMs) => atMs > state.nowAtMs).reduce((least, atMs) => Math.min(least, atMs), dueAtMs + 1);
}

/** A stop that begins at the very due moves it no more: then the due passes while it holds. */
function earlier(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

/** In anything: a due that stays may rest on another schedule, and a stop that holds may end at another time. */
export function differs(a: Obligation, b: Obligation): boolean {
  for (const key in b)
    if (a[key as keyof Obligation] !== b[key as keyof Obligation] && !(key === 'opening' && isSameOpening(a, b))) return true;
  return false;
}

/** An item that was read again from a text holds another copy of the same data. */
function isSameOpening({ opening: a }: Obligation, { opening: b }: Obligation): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
