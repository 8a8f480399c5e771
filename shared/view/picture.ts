import { diffView, type ViewPatch } from './patch.ts';
import type { WallView } from './wall/wall.ts';

/** A view that is kept up to date, and what differs from one look to the next. */
export interface Picture<View, Patch> {
  /** As it was when it was refreshed last. */
  readonly view: View;
  /** Looks again. Gives what differs, `null` when nothing does. */
  refresh(): Patch | null;
}

/** A wall is small: it is drawn whole, and compared. */
export class WallPicture implements Picture<WallView, ViewPatch> {
  readonly #draw: () => WallView;
  #view: WallView;

  constructor(draw: () => WallView) {
    this.#draw = draw;
    this.#view = draw();
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
