import { KeptError } from '../../shared/error/index.ts';
import { type DistinctEvents, type Json, parseEvent } from '../../shared/event/index.ts';
import { answerLine, type RefusedLine } from './answer-line.ts';

/** Takes the events of lines of JSON into a log, and gives the lines that are refused, as they are read. Empty lines are none. */
export async function* takeEventLines(log: DistinctEvents, lines: AsyncIterable<string>): AsyncGenerator<RefusedLine> {
  let number = 0;
  for await (const line of lines) {
    number += 1;
    const refused = line.trim() === '' ? null : answerLine(line, number, (raw) => takeEvent(log, raw));
    if (refused !== null) yield refused;
  }
}

/** Takes an event into the log. Identical repeats are taken in silence (LOG-1). @throws KeptError EVENT_CONFLICT and those of the event. */
function takeEvent(log: DistinctEvents, raw: Json): null {
  const event = parseEvent(raw);
  if (log.take(event) !== 'conflict') return null;
  throw new KeptError('EVENT_CONFLICT', `${event.source} sent ${event.id} on that day before, with other content; the first stands.`);
}
