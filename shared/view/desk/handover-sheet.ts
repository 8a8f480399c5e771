import { type Deed, type EngineState, type Item, lastHandover, obligationNamed, openKey, shelvedOf } from '../../engine/index.ts';
import { compareText } from '../../text/index.ts';
import { feedRow } from '../feed-row.ts';
import { labelOf } from '../label.ts';
import { changesSince } from '../wall/changes.ts';
import type { DeskRow } from './desk.ts';
import { deedWords } from './desk-event.ts';
import { deskRow, type RowSource } from './desk-row.ts';
import {
  DEED_KINDS,
  HANDOVER_DEEDS_MAX,
  HANDOVER_ROWS_MAX,
  type HandoverDeed,
  type HandoverSheet,
  type HandoverShelved,
  RISK_STATES,
  type RiskState,
} from './handover.ts';

/** A shift is no longer than this: without a handover for days it would be the story of all of them. */
const SHIFT_MS_MAX = 12 * 3_600_000;

/** The handover as it stands: what is open, what changed, what was done and how loud it was. */
export function handoverSheet(state: EngineState): HandoverSheet {
  const { nowAtMs: atMs } = state;
  const last = lastHandover(state);
  const fromAtMs = Math.max(last?.seenAtMs ?? 0, atMs - SHIFT_MS_MAX);
  const deeds = state.deeds.filter((deed) => deed.atMs >= fromAtMs).reverse();
  const load = state.warnings.loadsSince(fromAtMs);
  return {
    fromAtMs,
    atMs,
    last,
    ...risksIn(state),
    changes: changesSince(state, fromAtMs, HANDOVER_ROWS_MAX),
    deeds: deeds.slice(0, HANDOVER_DEEDS_MAX).map(shownDeed),
    done: countsOf(DEED_KINDS, ({ type }: Deed, kind) => type === `kept.${kind}`, deeds),
    shelved: shelvedNow(state),
    feeds: state.feeds.filter((health) => health.state === 'silent' || health.state === 'behind').map(feedRow),
    load,
    raised: load.reduce((sum, { count }) => sum + count, 0),
  };
}

type Risks = Pick<HandoverSheet, 'risks' | 'counts' | 'owedMinor' | 'atStakeMinor'>;

function risksIn(state: EngineState): Risks {
  const rows: DeskRow[] = [];
  for (const source of sourcesIn(state)) rows.push(deskRow(state, source));
  const sum = (of: readonly DeskRow[]): number => of.reduce((all, { costMinor }) => all + costMinor, 0);
  return {
    risks: mostUrgentOf(rows),
    counts: countsOf(RISK_STATES, (row: DeskRow, risk) => row.state === risk, rows),
    owedMinor: sum(rows.filter((row) => row.state === 'broken')),
    atStakeMinor: sum(rows.filter((row) => row.state !== 'broken')),
  };
}

/** What is broken and still in sight, and what is open and not on track. */
function* sourcesIn({ lapsed, open, items, nowAtMs }: EngineState): Generator<RowSource> {
  for (const [id, { obligation, untilAtMs }] of lapsed)
    if (untilAtMs > nowAtMs && !open.has(id)) yield { item: items.get(obligation.subject) as Item, obligation, open: null };
  for (const each of open.values())
    if (isRisk(each.rung.state)) {
      const { obligation } = each;
      yield { item: items.get(obligation.subject) as Item, obligation, open: each };
    }
}

function isRisk(state: string): state is RiskState {
  return (RISK_STATES as readonly string[]).includes(state);
}

/** Of what is broken half of the list at the most, where something else may still be saved. */
function mostUrgentOf(rows: readonly DeskRow[]): readonly DeskRow[] {
  const [broken, open] = [rows.filter(({ state }) => state === 'broken'), rows.filter(({ state }) => state !== 'broken')];
  const openMax = Math.min(open.length, HANDOVER_ROWS_MAX / 2);
  const first = broken.toSorted(byUrgency).slice(0, HANDOVER_ROWS_MAX - openMax);
  return [...first, ...open.toSorted(byUrgency).slice(0, HANDOVER_ROWS_MAX - first.length)];
}

/** The worst state first; inside one what nobody has acknowledged, then by due. */
function byUrgency(a: DeskRow, b: DeskRow): number {
  return (
    rankOf(a) - rankOf(b) ||
    Number(a.ackedBy !== null) - Number(b.ackedBy !== null) ||
    (a.dueAtMs ?? Number.MAX_SAFE_INTEGER) - (b.dueAtMs ?? Number.MAX_SAFE_INTEGER) ||
    compareText(a.id, b.id)
  );
}

function rankOf({ state }: DeskRow): number {
  return (RISK_STATES as readonly string[]).indexOf(state);
}

function countsOf<K extends string, T>(kinds: readonly K[], isOf: (each: T, kind: K) => boolean, all: readonly T[]): { [P in K]: number } {
  return Object.fromEntries(kinds.map((kind) => [kind, all.filter((each) => isOf(each, kind)).length])) as { [P in K]: number };
}

function shownDeed({ place, subject, atMs, type, data }: Deed): HandoverDeed {
  const stage = typeof data['stage'] === 'string' ? data['stage'] : null;
  const by = typeof data['by'] === 'string' ? data['by'] : '';
  return { id: String(place), row: rowOf(subject, data), label: labelOf(subject, stage), atMs, by, text: deedWords({ type, data }) };
}

/** Those that people shelved within the twelve hours that a shelf may hold, as they stand now. */
function shelvedNow(state: EngineState): readonly HandoverShelved[] {
  const rows = new Set(state.deeds.filter(({ type }) => type === 'kept.shelved').map(({ subject, data }) => rowOf(subject, data)));
  const standing = [...rows].flatMap((row): readonly HandoverShelved[] => {
    const named = obligationNamed(state, row);
    const shelved = named === null ? null : shelvedOf(named.item, named.obligation);
    if (named === null || shelved === null || shelved.untilAtMs <= state.nowAtMs || !(state.open.has(row) || state.lapsed.has(row)))
      return [];
    const { subject, stage } = named.obligation;
    return [{ row, label: labelOf(subject, stage), ...shelved }];
  });
  return standing.sort((a, b) => a.untilAtMs - b.untilAtMs);
}

function rowOf(subject: string, { promise, nth, stage }: Deed['data']): string {
  return openKey({ promise: String(promise), subject, nth: Number(nth), stage: typeof stage === 'string' ? stage : null });
}
