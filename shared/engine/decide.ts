import type { KeptEvent } from '../event/index.ts';
import type { EngineState } from './state.ts';

/** What a person or the program itself wants to happen. `by` is who: it stays with the entry for ever. */
export type Command = {
  readonly type: 'put-book';
  readonly text: string;
  readonly hash: string;
  readonly by: string;
  readonly atMs: number;
};

/** Kept's own entries come from this source. */
const OWN_SOURCE = '/kept';

/** The entries that a command makes; none when it changes nothing. */
export function decide(state: EngineState, command: Command): readonly KeptEvent[] {
  switch (command.type) {
    case 'put-book': {
      if (state.bookHash === command.hash) return [];
      const { text, hash, by, atMs } = command;
      return [
        {
          id: `book/${hash}/${atMs}`,
          source: OWN_SOURCE,
          type: 'kept.book-put',
          time: isoOf(atMs),
          subject: `book/${state.book.id}`,
          data: { by, hash, text },
        },
      ];
    }
  }
}

/** RFC 3339 in UTC of an instant that was given. */
function isoOf(atMs: number): string {
  return new Date(atMs).toISOString();
}
