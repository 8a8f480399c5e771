import { KeptError } from '../error/index.ts';
import type { Act } from './events.ts';

const DEEDS = [
  'acknowledge',
  'unacknowledge',
  'shelve',
  'unshelve',
  'assign',
  'note',
  'exclude',
  'include',
  'settle',
  'waive',
  'verify',
  'reject',
];

/** Longest id of a row: a promise, a subject of 1,024 characters, a number. */
const ID_LENGTH_MAX = 1_200;

/**
 * What a person does, as it came over the wire, with the parts that it needs as texts. What they may say is for `decide`.
 * @throws KeptError ACT_INVALID naming the field.
 */
export function parseAct(raw: unknown): Act {
  const fields = fieldsOf(raw);
  const who = { id: idIn(fields), by: textIn(fields, 'by') };
  switch (fields['do']) {
    case 'acknowledge':
    case 'unacknowledge':
    case 'unshelve':
      return { ...who, do: fields['do'] };
    case 'shelve':
      return { ...who, do: 'shelve', untilAtMs: instantIn(fields, 'untilAtMs'), reason: textIn(fields, 'reason') };
    case 'assign':
      return { ...who, do: 'assign', to: textIn(fields, 'to') };
    case 'note':
      return { ...who, do: 'note', text: textIn(fields, 'text') };
    case 'exclude':
      return { ...who, do: 'exclude', reason: textIn(fields, 'reason') };
    case 'include':
      return { ...who, do: 'include', reason: textIn(fields, 'reason') };
    case 'settle':
      return { ...who, do: 'settle', ...reasonIn(fields), ...remedyIn(fields) };
    case 'verify':
      return { ...who, do: 'verify', ...reasonIn(fields) };
    case 'waive':
      return { ...who, do: 'waive', reason: textIn(fields, 'reason'), ...remedyIn(fields) };
    case 'reject':
      return { ...who, do: 'reject', reason: textIn(fields, 'reason'), ...answerIn(fields) };
    default:
      throw new KeptError('ACT_INVALID', `\`do\` must be one of ${DEEDS.join(', ')}.`);
  }
}

/** Which row's detail is asked for. @throws KeptError ACT_INVALID. */
export function parseDetailRequest(raw: unknown): { readonly id: string } {
  return { id: idIn(fieldsOf(raw)) };
}

type Fields = { readonly [key: string]: unknown };

function fieldsOf(raw: unknown): Fields {
  if (typeof raw !== 'object' || raw === null) throw new KeptError('ACT_INVALID', 'It is not an object.');
  return raw as Fields;
}

function idIn(fields: Fields): string {
  const id = textIn(fields, 'id');
  if (id.length > ID_LENGTH_MAX) throw new KeptError('ACT_INVALID', `\`id\` has ${id.length} characters; ${ID_LENGTH_MAX} are allowed.`);
  return id;
}

function reasonIn(fields: Fields): { readonly reason?: string } {
  return fields['reason'] === undefined ? {} : { reason: textIn(fields, 'reason') };
}

function answerIn(fields: Fields): { readonly answer?: string } {
  return fields['answer'] === undefined ? {} : { answer: textIn(fields, 'answer') };
}

function remedyIn({ remedy }: Fields): { readonly remedy?: number } {
  if (remedy === undefined) return {};
  if (typeof remedy !== 'number' || !Number.isInteger(remedy) || remedy < 1)
    throw new KeptError('ACT_INVALID', '`remedy` must be the place of a remedy in the book, from 1.');
  return { remedy };
}

function instantIn(fields: Fields, name: string): number {
  const atMs = fields[name];
  if (typeof atMs !== 'number' || !Number.isSafeInteger(atMs) || atMs < 0)
    throw new KeptError('ACT_INVALID', `\`${name}\` must be an instant in epoch ms.`);
  return atMs;
}

function textIn(fields: Fields, name: string): string {
  const text = fields[name];
  if (typeof text !== 'string') throw new KeptError('ACT_INVALID', `\`${name}\` must be a text.`);
  return text;
}
