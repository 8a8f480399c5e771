import { KeptError, type WireError } from '../../shared/error/index.ts';
import { type DistinctEvents, parseEvent } from '../../shared/event/index.ts';

/** Why a line is not judged: under its own id where it has one, else under its number. */
export type RefusedLine = { readonly id: string; readonly error: WireError };

/** Takes the event of a line into the log; gives why it does not. Identical repeats are taken in silence (LOG-1). */
export function takeLine(log: DistinctEvents, line: string, number: number): RefusedLine | null {
  let id = String(number);
  try {
    const raw = parsed(line);
    id = ownId(raw) ?? id;
    const event = parseEvent(raw);
    if (log.take(event) !== 'conflict') return null;
    throw new KeptError('EVENT_CONFLICT', `${event.source} sent ${event.id} on that day before, with other content; the first stands.`);
  } catch (error) {
    if (!(error instanceof KeptError)) throw error;
    return { id, error: error.toJSON() };
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new KeptError('JSON_INVALID', 'The line is not JSON.', { cause });
  }
}

function ownId(raw: unknown): string | null {
  return typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id : null;
}
