import { KeptError } from '../../shared/error/index.ts';
import { DistinctEvents, type KeptEvent, parseEvent } from '../../shared/event/index.ts';
import { inputLines } from './input-lines.ts';

/**
 * The events of files of JSON lines, repeats left out (LOG-1): one that is wrong ends the reading, since what is told of the whole would be
 * wrong too. None where no file is named. @throws KeptError FILE_UNREADABLE and those of an event, saying the line.
 */
export async function eventsIn(files: readonly string[]): Promise<readonly KeptEvent[]> {
  const log = new DistinctEvents();
  let number = 0;
  for await (const line of files.length === 0 ? [] : inputLines(files, process.stdin)) {
    number += 1;
    if (line.trim() !== '') log.take(eventIn(line, number));
  }
  return [...log.inOrder()];
}

/** @throws KeptError those of an event, saying the line. */
function eventIn(line: string, number: number): KeptEvent {
  try {
    return parseEvent(rawOf(line));
  } catch (error) {
    if (error instanceof KeptError) throw new KeptError(error.code, `Line ${number} of the events: ${error.message}`);
    throw error;
  }
}

function rawOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new KeptError('JSON_INVALID', 'it is not JSON.');
  }
}
