import type { EngineState } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import type { Bilingual } from '../../shared/text/index.ts';
import {
  type DeskPatch,
  DeskRows,
  type DeskView,
  type Picture,
  type ViewPatch,
  WallPicture,
  type WallView,
  wallView,
} from '../../shared/view/index.ts';
import type { ReplayOpen } from '../../shared/wire/index.ts';

/** A view of one state that goes on, and what differs from one look to the next. */
export type ReplayPicture = Picture<WallView | DeskView, ViewPatch | DeskPatch>;

/** @throws KeptError BOARD_UNKNOWN where the book of then has no such board. */
export function pictureOf(state: EngineState, wanted: ReplayOpen, banner: Bilingual | null): ReplayPicture {
  if (wanted.view === 'desk') return new DeskRows(state, { banner });
  const { board: boardId } = wanted;
  return new WallPicture(() => {
    const view = wallView(state, { boardId, banner });
    if (view === null) throw new KeptError('BOARD_UNKNOWN', `There was no board "${boardId}" then.`);
    return view;
  });
}
