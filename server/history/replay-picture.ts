import type { EngineState } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import type { Bilingual } from '../../shared/text/index.ts';
import { type DeskPatch, DeskRows, type DeskView, diffView, type ViewPatch, type WallView, wallView } from '../../shared/view/index.ts';
import type { ReplayOpen } from '../../shared/wire/index.ts';

/** A view of one state that goes on, and what differs from one look to the next. */
export interface ReplayPicture {
  readonly view: WallView | DeskView;
  refresh(): ViewPatch | DeskPatch | null;
}

/** @throws KeptError BOARD_UNKNOWN where the book of then has no such board. */
export function pictureOf(state: EngineState, wanted: ReplayOpen, banner: Bilingual | null): ReplayPicture {
  return wanted.view === 'desk' ? new DeskRows(state, { banner }) : new WallDrawn(state, wanted.board, banner);
}

class WallDrawn implements ReplayPicture {
  readonly #draw: () => WallView;
  #view: WallView;

  constructor(state: EngineState, boardId: string, banner: Bilingual | null) {
    this.#draw = () => {
      const view = wallView(state, { boardId, banner });
      if (view === null) throw new KeptError('BOARD_UNKNOWN', `There was no board "${boardId}" then.`);
      return view;
    };
    this.#view = this.#draw();
  }

  get view(): WallView {
    return this.#view;
  }

  refresh(): ViewPatch | null {
    const fresh = this.#draw();
    const patch = diffView(this.#view, fresh);
    if (patch !== null) this.#view = fresh;
    return patch;
  }
}
