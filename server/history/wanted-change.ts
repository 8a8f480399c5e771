import type { Change, EngineState } from '../../shared/engine/index.ts';
import type { ReplayOpen } from '../../shared/wire/index.ts';

/** What a step looks for: the state of a line of the wall, of one named or of any, and on the desk the state of an obligation. */
export function isWantedOn(state: () => EngineState, wanted: ReplayOpen, line: string | null): (change: Change) => boolean {
  return (change) => {
    if (wanted.view === 'desk' && line === null) return change.kind === 'obligation' && change.from !== null;
    if (change.kind !== 'line') return false;
    // A wall has one line for all subjects of an availability.
    const id = state().subjects.get(change.line)?.promise ?? change.line;
    if (line !== null) return id === line || change.line === line;
    const promise = id.split('/', 1)[0] as string;
    return wanted.view === 'wall' && state().book.boards.some((board) => board.id === wanted.board && board.promises.includes(promise));
  };
}
