import type { BookPromise } from '../../book/index.ts';
import type { Mark, Obligation } from '../../clock/index.ts';
import { type WarnThreshold, warnThresholdFor } from '../../foresight/index.ts';
import type { Change } from '../change.ts';
import { governingOf } from '../items/governing.ts';
import type { Item } from '../items/item.ts';
import type { Named } from '../people/obligation-named.ts';
import { effectiveMarks, isContact, isTakenBack } from '../people/people.ts';
import { type EngineState, isAssignment, type Line, type Open, openKey } from '../state.ts';
import { askForSecond, promiseAt } from '../windows/lines.ts';
import type { Decided } from './warnings.ts';

/** What was decided longer ago than this when it is told is of a history: nobody could have been warned of it. */
const HISTORY_MS = 3_600_000;

/** Looks whether an open obligation is to be warned of: called with each forecast of it. */
export function warnOpen(state: EngineState, { obligation, forecast }: Open, changes: Change[]): void {
  const { promise, subject, group, dueAtMs, backstopAtMs } = obligation;
  if (dueAtMs === null || forecast === null || dueAtMs < state.nowAtMs) return;
  const threshold = thresholdNow(state, promise).chance;
  const pastRuleAtMs = backstopAtMs !== null && state.nowAtMs >= backstopAtMs ? backstopAtMs : null;
  if (state.warnings.size === 0 && forecast.chance < threshold && pastRuleAtMs === null) return;
  const { chance, driver } = forecast;
  const looked = { about: openKey(obligation), promise, subject, group, chance, threshold, breaksAtMs: dueAtMs, driver, pastRuleAtMs };
  if (!state.warnings.look(looked, momentOf(state), changes)) return;
  state.dirtyItems.add(subject); // A second calm update must come even when no event does.
  askForSecond(state);
}

/** An obligation that was open is decided: its warning ends, and is scored. */
export function scoreOpen(state: EngineState, item: Item, obligation: Obligation, changes: Change[]): void {
  const { promise, state: verdict, decidedAtMs } = obligation;
  const isHistory = decidedAtMs !== null && decidedAtMs < state.nowAtMs - HISTORY_MS;
  if (state.warnings.size === 0 && verdict !== 'broken') return;
  const about = openKey(obligation);
  const warnedAtMs = state.warnings.warnedAtMs(about);
  const isActedOn = warnedAtMs !== null && actOnSince(state, { item, obligation }, warnedAtMs) !== null;
  const decided: Decided = {
    promise,
    verdict: isHistory || !(verdict === 'kept' || verdict === 'broken') ? 'left-out' : verdict,
    isActedOn,
  };
  state.warnings.decide(about, decided, momentOf(state), changes);
}

/** Said of an obligation by somebody who did nothing about it. */
const OUT_OF_THE_WAY: ReadonlySet<string> = new Set(['kept.unacknowledged', 'kept.shelved', 'kept.unshelved']);

/** The last time that somebody acknowledged it, took it, handed it on, wrote about it or was in contact, after an instant and before it was decided. */
export function actOnSince(state: EngineState, { item, obligation }: Named, sinceAtMs: number): Mark | null {
  const endAtMs = obligation.metAtMs ?? obligation.decidedAtMs;
  if (endAtMs === null) return null;
  const { met } = governingOf(state, obligation);
  const acts = effectiveMarks(item).filter((mark) => {
    const { atMs, type, data } = mark;
    if (atMs <= sinceAtMs || atMs >= endAtMs || met.has(type)) return false;
    if (type === 'kept.acknowledged') return !isTakenBack(item, mark);
    return type === 'kept.noted' || isAssignment(type) || (isContact(data) && !OUT_OF_THE_WAY.has(type));
  });
  return acts.at(-1) ?? null;
}

/** Looks at the windows of lines that were reckoned. A deadline promise warns of its items, not of its day. */
export function warnLines(state: EngineState, ids: Iterable<string>, changes: Change[]): void {
  for (const id of ids) {
    const line = state.lines.get(id);
    if (line === undefined || line.chance === null || line.state === 'broken') continue;
    const promise = promiseAt(state, line.promise, line.current.fromAtMs);
    if (promise.kind === 'deadline') continue;
    const threshold = thresholdOf(state, promise).chance;
    if (state.warnings.size === 0 && line.chance < threshold) continue;
    const { chance, group } = line;
    const breaksAtMs = line.breaksAtMs ?? line.current.toAtMs;
    const looked = { about: windowKey(line), promise: line.promise, subject: id, group, chance, threshold, breaksAtMs };
    state.warnings.look({ ...looked, driver: null, pastRuleAtMs: null }, momentOf(state), changes);
  }
}

/** Windows that broke before their end, or closed, as changes from an index on say: their warnings end, and are scored. */
export function scoreWindows(state: EngineState, changes: Change[], fromIndex: number): void {
  for (const change of changes.slice(fromIndex)) {
    if (change.kind === 'line' && change.to === 'broken') {
      const line = state.lines.get(change.line);
      if (line !== undefined) scoreWindow(state, { line: change.line, fromAtMs: line.current.fromAtMs, verdict: 'broken' }, changes);
    } else if (change.kind === 'window') scoreWindow(state, change, changes);
  }
}

type WindowDecided = { readonly line: string; readonly fromAtMs: number; readonly verdict: string };

/** Only of one that was warned of: what a window without a warning missed is told by its line. */
function scoreWindow(state: EngineState, { line, fromAtMs, verdict }: WindowDecided, changes: Change[]): void {
  const about = `${line} ${fromAtMs}`;
  if (state.warnings.on(about) === undefined && state.warnings.warnedAtMs(about) === null) return;
  const promise = line.split('/', 1)[0] as string;
  const decided = verdict === 'kept' || verdict === 'broken' ? verdict : 'left-out';
  state.warnings.decide(about, { promise, verdict: decided, isActedOn: false }, momentOf(state), changes);
}

/** Once a local day thresholds follow what came of their forecasts. */
export function moveThresholds(state: EngineState, changes: Change[]): void {
  const { day, atMs } = momentOf(state);
  if (state.thresholdsDay === day) return;
  state.thresholdsDay = day;
  for (const [promise, threshold] of state.warnThresholds) {
    const from = threshold.chance;
    threshold.move(atMs);
    if (threshold.chance !== from) changes.push({ kind: 'threshold', promise: promise.id, from, to: threshold.chance, atMs });
  }
}

/** Of the version in force now: it follows what comes of that version's forecasts. */
function thresholdNow(state: EngineState, id: string): WarnThreshold {
  return thresholdOf(state, promiseAt(state, id, state.nowAtMs));
}

export function thresholdOf({ warnThresholds, book }: EngineState, promise: BookPromise): WarnThreshold {
  return warnThresholds.getOrInsertComputed(promise, () => warnThresholdFor(promise.warn, book.thresholds.likely));
}

function windowKey({ id, current }: Line): string {
  return `${id} ${current.fromAtMs}`;
}

function momentOf({ book, nowAtMs }: EngineState): { readonly day: number; readonly atMs: number } {
  return { day: book.zone.localDayOf(nowAtMs), atMs: nowAtMs };
}
