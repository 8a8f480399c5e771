import { REPLAY_SPEED_MAX } from '../../shared/wire/index.ts';

export const GROUPINGS = ['promise', 'site', 'operator', 'tier'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Everything that a link to a review opens again. */
export type ReviewPlace = {
  readonly tab: 'week' | 'ledger';
  /** ISO week, `2026-W24`; `null` is the week of now. */
  readonly week: string | null;
  /** The instant that is replayed, epoch ms; `null` before one was picked. */
  readonly atMs: number | null;
  readonly speed: number;
  /** Whose wall is replayed; `null` is the first board. */
  readonly board: string | null;
  readonly by: Grouping;
  /** The promise that is asked about in what-if and the designer. */
  readonly promise: string | null;
  /** What is changed of it, as `kept what-if --set` has it: `fault.within=5h`. */
  readonly set: string | null;
  /** The selected line of the ledger. */
  readonly line: string | null;
  /** Charts as tables. */
  readonly isTabled: boolean;
};

export const SPEEDS = [1, 10, 60, 600, REPLAY_SPEED_MAX] as const;
const SPEED = 60;
export const START: ReviewPlace = {
  tab: 'week',
  week: null,
  atMs: null,
  speed: SPEED,
  board: null,
  by: 'promise',
  promise: null,
  set: null,
  line: null,
  isTabled: false,
};

/** What an address asks for; what does not exist is passed over. @param search of the address, with or without `?`. */
export function placeOf(search: string): ReviewPlace {
  const query = new URLSearchParams(search);
  const week = query.get('week');
  const atMs = Date.parse(query.get('at') ?? '');
  const speed = Number(query.get('speed'));
  return {
    tab: query.get('tab') === 'ledger' ? 'ledger' : 'week',
    week: week !== null && /^\d{4}-W\d{2}$/.test(week) ? week : null,
    atMs: Number.isNaN(atMs) ? null : atMs,
    speed: speed >= 1 && speed <= REPLAY_SPEED_MAX ? speed : SPEED,
    board: query.get('board'),
    by: GROUPINGS.find((each) => each === query.get('by')) ?? 'promise',
    promise: query.get('promise'),
    set: query.get('set'),
    line: query.get('line'),
    isTabled: query.get('as') === 'table',
  };
}

/** The same query with this place in it: everything else stays, and what is as at the start is left out. Empty, or with `?`. */
export function searchAt(search: string, place: ReviewPlace): string {
  const query = new URLSearchParams(search);
  const put = (name: string, value: string | null): void => (value === null ? query.delete(name) : query.set(name, value));
  put('tab', place.tab === 'week' ? null : place.tab);
  put('week', place.week);
  put('at', place.atMs === null ? null : new Date(place.atMs).toISOString().replace('.000Z', 'Z'));
  put('speed', place.speed === SPEED ? null : String(place.speed));
  put('board', place.board);
  put('by', place.by === 'promise' ? null : place.by);
  put('promise', place.promise);
  put('set', place.set);
  put('line', place.line);
  put('as', place.isTabled ? 'table' : null);
  const text = query.toString().replaceAll('%3A', ':');
  return text === '' ? '' : `?${text}`;
}
