import type { Obligation } from '../clock/index.ts';
import {
  actOnSince,
  type EngineState,
  entriesOfObligation,
  type Item,
  type Open,
  obligationNamed,
  openKey,
  promiseAt,
} from '../engine/index.ts';
import { clampChance, labelOf, type State } from '../view/index.ts';
import { moneyOf } from './promise-sum.ts';
import type { ThenNowRow, ThenNowVerdict } from './then-now.ts';

type Named = { readonly item: Item; readonly obligation: Obligation };

/** Items that were open or stood broken then, and that broke, or about which something was feared that may not have come. */
export function* itemRows(then: EngineState, known: EngineState): Generator<ThenNowRow> {
  for (const open of then.open.values()) {
    if (open.obligation.stage !== null) continue;
    const row = rowOf(then, known, { obligation: open.obligation, state: stateThen(open), chance: open.forecast?.chance ?? null });
    if (isNear(then, row) && (isFeared(row.then.state) || row.now.state === 'broken')) yield row;
  }
  for (const { obligation } of then.lapsed.values()) {
    if (obligation.stage !== null || obligation.state !== 'broken') continue;
    const row = rowOf(then, known, { obligation, state: 'broken', chance: null });
    if (row.now.state !== 'broken') yield row;
  }
}

/** What is due later than this has a chance, and nobody has to act on it yet. */
const AHEAD_MS = 4 * 3_600_000;

function isNear({ nowAtMs }: EngineState, { then, now }: ThenNowRow): boolean {
  return Math.min(then.byAtMs ?? Number.POSITIVE_INFINITY, now.atMs ?? Number.POSITIVE_INFINITY) <= nowAtMs + AHEAD_MS;
}

/** One of which nothing was known then although it had begun, and which broke later. */
export function* unseenRow(then: EngineState, known: EngineState, { item, obligation }: Named): Generator<ThenNowRow> {
  const { stage, state, openedAtMs, decidedAtMs, subject, promise, nth } = obligation;
  const atMs = then.nowAtMs;
  if (stage !== null || state !== 'broken' || openedAtMs > atMs || decidedAtMs === null || decidedAtMs <= atMs) return;
  const wasKnown = then.items.get(subject)?.obligations.some((each) => each.promise === promise && each.nth === nth && each.stage === null);
  if (wasKnown !== true && decidedAtMs <= atMs + AHEAD_MS)
    yield rowOf(then, known, { obligation, state: 'idle', chance: null }, { item, obligation });
}

type Then = { readonly obligation: Obligation; readonly state: State; readonly chance: number | null };

function rowOf(then: EngineState, known: EngineState, shown: Then, named = obligationNamed(known, openKey(shown.obligation))): ThenNowRow {
  const { promise: promiseId, subject, group, dueAtMs } = shown.obligation;
  const id = openKey(shown.obligation);
  const promise = promiseAt(known, promiseId, known.nowAtMs);
  const warnedAtMs = isRisk(shown.state) ? (then.warnings.on(id)?.raisedAtMs ?? then.nowAtMs) : null;
  const act = named === null || warnedAtMs === null ? null : actOnSince(known, named, warnedAtMs);
  const now = nowOf(known, named);
  const verdict = verdictOf(shown.state, now.state, act !== null);
  const endAtMs = verdict === 'saved' ? (act?.atMs ?? null) : verdict === 'right' ? (named?.obligation.decidedAtMs ?? null) : null;
  const by = act?.data['by'];
  return {
    id,
    kind: 'item',
    promise: promiseId,
    subject,
    label: labelOf(subject),
    group,
    name: promise.short,
    // biome-ignore lint/suspicious/noThenProperty: it holds data and is no function, so that nothing awaits it.
    then: {
      state: shown.state,
      chance: shown.chance === null ? null : clampChance(shown.chance),
      byAtMs: dueAtMs,
      silentSinceAtMs: shown.state === 'no-data' ? silentSince(then, dueAtMs) : null,
    },
    now: { ...now, acted: act === null ? null : { atMs: act.atMs, type: act.type, by: typeof by === 'string' ? by : null } },
    verdict,
    leadMs: warnedAtMs === null || endAtMs === null ? null : Math.max(0, endAtMs - warnedAtMs),
  };
}

function stateThen({ obligation, rung }: Open): State {
  return obligation.state === 'no-data' ? 'no-data' : rung.state;
}

/** The longest silence of a feed then that began before the due. */
function silentSince({ feeds }: EngineState, dueAtMs: number | null): number | null {
  const silent = feeds.filter(({ state, coverage }) => state === 'silent' && coverage.latestAtMs !== null);
  const sinceAtMs = silent.map(({ coverage }) => coverage.latestAtMs as number).filter((atMs) => dueAtMs === null || atMs <= dueAtMs);
  return sinceAtMs.length === 0 ? null : Math.min(...sinceAtMs);
}

function nowOf(known: EngineState, named: Named | null): Omit<ThenNowRow['now'], 'acted'> {
  if (named === null) return { state: 'idle', atMs: null, owedMinor: 0, money: null, reason: null };
  const { state, metAtMs, decidedAtMs, reason } = named.obligation;
  const entries = state === 'broken' || named.item.hasClosings ? [...entriesOfObligation(known, named.obligation)] : [];
  return {
    state: state === 'open' || state === 'stopped' ? 'on-track' : state === 'excluded' ? 'idle' : state,
    atMs: metAtMs ?? decidedAtMs,
    owedMinor: moneyOf(entries).owedMinor,
    money: entries.find(({ remedy }) => remedy.kind === 'pay' && !remedy.isInternal)?.state ?? null,
    reason,
  };
}

function verdictOf(then: State, now: State, isActedOn: boolean): ThenNowVerdict {
  if (now === 'idle') return 'left_out';
  if (then === 'broken') return 'broken_then';
  if (then === 'no-data' || then === 'idle') return 'not_seen';
  if (now === 'broken') return isRisk(then) ? 'right' : 'missed';
  if (now !== 'kept') return 'open';
  return isActedOn ? 'saved' : 'false_alarm';
}

function isRisk(state: State): boolean {
  return state === 'at-risk' || state === 'likely';
}

function isFeared(state: State): boolean {
  return isRisk(state) || state === 'no-data';
}
