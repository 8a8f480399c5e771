import { KeptError } from '../../shared/error/index.ts';
import type { PublishRequest } from '../../shared/wire/index.ts';

type Fields = { readonly [name: string]: unknown };

const NAME_LENGTH_MAX = 80;
const REASON_LENGTH_MAX = 2_000;
/** Ten million million of the smallest unit: more is a slip of the hand. */
const BUDGET_MINOR_MAX = 1e13;
/** A draft is looked at on the thread that judges live events, so that it is shorter than a book may be. */
const DRAFT_LENGTH_MAX = 256 * 1024;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What came over the wire, with every field as it has to be (BOOK-5). @throws KeptError BOOK_REFUSED. */
export function parsePublish(raw: unknown): PublishRequest {
  const fields = fieldsOf(raw);
  const [owner, reviewer, by] = [nameIn(fields, 'owner'), nameIn(fields, 'reviewer'), nameIn(fields, 'by')];
  if (sameName(owner, reviewer)) throw new KeptError('BOOK_REFUSED', '`reviewer` must be another person than `owner`.');
  const { budgetMinor, from } = fields;
  if (typeof budgetMinor !== 'number' || !Number.isSafeInteger(budgetMinor) || budgetMinor < 0 || budgetMinor > BUDGET_MINOR_MAX)
    throw new KeptError('BOOK_REFUSED', '`budgetMinor` must be a whole number of minor units of the currency, 0 or more.');
  if (typeof from !== 'string' || !DAY.test(from)) throw new KeptError('BOOK_REFUSED', '`from` must be a date such as 2026-07-01.');
  const more = { reason: sentenceIn(fields, 'reason'), note: sentenceIn(fields, 'note') };
  return { text: draftIn(raw), base: textIn(fields, 'base', 64), by, owner, reviewer, from, budgetMinor, ...more };
}

/** The text of a draft. @throws KeptError BOOK_REFUSED. */
export function draftIn(raw: unknown): string {
  const { text } = fieldsOf(raw);
  if (typeof text !== 'string') throw new KeptError('BOOK_REFUSED', '`text` must be the text of a book.');
  if (text.length > DRAFT_LENGTH_MAX)
    throw new KeptError('BOOK_REFUSED', `\`text\` is longer than ${DRAFT_LENGTH_MAX} characters; change such a book in its file.`);
  return text;
}

export function fieldsOf(raw: unknown): Fields {
  if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) return raw as Fields;
  throw new KeptError('BOOK_REFUSED', 'The body must be a JSON object, sent as application/json.');
}

/** @throws KeptError BOOK_REFUSED. */
export function textIn(fields: Fields, name: string, lengthMax: number): string {
  const text = fields[name];
  if (typeof text === 'string' && text.trim() !== '' && text.length <= lengthMax && text.isWellFormed()) return text.trim();
  throw new KeptError('BOOK_REFUSED', `\`${name}\` must be a text of 1 to ${lengthMax} characters.`);
}

function nameIn(fields: Fields, name: string): string {
  return textIn(fields, name, NAME_LENGTH_MAX);
}

function sentenceIn(fields: Fields, name: string): string {
  const text = fields[name];
  return text === undefined || text === '' ? '' : textIn(fields, name, REASON_LENGTH_MAX);
}

function sameName(one: string, other: string): boolean {
  const plain = (name: string) => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
  return plain(one) === plain(other);
}
