import { type DeskPatch, type DeskView, patchDesk, patchView, type ViewPatch, type WallView } from '../../shared/view/index.ts';
import type { Subscribe } from '../../shared/wire/index.ts';
import { isNews } from './pace.ts';

/** What a page subscribes to, and what it has to know of the views that it gets. */
export type Topic<V, P> = {
  /** Without a place to resume from. */
  readonly request: Subscribe;
  /** The view after a patch. */
  readonly patch: (view: V, patch: P) => V;
  /** Whether a view says something that cannot wait for the next second. */
  readonly isNews: (before: V | null, after: V | null) => boolean;
};

/** The wall of a board. */
export function wallTopic(board: string): Topic<WallView, ViewPatch> {
  return { request: { view: 'wall', board }, patch: patchView, isNews };
}

/** The desk: every change is handed on at once, and the page gathers them as it needs. */
export const DESK_TOPIC: Topic<DeskView, DeskPatch> = {
  request: { view: 'desk' },
  patch: patchDesk,
  isNews: (before, after) => before !== after,
};
