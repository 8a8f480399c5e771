import { KeptError, type WireError } from '../../shared/error/index.ts';
import type { Json } from '../../shared/event/index.ts';

/** Why a line has no answer: under its own id where it has one, else under its number. */
export type RefusedLine = { readonly id: string; readonly error: WireError };

/** What a line of JSON is answered with, or why it is refused. */
export function answerLine<T>(line: string, number: number, answer: (raw: Json) => T): T | RefusedLine {
  let id = String(number);
  try {
    const raw = parsed(line);
    id = ownId(raw) ?? id;
    return answer(raw);
  } catch (error) {
    if (!(error instanceof KeptError)) throw error;
    return { id, error: error.toJSON() };
  }
}

function parsed(line: string): Json {
  try {
    return JSON.parse(line) as Json;
  } catch (cause) {
    throw new KeptError('JSON_INVALID', 'The line is not JSON.', { cause });
  }
}

function ownId(raw: Json): string | null {
  return typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw['id'] === 'string' ? raw['id'] : null;
}
