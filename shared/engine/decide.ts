import type { KeptEvent } from '../event/index.ts';
import { type Action, entryFor } from './action.ts';
import { ownEntry } from './own-entry.ts';
import type { EngineState } from './state.ts';

/** The book that the log is judged by from now on. */
type PutBook = { readonly type: 'put-book'; readonly text: string; readonly hash: string; readonly by: string; readonly atMs: number };

/** What a person or the program itself wants to happen. `by` is who: it stays with the entry for ever. */
export type Command = PutBook | Action;

/** The entries that a command makes; none when it changes nothing. @throws KeptError when it is refused, as `entryFor` says. */
export function decide(state: EngineState, command: Command): readonly KeptEvent[] {
  if (command.type !== 'put-book') return [entryFor(state, command)];
  if (state.bookHash === command.hash) return [];
  const { text, hash, by, atMs } = command;
  return [
    ownEntry({ id: `book/${hash}/${atMs}`, type: 'kept.book-put', atMs, subject: `book/${state.book.id}`, data: { by, hash, text } }),
  ];
}
