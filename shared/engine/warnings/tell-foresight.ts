import { isOpen, type Mark, type Obligation } from '../../clock/index.ts';
import type { Watched } from '../../foresight/index.ts';
import type { Change } from '../change.ts';
import { governingOf } from '../items/governing.ts';
import type { Item } from '../items/item.ts';
import { differs, sameIn } from '../items/refold.ts';
import type { EngineState } from '../state.ts';
import { askForSecond } from '../windows/lines.ts';
import { moveThresholds, scoreOpen } from './warn.ts';

/** Something about an item has happened, or is going to be judged anew: foresight is told of it at the next whole second. */
export function noteUntold(state: EngineState, item: Item): void {
  if (!state.isFollowed || state.untold.has(item)) return;
  state.untold.set(item, item.obligations);
  askForSecond(state);
}

/**
 * Tells foresight what has become of each item since it was told last, whatever was thought in between, so that how commits were cut
 * makes no difference. Then it foretells and learns until now.
 */
export function tellForesight(state: EngineState, changes: Change[]): void {
  if (!state.isFollowed) return;
  const { foresight } = state;
  for (const [item, before] of state.untold) tellItem(state, { item, before }, changes);
  state.untold.clear();
  state.toldPlace = state.place;
  foresight.advance(state.nowAtMs);
  state.windows.advance(state.nowAtMs);
  moveThresholds(state, changes);
  noteConcerned(state);
  askForForesight(state);
}

/** Those whose chances have changed are reckoned anew, where anything is. */
function noteConcerned(state: EngineState): void {
  for (const subject of state.foresight.concerned()) if (state.isReckoned && state.items.get(subject)?.open) state.dirtyItems.add(subject);
  if (state.isReckoned && state.dirtyItems.size > 0) askForSecond(state);
}

/** At whole seconds: what comes until then is told first. */
function askForForesight(state: EngineState): void {
  const { nextAtMs } = state.foresight;
  if (nextAtMs === null) return;
  const atMs = Math.max(Math.ceil(nextAtMs / 1000), Math.floor(state.nowAtMs / 1000) + 1) * 1000;
  if (state.foresightAtMs !== null && state.foresightAtMs <= atMs) return;
  state.foresightAtMs = atMs;
  state.wakes.push({ atMs, kind: 'foresight', key: '' });
}

type Untold = { readonly item: Item; readonly before: readonly Obligation[] };

function tellItem(state: EngineState, { item, before }: Untold, changes: Change[]): void {
  const { obligations } = item;
  for (const fresh of obligations) {
    const old = sameIn(before, fresh);
    if (old !== fresh && (old === undefined || differs(old, fresh))) tellTurn(state, { item, old, fresh }, changes);
  }
  for (const old of before)
    if (sameIn(obligations, old) === undefined)
      tellTurn(state, { item, old, fresh: { ...old, state: 'excluded', decidedAtMs: null } }, changes);
  for (const mark of item.marks) if (mark.place > state.toldPlace) tellMark(state, item, mark);
}

type Turn = { readonly item: Item; readonly old: Obligation | undefined; readonly fresh: Obligation };

function tellTurn(state: EngineState, { item, old, fresh }: Turn, changes: Change[]): void {
  const watched = watchedOf(state, item, fresh);
  watched.obligation = fresh;
  const { foresight } = state;
  const atMs = Math.min(state.nowAtMs, item.marks.at(-1)?.atMs ?? state.nowAtMs);
  const [wasOpen, isOpenNow] = [old !== undefined && isOpen(old), isOpen(fresh)];
  const observe = (kind: 'opened' | 'changed' | 'decided', happenedAtMs: number) =>
    foresight.observe({ kind, atMs: happenedAtMs, watched, isAhead: happenedAtMs > (item.marks.at(-1)?.atMs ?? 0) });
  if (old === undefined) observe('opened', fresh.openedAtMs);
  else if (!wasOpen && isOpenNow) observe('opened', atMs);
  if (!isOpenNow && (old === undefined || wasOpen)) observe('decided', fresh.decidedAtMs ?? atMs);
  else if (old !== undefined) observe('changed', atMs);
  // A history is told of its schedules first, when all of them are long past: what else comes of one is to be known as the same.
  if (old === undefined && !isOpenNow) foresight.awaitDecided(watched);
  if (wasOpen && !isOpenNow && state.isReckoned) scoreOpen(state, item, fresh, changes);
}

function watchedOf({ open, foresight }: EngineState, item: Item, obligation: Obligation): Watched {
  return open.of(item, obligation) ?? foresight.decided(obligation) ?? { obligation, told: null };
}

/** An event that neither opens nor decides a promise is told to what is around that promise, once. */
function tellMark(state: EngineState, item: Item, mark: Mark): void {
  const { subject, obligations } = item;
  for (let at = 0; at < obligations.length; at += 1) {
    const about = obligations[at] as Obligation;
    if (about.stage !== null || obligations.findIndex(({ promise, stage }) => promise === about.promise && stage === null) !== at) continue;
    const { opens, met, broken } = governingOf(state, about);
    if (opens.has(mark.type) || met.has(mark.type) || broken.has(mark.type)) continue;
    const { atMs, type, data } = mark;
    state.foresight.observe({ kind: 'told', atMs, mark: { subject, type, data, about } });
  }
}
