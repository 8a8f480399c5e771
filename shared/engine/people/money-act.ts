import { KeptError } from '../../error/index.ts';
import { type JsonObject, type KeptEvent, textHash } from '../../event/index.ts';
import { decimalText } from '../../number/index.ts';
import { minorDigitsOf } from '../../remedy/index.ts';
import { type Complaint, complaintOf } from '../complaints/complaint.ts';
import { entriesNamed } from '../money/entries-on.ts';
import type { LedgerEntry } from '../money/ledger-entry.ts';
import type { EngineState } from '../state.ts';
import { obligationNamed } from './obligation-named.ts';
import { ownEntry } from './own-entry.ts';
import { effectiveMarks } from './people.ts';

/** Who does what about money, checked: `said` holds `by` and, where it was given, `reason`. */
export type MoneyAct = {
  readonly type: 'settle' | 'waive' | 'verify' | 'reject';
  /** Of a row, or `promise subject nth` of what is paid for; of a complaint, its own id will do. */
  readonly id: string;
  /** The place of the remedy that is meant; `null` for all. */
  readonly remedy: number | null;
  readonly atMs: number;
  readonly said: JsonObject;
};

/** Where a line may stand for each act to change something. */
const OPEN_TO = { settle: ['owed', 'difference'], waive: ['owed', 'claimed', 'difference'] } as const;

/**
 * The entries of an act about money: one for each line that is settled or waived, with the amount that was. Internal lines come when
 * nothing is open outside (MON-6).
 * @throws KeptError NOTHING_OWED, COMPLAINT_UNKNOWN, ALREADY_DECIDED.
 */
export function moneyEntries(state: EngineState, act: MoneyAct): readonly KeptEvent[] {
  if (act.type === 'verify' || act.type === 'reject') return [decisionEntry(state, act, act.type)];
  const states: readonly string[] = OPEN_TO[act.type];
  const isMeant = ({ number, state: stands }: LedgerEntry) => states.includes(stands) && (act.remedy === null || act.remedy === number);
  const lines = entriesNamed(state, act.id).filter(isMeant);
  if (lines.length === 0) throw new KeptError('NOTHING_OWED', `Nothing of ${JSON.stringify(act.id.slice(0, 200))} is owed now.`);
  // What is paid outside and what is fined inside are two ledgers: nobody closes both by one word.
  const outside = lines.filter(({ remedy }) => !remedy.isInternal);
  return (outside.length > 0 ? outside : lines).map((line) => closingEntry(state, act, line));
}

function closingEntry({ book }: EngineState, act: MoneyAct, { promise, subject, number, minor, remedy, cause }: LedgerEntry): KeptEvent {
  const which = cause.kind === 'obligation' ? { nth: cause.obligation.nth } : { window: new Date(cause.fromAtMs).toISOString() };
  const isPaid = act.type === 'settle' && remedy.kind === 'pay';
  const amount = isPaid ? { amount: decimalText(BigInt(minor), minorDigitsOf(book.currency)) } : {};
  const data = { promise, ...which, remedy: number, ...amount, ...act.said };
  return entry(act, act.type === 'settle' ? 'kept.settled' : 'kept.waived', subject, data);
}

/** The entry carries what the complaint said: the values of what is owed read it there. */
function decisionEntry(state: EngineState, act: MoneyAct, type: 'verify' | 'reject'): KeptEvent {
  const complaint = complaintNamed(state, act.id);
  if (complaint === null) throw new KeptError('COMPLAINT_UNKNOWN', `There is no complaint ${JSON.stringify(act.id.slice(0, 200))}.`);
  const decided = type === 'verify' ? 'complaint.verified' : 'complaint.rejected';
  if (complaint.decision?.type === decided) throw new KeptError('ALREADY_DECIDED', `${complaint.subject} is decided so already.`);
  const told: JsonObject = Object.assign({}, ...complaint.marks.map(({ data }) => data));
  const { replaces, reason, answer, ...said } = told;
  return entry(act, decided, complaint.subject, { ...said, ...act.said });
}

function complaintNamed(state: EngineState, id: string): Complaint | null {
  const item = state.items.get(id) ?? obligationNamed(state, id)?.item;
  return item === undefined ? null : complaintOf(item.subject, effectiveMarks(item));
}

function entry({ type: act, atMs }: MoneyAct, type: string, subject: string, data: JsonObject): KeptEvent {
  return ownEntry({ id: `${act}/${atMs}/${textHash(JSON.stringify([subject, data]))}`, type, atMs, subject, data });
}
