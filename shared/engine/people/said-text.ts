import { KeptError } from '../../error/index.ts';

/** Longest texts, in UTF-16 units. */
const LENGTH_MAX = { by: 80, to: 80, owner: 80, text: 2_000, reason: 500, answer: 2_000 } as const;

/** What a person has written, without the space around it. @throws KeptError ACT_INVALID naming the field. */
export function saidText(field: keyof typeof LENGTH_MAX, raw: string): string {
  const text = raw.trim();
  if (text === '') throw new KeptError('ACT_INVALID', `\`${field}\` must not be empty.`);
  if (text.length > LENGTH_MAX[field])
    throw new KeptError('ACT_INVALID', `\`${field}\` has ${text.length} characters; ${LENGTH_MAX[field]} are allowed.`);
  if (!text.isWellFormed()) throw new KeptError('ACT_INVALID', `\`${field}\` must be well-formed Unicode.`);
  return text;
}
