import type { WallView } from '../../shared/view/index.ts';

/** A wall of a board that shows nothing. */
export const EMPTY_WALL: WallView = {
  board: {
    id: 'wall',
    name: { en: 'Wall', zh: '墙' },
    language: 'en',
    timezone: 'UTC',
    currency: 'USD',
    distanceM: 5,
    bookId: 'b',
    bookVersion: '',
    atStakeMinor: 0,
    owedMinor: 0,
    more: {},
    banner: null,
  },
  lines: [],
  hot: [],
  next: [],
  feeds: [],
  changes: [],
};
