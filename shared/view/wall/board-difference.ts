import type { EngineState } from '../../engine/index.ts';
import type { Bilingual } from '../../text/index.ts';
import { owedOnBoard } from './owed-on-board.ts';
import type { WallLine } from './wall.ts';
import { linesOnBoard } from './wall-view.ts';

/**
 * What a board shows of one instant at two times of knowing: as it was shown then, and as it is known now. Forecasts are left out,
 * because only what was shown has any.
 */
export type BoardDifference = {
  /** Lines that differ, and what the board owes where that does. */
  readonly figures: number;
  /** In the order of the board; those that only the older book has come last. */
  readonly lines: readonly LineDifference[];
  readonly owedMinor: { readonly shown: number; readonly known: number } | null;
};

/** `null` where there was or is no such line. */
export type LineDifference = {
  readonly id: string;
  readonly name: Bilingual;
  readonly shown: LineFigure | null;
  readonly known: LineFigure | null;
};

export type LineFigure = {
  /** `open` is on track, at risk or likely: only a forecast tells them apart. */
  readonly state: 'open' | 'kept' | 'broken' | 'no-data' | 'idle';
  readonly good: number;
  readonly all: number;
  /** The share, the count or the value; `null` while nothing has been decided. */
  readonly value: number | null;
  readonly owedMinor: number;
};

/** `null` where neither book has the board. */
export function boardDifference(shown: EngineState, known: EngineState, boardId: string): BoardDifference | null {
  const [before, after] = [linesOf(shown, boardId), linesOf(known, boardId)];
  if (before === null && after === null) return null;
  const lines = [...new Set([...(after?.keys() ?? []), ...(before?.keys() ?? [])])].flatMap((id) => {
    const [old, fresh] = [before?.get(id), after?.get(id)];
    const difference = { id, name: nameOf((fresh ?? old) as WallLine), shown: figureOf(old), known: figureOf(fresh) };
    return JSON.stringify(difference.shown) === JSON.stringify(difference.known) ? [] : [difference];
  });
  const owed = { shown: owedBy(shown, boardId), known: owedBy(known, boardId) };
  const owedDiffers = owed.shown !== owed.known;
  return { figures: lines.length + (owedDiffers ? 1 : 0), lines, owedMinor: owedDiffers ? owed : null };
}

function linesOf(state: EngineState, boardId: string): ReadonlyMap<string, WallLine> | null {
  const board = state.book.boards.find(({ id }) => id === boardId);
  return board === undefined ? null : new Map(linesOnBoard(state, board).map((line) => [line.id, line]));
}

function owedBy(state: EngineState, boardId: string): number {
  const board = state.book.boards.find(({ id }) => id === boardId);
  return board === undefined ? 0 : owedOnBoard(state, board);
}

function figureOf(line: WallLine | undefined): LineFigure | null {
  if (line === undefined) return null;
  const { good, all, owedMinor } = line;
  return { state: stateOf(line), good, all, value: line.share ?? line.count?.value ?? line.statistic?.value ?? null, owedMinor };
}

function stateOf({ state }: WallLine): LineFigure['state'] {
  return state === 'on-track' || state === 'at-risk' || state === 'likely' ? 'open' : state;
}

function nameOf({ short, group }: WallLine): Bilingual {
  return group === null ? short : { en: `${short.en} ${group}`, zh: `${short.zh} ${group}` };
}
