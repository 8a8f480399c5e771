import type { Mark } from '../../clock/index.ts';
import { KeptError } from '../../error/index.ts';
import { instantOf, type JsonObject, type KeptEvent, textHash } from '../../event/index.ts';
import type { EngineState } from '../state.ts';
import { ownEntry } from './own-entry.ts';
import { saidText } from './said-text.ts';

/** A lead signs off a shift, in words beside what Kept says of it, and the next one takes it over (ACT-7, ACT-8). */
export type HandoverAct = { readonly by: string; readonly atMs: number } & (
  | {
      readonly type: 'hand-over';
      readonly text: string;
      /** Of what instant the figures were that were read and signed. */
      readonly seenAtMs: number;
    }
  /** `handover` is the id of its entry. */
  | { readonly type: 'take-over'; readonly handover: string }
);

/** A shift that was signed off. What was signed is what was known at `seenAtMs`: the log gives that at any time. */
export type Handover = {
  readonly id: string;
  readonly by: string;
  readonly atMs: number;
  readonly seenAtMs: number;
  readonly text: string;
  readonly taken: { readonly by: string; readonly atMs: number } | null;
};

/** What all entries of handovers are about. */
const SUBJECT = 'desk/handover';
/** Three shifts a day for decades. */
const ENTRIES_MAX = 40_000;
/** What was read longer ago is not what is handed over. */
const SEEN_MS_MAX = 15 * 60_000;
const ENTRY_TYPE = { 'hand-over': 'kept.handed-over', 'take-over': 'kept.taken-over' } as const;

export function isHandoverAct<C extends { readonly type: string }>(command: C): command is Extract<C, HandoverAct> {
  return Object.hasOwn(ENTRY_TYPE, command.type);
}

/** The entry that an act makes: the same one sent twice is one entry. @throws KeptError ACT_INVALID, HANDOVER_UNKNOWN, HANDOVER_TAKEN. */
export function handoverEntries(state: EngineState, act: HandoverAct): readonly KeptEvent[] {
  if (marksOf(state).length >= ENTRIES_MAX)
    throw new KeptError('ACT_INVALID', `There are ${ENTRIES_MAX} entries of handovers, which is as many as there may be.`);
  const by = saidText('by', act.by);
  const data: JsonObject = { by, ...(act.type === 'hand-over' ? signed(act) : taken(state, act.handover, by)) };
  return [
    ownEntry({
      id: `${act.type}/${act.atMs}/${textHash(JSON.stringify(data))}`,
      type: ENTRY_TYPE[act.type],
      atMs: act.atMs,
      subject: SUBJECT,
      data,
    }),
  ];
}

/** The shift that was signed off last; `null` before the first. */
export function lastHandover(state: EngineState): Handover | null {
  const marks = marksOf(state);
  const at = marks.findLastIndex(({ type }) => type === ENTRY_TYPE['hand-over']);
  const last = marks[at];
  if (last === undefined) return null;
  const { id, atMs, data } = last;
  const takes = marks.slice(at + 1).find((mark) => mark.type === ENTRY_TYPE['take-over'] && mark.data['handover'] === id);
  return {
    id,
    by: textIn(data, 'by'),
    atMs,
    seenAtMs: instantOf(textIn(data, 'seen')) ?? atMs,
    text: textIn(data, 'text'),
    taken: takes === undefined ? null : { by: textIn(takes.data, 'by'), atMs: takes.atMs },
  };
}

function signed({ text, seenAtMs, atMs }: Extract<HandoverAct, { type: 'hand-over' }>): JsonObject {
  if (seenAtMs > atMs || seenAtMs < atMs - SEEN_MS_MAX)
    throw new KeptError('ACT_INVALID', '`seenAtMs` must lie in the last 15 minutes: read the handover again as it stands now.');
  return { text: saidText('text', text), seen: new Date(seenAtMs).toISOString() };
}

function taken(state: EngineState, id: string, by: string): JsonObject {
  const last = lastHandover(state);
  if (last?.id !== id) throw new KeptError('HANDOVER_UNKNOWN', `${JSON.stringify(id.slice(0, 200))} is not the last handover.`);
  if (last.taken !== null) throw new KeptError('HANDOVER_TAKEN', `It was taken over by ${last.taken.by}.`);
  if (last.by === by) throw new KeptError('ACT_INVALID', '`by` has signed it off: somebody else takes it over.');
  return { handover: id };
}

function marksOf({ items }: EngineState): readonly Mark[] {
  return items.get(SUBJECT)?.marks ?? [];
}

function textIn(data: JsonObject, name: string): string {
  const text = data[name];
  return typeof text === 'string' ? text : '';
}
