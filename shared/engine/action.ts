import { exclusionByRule } from '../clock/index.ts';
import { KeptError } from '../error/index.ts';
import { type JsonObject, type KeptEvent, textHash } from '../event/index.ts';
import { judgedOf } from './judged.ts';
import { type Named, obligationNamed } from './obligation-named.ts';
import { ownEntry } from './own-entry.ts';
import type { EngineState } from './state.ts';

/** What a person does about one obligation. `id` is its key, `by` who does it: it stays with the entry for ever. */
export type Action = { readonly id: string; readonly by: string; readonly atMs: number } & (
  | { readonly type: 'acknowledge' }
  | { readonly type: 'assign'; readonly to: string }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'exclude' | 'include'; readonly reason: string }
);

/** Longest texts, in UTF-16 units. */
const LENGTH_MAX = { by: 80, to: 80, text: 2_000, reason: 500 } as const;

const ENTRY_TYPE = {
  acknowledge: 'kept.acknowledged',
  assign: 'kept.assigned',
  note: 'kept.noted',
  exclude: 'kept.excluded',
  include: 'kept.included',
} as const;

/**
 * The entry that a person's action makes. Its id holds the instant and what is said, so that two people may act in the same
 * millisecond, and the same click sent twice is one entry.
 * @throws KeptError ACT_INVALID, OBLIGATION_UNKNOWN, ALREADY_EXCLUDED, NOT_EXCLUDED, EXCLUDED_BY_RULE.
 */
export function entryFor(state: EngineState, action: Action): KeptEvent {
  const said = { by: checked('by', action.by), ...saidIn(action) };
  const named = obligationNamed(state, action.id);
  if (named === null) throw new KeptError('OBLIGATION_UNKNOWN', `There is no obligation ${JSON.stringify(action.id.slice(0, 200))}.`);
  refuseWhereItChangesNothing(state, action, named);
  const { promise, subject, nth, stage } = named.obligation;
  return ownEntry({
    id: `${action.type}/${action.atMs}/${textHash(JSON.stringify([action.id, said]))}`,
    type: ENTRY_TYPE[action.type],
    atMs: action.atMs,
    subject,
    data: { promise, nth, ...(stage === null ? {} : { stage }), ...said },
  });
}

function saidIn(action: Action): JsonObject {
  switch (action.type) {
    case 'acknowledge':
      return {};
    case 'assign':
      return { to: checked('to', action.to) };
    case 'note':
      return { text: checked('text', action.text) };
    case 'exclude':
    case 'include':
      return { reason: checked('reason', action.reason) };
  }
}

function checked(field: keyof typeof LENGTH_MAX, raw: string): string {
  const text = raw.trim();
  if (text === '') throw new KeptError('ACT_INVALID', `\`${field}\` must not be empty.`);
  if (text.length > LENGTH_MAX[field])
    throw new KeptError('ACT_INVALID', `\`${field}\` has ${text.length} characters; ${LENGTH_MAX[field]} are allowed.`);
  if (!text.isWellFormed()) throw new KeptError('ACT_INVALID', `\`${field}\` must be well-formed Unicode.`);
  return text;
}

function refuseWhereItChangesNothing(state: EngineState, { type, id }: Action, { obligation }: Named): void {
  const isExcluded = obligation.state === 'excluded';
  if (type === 'exclude' && isExcluded) throw new KeptError('ALREADY_EXCLUDED', `${id} is excluded already: ${obligation.reason}.`);
  if (type !== 'include') return;
  if (!isExcluded) throw new KeptError('NOT_EXCLUDED', `${id} is not excluded.`);
  const { round, bench } = judgedOf(state, obligation);
  const rule = exclusionByRule(round, bench);
  if (rule !== null) throw new KeptError('EXCLUDED_BY_RULE', `${id} is excluded by a rule of its promise: ${rule}.`);
}
