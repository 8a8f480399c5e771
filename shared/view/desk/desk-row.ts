import type { Deadline } from '../../book/index.ts';
import { leftMs, type Obligation, scopeAt } from '../../clock/index.ts';
import {
  ackedBy,
  type EngineState,
  entriesNamed,
  governingOf,
  type Item,
  incidentsOn,
  judgedOf,
  type Open,
  openKey,
  owedIfBroken,
  ownerBy,
  shelvedOf,
} from '../../engine/index.ts';
import { decimalText } from '../../number/index.ts';
import { minorDigitsOf } from '../../remedy/index.ts';
import { clampChance } from '../chance.ts';
import { labelOf } from '../label.ts';
import type { State } from '../wall/wall.ts';
import type { DeskRow } from './desk.ts';

/** What a row is drawn from: `open` holds its forecast while it is open, and is `null` once it is not. */
export type RowSource = { readonly item: Item; readonly obligation: Obligation; readonly open: Open | null };

/** One obligation as a desk lists it. An excluded one, which only a detail shows, has the state `idle`: nothing of it is judged. */
export function deskRow(state: EngineState, { item, obligation, open }: RowSource): DeskRow {
  const { promise: promiseId, subject, stage, group, dueAtMs } = obligation;
  const promise = governingOf(state, obligation);
  const isStopped = obligation.state === 'stopped';
  const forecast = obligation.state === 'open' ? (open?.forecast ?? null) : null;
  const id = openKey(obligation);
  const warning = open === null ? undefined : state.warnings.on(id);
  const shelved = shelvedOf(item, obligation);
  return {
    id,
    promise: promiseId,
    subject,
    label: labelOf(subject, stage ?? settledBy(state, obligation, promise)),
    title: titleOf(obligation),
    group,
    tier: tierOf(state, obligation, promise),
    owner: ownerBy(promise, item),
    state: stateOf(obligation, open),
    isStopped,
    dueAtMs,
    leftMs: isStopped ? leftWhileStopped(state, obligation) : null,
    chance: forecast === null ? null : clampChance(forecast.chance),
    why: forecast?.driver ?? null,
    warnedAtMs: warning?.raisedAtMs ?? null,
    warnedBy: warning?.by ?? null,
    costMinor: owedIfBroken(state, obligation),
    ackedBy: ackedBy(item, obligation),
    shelvedBy: shelved?.by ?? null,
    shelvedUntilMs: shelved?.untilAtMs ?? null,
    incident: incidentsOn(state, subject)[0]?.id ?? null,
    rev: item.place,
  };
}

/** What one that settles in time is about, in the book's words: a deed, or an amount. `null` for any other. */
function settledBy(state: EngineState, obligation: Obligation, { settles }: Deadline): string | null {
  const [line] = settles === null ? [] : entriesNamed(state, openKey(obligation));
  if (line === undefined) return null;
  const { currency } = state.book;
  return line.remedy.kind === 'do' ? line.remedy.deed : `${decimalText(BigInt(line.minor), minorDigitsOf(currency))} ${currency}`;
}

/** Whether two rows say the same: then the one that was sent stays. */
export function isSameRow(a: DeskRow, b: DeskRow): boolean {
  for (const [key, value] of Object.entries(a)) {
    if (key !== 'why' && value !== b[key as keyof DeskRow]) return false;
  }
  return a.why === b.why || JSON.stringify(a.why) === JSON.stringify(b.why);
}

function stateOf(obligation: Obligation, open: Open | null): State {
  switch (obligation.state) {
    case 'open':
    case 'stopped':
      return open?.rung.state ?? 'on-track';
    case 'excluded':
      return 'idle';
    default:
      return obligation.state;
  }
}

function titleOf({ opening }: Obligation): string {
  const { title, destination } = opening;
  if (typeof title === 'string') return title;
  return typeof destination === 'string' ? `→ ${destination}` : '';
}

/** The values that pick its allowance, as they stood when it was decided or stand now; `null` where all have the same allowance. */
export function tierOf(state: EngineState, { subject, opening, decidedAtMs }: Obligation, { tier, limit, item }: Deadline): string | null {
  if (tier.length === 0 || (limit.kind !== 'within' && limit.kind !== 'every') || 'value' in limit.limits.byTier) return null;
  const joining = { book: state.book, item, opening: { subject, data: opening }, registerOf: state.registers.of };
  const scope = scopeAt(joining, Math.min(decidedAtMs ?? state.nowAtMs, state.nowAtMs));
  const values = tier.map((expression) => expression.evaluate(scope)).filter((value) => value !== undefined && typeof value !== 'object');
  return values.length === 0 ? null : values.join(' · ');
}

function leftWhileStopped(state: EngineState, obligation: Obligation): number | null {
  const { round, bench } = judgedOf(state, obligation);
  return leftMs(round, bench, state.nowAtMs);
}
