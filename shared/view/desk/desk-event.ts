import type { Mark } from '../../clock/index.ts';
import { eventKey, eventWords, type Text } from '../../text/index.ts';
import type { DeskEvent } from './desk.ts';

/** Where one entry of the log is named by what it says, and not by its type alone. */
const ARGUMENT: { readonly [type: string]: 'text' | 'reason' } = {
  'kept.noted': 'text',
  'kept.excluded': 'reason',
  'kept.included': 'reason',
  'kept.shelved': 'reason',
  'kept.waived': 'reason',
};

/**
 * A mark as what happened: known by its place in the log, which no other entry has.
 * @param ignored openings that opened nothing (OBL-1).
 */
export function deskEvent(mark: Mark, ignored: readonly Mark[]): DeskEvent {
  const { by } = mark.data;
  const text: Text = ignored.includes(mark)
    ? { key: 'event.opened-nothing', args: { event: eventWords(mark.type, mark.data['cause']) } }
    : deedWords(mark);
  return { id: String(mark.place), atMs: mark.atMs, text, actor: typeof by === 'string' ? by : mark.source };
}

/** What a mark says, in words where Kept has them. */
export function deedWords({ type, data }: Pick<Mark, 'type' | 'data'>): Text {
  if (type.endsWith('.assigned') && typeof data['to'] === 'string') return { key: 'event.assigned', args: { to: data['to'] } };
  const key = eventKey(type, data['cause']);
  if (key === null) return { key: 'event.other', args: { type } };
  const argument = ARGUMENT[type];
  const said = argument === undefined ? undefined : data[argument];
  return argument === undefined ? { key } : { key, args: { [argument]: typeof said === 'string' ? said : '' } };
}
