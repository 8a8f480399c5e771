import { KeptError } from '../error/index.ts';
import type { ReviewAct } from './review-act.ts';

/** Of a decision's id, which names an instant and a hash. */
const ID_LENGTH_MAX = 200;

/** What a person does in a review, as it came over the wire. What they may say is for `decide`. @throws KeptError ACT_INVALID naming the field. */
export function parseReviewAct(raw: unknown): ReviewAct {
  if (typeof raw !== 'object' || raw === null) throw new KeptError('ACT_INVALID', 'It is not an object.');
  const fields = raw as Fields;
  const by = textIn(fields, 'by');
  switch (fields['do']) {
    case 'pin':
      return { by, do: 'pin', atMs: instantIn(fields), text: textIn(fields, 'text') };
    case 'resolve':
      return { by, do: 'resolve', text: textIn(fields, 'text'), owner: textIn(fields, 'owner'), dueDay: textIn(fields, 'dueDay') };
    case 'finish':
      return {
        by,
        do: 'finish',
        decision: idIn(fields),
        ...(fields['text'] === undefined ? {} : { text: textIn(fields, 'text') }),
      };
    default:
      throw new KeptError('ACT_INVALID', '`do` must be one of pin, resolve, finish.');
  }
}

type Fields = { readonly [key: string]: unknown };

function textIn(fields: Fields, name: string): string {
  const text = fields[name];
  if (typeof text !== 'string') throw new KeptError('ACT_INVALID', `\`${name}\` must be a text.`);
  return text;
}

function idIn(fields: Fields): string {
  const id = textIn(fields, 'decision');
  if (id.length > ID_LENGTH_MAX) throw new KeptError('ACT_INVALID', `\`decision\` is longer than ${ID_LENGTH_MAX} characters.`);
  return id;
}

/** From 1970 to the end of 9999. */
function instantIn({ atMs }: Fields): number {
  if (typeof atMs !== 'number' || !Number.isInteger(atMs) || atMs < 0 || atMs > 253_402_300_799_999)
    throw new KeptError('ACT_INVALID', '`atMs` must be an instant in epoch milliseconds.');
  return atMs;
}
