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
    warnings: { raised: 0, byRule: 0, true: 0, false: 0, averted: 0, missed: 0, medianLeadMinutes: null },
    alarmLoad: { inTenMinutes: 0, isFlood: false, groups: [] },
    more: {},
    banner: null,
  },
  lines: [],
  hot: [],
  next: [],
  nextBest: [],
  feeds: [],
  changes: [],
};
