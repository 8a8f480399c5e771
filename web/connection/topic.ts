import { type DeskPatch, type DeskView, patchDesk, patchView, type ViewPatch, type WallView } from '../../shared/view/index.ts';
import type { Alarm, Subscribe } from '../../shared/wire/index.ts';
import { isNews } from './pace.ts';
import { putOnDesk, putOnWall } from './put-alarm.ts';

/** What a page subscribes to, and what it has to know of the views that it gets. */
export type Topic<V, P> = {
  /** Under which a page hands its view to the one that takes its place; `null` where nobody would look at it meanwhile. */
  readonly carriedAs: string | null;
  /** Without a place to resume from. */
  readonly request: Subscribe;
  /** The view after a patch. */
  readonly patch: (view: V, patch: P) => V;
  /** The view after one line or feed was told of singly. */
  readonly alarm: (view: V, alarm: Alarm) => V;
  /** Whether a view says something that cannot wait for the next second. */
  readonly isNews: (before: V | null, after: V | null) => boolean;
};

/** The wall of a board. */
export function wallTopic(board: string): Topic<WallView, ViewPatch> {
  return { carriedAs: `wall ${board}`, request: { view: 'wall', board }, patch: patchView, alarm: putOnWall, isNews };
}

/** The desk: every change is handed on at once, and the page gathers them as it needs. */
export const DESK_TOPIC: Topic<DeskView, DeskPatch> = {
  carriedAs: null,
  request: { view: 'desk' },
  patch: patchDesk,
  alarm: putOnDesk,
  isNews: (before, after) => before !== after,
};
