import { KeptError } from '../error/index.ts';

/**
 * What a lead does at the end of a shift and at the beginning of the next, posted to `/api/handover`. `seenAtMs` is `atMs` of the sheet
 * that was read and signed, `handover` the id of what is taken over.
 */
export type HandoverDeed = { readonly by: string } & (
  | { readonly do: 'hand-over'; readonly text: string; readonly seenAtMs: number }
  | { readonly do: 'take-over'; readonly handover: string }
);

/** An id holds an instant and a hash. */
const ID_LENGTH_MAX = 200;

/** As it came over the wire; what may be said is for `decide`. @throws KeptError ACT_INVALID naming the field. */
export function parseHandoverDeed(raw: unknown): HandoverDeed {
  if (typeof raw !== 'object' || raw === null) throw new KeptError('ACT_INVALID', 'It is not an object.');
  const fields = raw as Fields;
  const by = textIn(fields, 'by');
  switch (fields['do']) {
    case 'hand-over':
      return { by, do: 'hand-over', text: textIn(fields, 'text'), seenAtMs: instantIn(fields) };
    case 'take-over':
      return { by, do: 'take-over', handover: textIn(fields, 'handover').slice(0, ID_LENGTH_MAX) };
    default:
      throw new KeptError('ACT_INVALID', '`do` must be one of hand-over, take-over.');
  }
}

type Fields = { readonly [key: string]: unknown };

function textIn(fields: Fields, name: string): string {
  const text = fields[name];
  if (typeof text !== 'string') throw new KeptError('ACT_INVALID', `\`${name}\` must be a text.`);
  return text;
}

function instantIn({ seenAtMs }: Fields): number {
  if (typeof seenAtMs !== 'number' || !Number.isSafeInteger(seenAtMs) || seenAtMs < 0)
    throw new KeptError('ACT_INVALID', '`seenAtMs` must be an instant in epoch ms.');
  return seenAtMs;
}
