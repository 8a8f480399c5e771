import { exclusionByRule } from '../../clock/index.ts';
import { KeptError } from '../../error/index.ts';
import { type JsonObject, type KeptEvent, textHash } from '../../event/index.ts';
import { judgedOf } from '../items/judged.ts';
import type { EngineState } from '../state.ts';
import { moneyEntries } from './money-act.ts';
import { type Named, obligationNamed } from './obligation-named.ts';
import { ownEntry } from './own-entry.ts';
import { ackedBy, shelvedOf } from './people.ts';
import { saidText } from './said-text.ts';

/** What a person does about one obligation. `id` is its key, `by` who does it: it stays with the entry for ever. */
export type Action = {
  readonly id: string;
  readonly by: string;
  readonly atMs: number;
} & (
  | { readonly type: 'acknowledge' }
  /** Takes back what the same person said. */
  | { readonly type: 'unacknowledge' }
  | { readonly type: 'assign'; readonly to: string }
  | { readonly type: 'note'; readonly text: string }
  /** Puts it out of the way until an instant, and back before that. */
  | { readonly type: 'shelve'; readonly untilAtMs: number; readonly reason: string }
  | { readonly type: 'unshelve' }
  | { readonly type: 'exclude' | 'include'; readonly reason: string }
  /** About money: what is owed, of one remedy by its place in the book or of all (`null`), or the complaint that it hangs on. */
  | { readonly type: 'settle'; readonly reason: string | null; readonly remedy?: number | null }
  | { readonly type: 'waive'; readonly reason: string; readonly remedy?: number | null }
  | { readonly type: 'verify'; readonly reason: string | null }
  /** `answer` is what whoever complained is told (PUB-6). */
  | { readonly type: 'reject'; readonly reason: string; readonly answer?: string | null }
);

/** A shift and a half: what is put aside for longer is nobody's any more. */
export const SHELVE_MS_MAX = 12 * 3_600_000;

const ENTRY_TYPE = {
  acknowledge: 'kept.acknowledged',
  unacknowledge: 'kept.unacknowledged',
  shelve: 'kept.shelved',
  unshelve: 'kept.unshelved',
  assign: 'kept.assigned',
  note: 'kept.noted',
  exclude: 'kept.excluded',
  include: 'kept.included',
} as const;

/**
 * The entries that a person's action makes. An id holds the instant and what is said, so that two people may act in the same
 * millisecond, and the same click sent twice is one entry.
 * @throws KeptError ACT_INVALID, OBLIGATION_UNKNOWN, NOT_ACKNOWLEDGED, NOT_SHELVED, ALREADY_EXCLUDED, NOT_EXCLUDED, EXCLUDED_BY_RULE, NOTHING_OWED,
 * COMPLAINT_UNKNOWN, ALREADY_DECIDED.
 */
export function entriesFor(state: EngineState, action: Action): readonly KeptEvent[] {
  const said = { by: saidText('by', action.by), ...saidIn(action) };
  if (isAboutMoney(action)) {
    const { type, id, atMs } = action;
    return moneyEntries(state, { type, id, atMs, remedy: ('remedy' in action ? action.remedy : undefined) ?? null, said });
  }
  const named = obligationNamed(state, action.id);
  if (named === null) throw new KeptError('OBLIGATION_UNKNOWN', `There is no obligation ${JSON.stringify(action.id.slice(0, 200))}.`);
  refuseWhereItChangesNothing(state, action, named);
  const { promise, subject, nth, stage } = named.obligation;
  const entry = ownEntry({
    id: `${action.type}/${action.atMs}/${textHash(JSON.stringify([action.id, said]))}`,
    type: ENTRY_TYPE[action.type],
    atMs: action.atMs,
    subject,
    data: { promise, nth, ...(stage === null ? {} : { stage }), ...said },
  });
  return [entry];
}

type AboutMoney = Extract<Action, { readonly type: 'settle' | 'waive' | 'verify' | 'reject' }>;

function isAboutMoney(action: Action): action is AboutMoney {
  return !(action.type in ENTRY_TYPE);
}

function saidIn(action: Action): JsonObject {
  switch (action.type) {
    case 'acknowledge':
    case 'unacknowledge':
    case 'unshelve':
      return {};
    case 'shelve':
      return { until: shelvedUntil(action), reason: saidText('reason', action.reason) };
    case 'assign':
      return { to: saidText('to', action.to) };
    case 'note':
      return { text: saidText('text', action.text) };
    case 'settle':
    case 'verify':
      return action.reason === null ? {} : { reason: saidText('reason', action.reason) };
    case 'exclude':
    case 'include':
    case 'waive':
      return { reason: saidText('reason', action.reason) };
    case 'reject': {
      const { reason, answer = null } = action;
      return { reason: saidText('reason', reason), ...(answer === null ? {} : { answer: saidText('answer', answer) }) };
    }
  }
}

function shelvedUntil({ untilAtMs, atMs }: { readonly untilAtMs: number; readonly atMs: number }): string {
  if (untilAtMs > atMs && untilAtMs <= atMs + SHELVE_MS_MAX) return new Date(untilAtMs).toISOString();
  throw new KeptError('ACT_INVALID', '`untilAtMs` must lie ahead, by twelve hours at most.');
}

function refuseWhereItChangesNothing(state: EngineState, { type, id, by }: Exclude<Action, AboutMoney>, { item, obligation }: Named): void {
  if (type === 'unacknowledge' && ackedBy(item, obligation) !== by.trim())
    throw new KeptError('NOT_ACKNOWLEDGED', `${id} is not acknowledged by ${by.trim()}.`);
  if (type === 'unshelve' && shelvedOf(item, obligation) === null) throw new KeptError('NOT_SHELVED', `${id} is not shelved.`);
  const isExcluded = obligation.state === 'excluded';
  if (type === 'exclude' && isExcluded) throw new KeptError('ALREADY_EXCLUDED', `${id} is excluded already: ${obligation.reason}.`);
  if (type !== 'include') return;
  if (!isExcluded) throw new KeptError('NOT_EXCLUDED', `${id} is not excluded.`);
  const { round, bench } = judgedOf(state, obligation);
  const rule = exclusionByRule(round, bench);
  if (rule !== null) throw new KeptError('EXCLUDED_BY_RULE', `${id} is excluded by a rule of its promise: ${rule}.`);
}
