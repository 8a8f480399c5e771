import type { Mark } from '../../clock/index.ts';
import { KeptError } from '../../error/index.ts';
import { dayNumberOf, instantOf, type JsonObject, type KeptEvent, textHash } from '../../event/index.ts';
import type { EngineState } from '../state.ts';
import { ownEntry } from './own-entry.ts';
import { saidText } from './said-text.ts';

/** What a person does in a review, see REV-7: a note about an instant, a decision with an owner and a local day, and that one is done. */
export type AgendaAct = { readonly by: string; readonly atMs: number } & (
  | { readonly type: 'pin'; readonly aboutAtMs: number; readonly text: string }
  | { readonly type: 'resolve'; readonly text: string; readonly owner: string; readonly dueDay: string }
  | { readonly type: 'finish'; readonly decision: string; readonly text: string | null }
);

/** `id` is that of the entry. */
export type AgendaDecision = {
  readonly id: string;
  readonly text: string;
  readonly owner: string;
  /** `2026-06-18`. */
  readonly dueDay: string;
  readonly by: string;
  readonly atMs: number;
  readonly done: { readonly atMs: number; readonly by: string; readonly text: string | null } | null;
};

export type AgendaNote = {
  readonly id: string;
  readonly text: string;
  /** The instant that it speaks of. */
  readonly aboutAtMs: number;
  readonly by: string;
  readonly atMs: number;
};

/** What all entries of the agenda are about. */
const SUBJECT = 'review/agenda';
/** Entries that it holds: a review of every day of some decades. */
const ENTRIES_MAX = 20_000;
const ENTRY_TYPE = { pin: 'kept.pinned', resolve: 'kept.resolved', finish: 'kept.finished' } as const;

export function isAgendaAct<C extends { readonly type: string }>(command: C): command is Extract<C, AgendaAct> {
  return Object.hasOwn(ENTRY_TYPE, command.type);
}

/** The entry that an act makes: the same one sent twice is one entry. @throws KeptError ACT_INVALID, DECISION_UNKNOWN, DECISION_DONE. */
export function agendaEntries(state: EngineState, act: AgendaAct): readonly KeptEvent[] {
  if ((state.items.get(SUBJECT)?.marks.length ?? 0) >= ENTRIES_MAX)
    throw new KeptError('ACT_INVALID', `The agenda holds ${ENTRIES_MAX} entries, which is as many as it may.`);
  const { type, atMs } = act;
  const data: JsonObject = { by: saidText('by', act.by), ...saidIn(state, act) };
  return [ownEntry({ id: `${type}/${atMs}/${textHash(JSON.stringify(data))}`, type: ENTRY_TYPE[type], atMs, subject: SUBJECT, data })];
}

/** All that the log holds of it, in the order in which it was said. */
export function agendaOf(state: EngineState): { readonly decisions: readonly AgendaDecision[]; readonly notes: readonly AgendaNote[] } {
  const marks = state.items.get(SUBJECT)?.marks ?? [];
  const done = new Map<string, AgendaDecision['done']>();
  for (const { type, atMs, data } of marks) {
    const id = textIn(data, 'decision');
    const before = done.get(id);
    if (type === ENTRY_TYPE.finish && before === undefined)
      done.set(id, { atMs, by: textIn(data, 'by'), text: textIn(data, 'text') || null });
  }
  return {
    decisions: marks.filter(({ type }) => type === ENTRY_TYPE.resolve).map((mark) => decisionOf(mark, done.get(mark.id) ?? null)),
    notes: marks.filter(({ type }) => type === ENTRY_TYPE.pin).map(noteOf),
  };
}

function saidIn(state: EngineState, act: AgendaAct): JsonObject {
  switch (act.type) {
    case 'pin':
      if (act.aboutAtMs > act.atMs) throw new KeptError('ACT_INVALID', '`atMs` lies after now: a note is about an instant of the past.');
      return { text: saidText('text', act.text), at: new Date(act.aboutAtMs).toISOString() };
    case 'resolve':
      return { text: saidText('text', act.text), owner: saidText('owner', act.owner), due: dayIn(act.dueDay) };
    case 'finish':
      refuseWhereItIsDone(state, act.decision);
      return { decision: act.decision, ...(act.text === null ? {} : { text: saidText('text', act.text) }) };
  }
}

function refuseWhereItIsDone(state: EngineState, id: string): void {
  const decision = agendaOf(state).decisions.find((each) => each.id === id);
  if (decision === undefined) throw new KeptError('DECISION_UNKNOWN', `There is no decision ${JSON.stringify(id.slice(0, 200))}.`);
  if (decision.done !== null) throw new KeptError('DECISION_DONE', `It was finished by ${decision.done.by}.`);
}

function dayIn(text: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined || dayNumberOf(Number(year), Number(month), Number(day)) === null)
    throw new KeptError('ACT_INVALID', '`dueDay` must be a day such as 2026-06-18.');
  return text;
}

function decisionOf({ id, atMs, data }: Mark, done: AgendaDecision['done']): AgendaDecision {
  return { id, text: textIn(data, 'text'), owner: textIn(data, 'owner'), dueDay: textIn(data, 'due'), by: textIn(data, 'by'), atMs, done };
}

function noteOf({ id, atMs, data }: Mark): AgendaNote {
  return { id, text: textIn(data, 'text'), aboutAtMs: instantOf(textIn(data, 'at')) ?? atMs, by: textIn(data, 'by'), atMs };
}

function textIn(data: JsonObject, name: string): string {
  const text = data[name];
  return typeof text === 'string' ? text : '';
}
