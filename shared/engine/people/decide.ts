import type { KeptEvent } from '../../event/index.ts';
import type { EngineState } from '../state.ts';
import { type Action, entriesFor } from './action.ts';
import { type AgendaAct, agendaEntries, isAgendaAct } from './agenda.ts';
import { type HandoverAct, handoverEntries, isHandoverAct } from './handover.ts';
import { bookEntries, type PutBook } from './put-book.ts';

/** What a person or the program itself wants to happen. `by` is who: it stays with the entry for ever. */
export type Command = PutBook | Action | AgendaAct | HandoverAct;

/** The entries that a command makes; none when it changes nothing. @throws KeptError when it is refused, as `bookEntries`, `agendaEntries`, `handoverEntries` and `entriesFor` say. */
export function decide(state: EngineState, command: Command): readonly KeptEvent[] {
  if (isAgendaAct(command)) return agendaEntries(state, command);
  if (isHandoverAct(command)) return handoverEntries(state, command);
  return command.type === 'put-book' ? bookEntries(state, command) : entriesFor(state, command);
}
