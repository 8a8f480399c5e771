import type { WallChange, WallFeed, WallLine, WallView } from '../../shared/view/index.ts';
import { FLOOD } from './flood-load.ts';
import { kinds } from './wall-kinds.ts';
import { at, both, curve, DAY_TO_MS, HOUR_MS, keep, line, MINUTE_MS, NOW_MS } from './wall-lines.ts';
import { AT_RISK, BOARD, BROKEN, CHANGES, FEEDS, feed, LIKELY, LINES, MOCK, NEXT, NO_DATA } from './wall-mock.ts';

function calmed(from: WallLine): WallLine {
  if (['idle', 'on-track', 'kept'].includes(from.state)) return from;
  const { id, name, short } = from;
  return line(id, name, short, { good: 984, chance: 0.18, costMinor: 310_000, headroom: 0.3, target: keep(95) });
}

function calm(): WallView {
  const lines = LINES.map(calmed);
  const hot = lines
    .filter(({ chance }) => chance === 0.18)
    .map((from, index) => curve(from, { from: 0.99, to: 0.978 - index / 500, spread: 0.008 }));
  return {
    ...MOCK,
    board: { ...BOARD, atStakeMinor: 0, owedMinor: 0 },
    lines,
    hot,
    next: NEXT.map((item, index) => ({ ...item, state: 'on-track' as const, chance: 0.18 - index / 50, warnedAtMs: null, warnedBy: null })),
    nextBest: [],
    feeds: [...FEEDS, feed('parcel scans')],
    changes: CHANGES.map((change) => ({ ...change, state: 'on-track' as const })),
  };
}

/** Lines in trouble, of which none is broken or without data. */
function atRisk(): WallView {
  const lines = LINES.map((each) => (each.state === 'broken' || each.state === 'no-data' ? calmed(each) : each));
  const hot = lines.filter(({ chance }) => (chance ?? 0) > 0.1).map((from) => curve(from, { from: 0.99, to: 0.955, spread: 0.01 }));
  return {
    ...MOCK,
    board: { ...BOARD, owedMinor: 0 },
    lines,
    hot: hot.slice(0, 4),
    feeds: [...FEEDS, feed('parcel scans')],
    changes: CHANGES.filter(({ state }) => state === 'at-risk'),
  };
}

/** Work that was announced stops some of what is judged. */
function planned(): WallView {
  const work = {
    subjects: 12,
    inService: 140,
    untilAtMs: at('18:30'),
    promises: [both('Lines up', '专线可用'), both('Ring up', '环网可用')],
  };
  return { ...calm(), board: { ...BOARD, planned: work, owedMinor: 0 } };
}

/** Twelve lines in trouble, of which nine are drawn large. */
function flood(): WallView {
  const states: readonly Partial<WallLine>[] = [
    BROKEN,
    BROKEN,
    BROKEN,
    LIKELY,
    LIKELY,
    LIKELY,
    LIKELY,
    AT_RISK,
    AT_RISK,
    AT_RISK,
    AT_RISK,
    NO_DATA,
  ];
  const lines = LINES.map((from, index) => {
    const [state, { id, name, short }] = [states[(index * 7) % 19], from];
    return state === undefined ? from : line(id, name, short, state);
  });
  const rank = ['broken', 'likely', 'at-risk', 'no-data'];
  const inTrouble = lines.filter(({ state }) => rank.includes(state)).toSorted((a, b) => rank.indexOf(a.state) - rank.indexOf(b.state));
  const hot = inTrouble.slice(0, 9).map((from) => curve(from, { from: 1, to: 0.9, spread: 0.02 }));
  return { ...MOCK, board: { ...BOARD, atStakeMinor: 13_440_000, owedMinor: 1_860_000, alarmLoad: FLOOD }, lines, hot };
}

/** A board that has just been begun: chances are base rates, and nothing was scored yet. */
function learning(): WallView {
  const why = { key: 'driver.learning' } as const;
  const board = { ...BOARD, ...UNTOUCHED };
  return {
    ...MOCK,
    board,
    hot: MOCK.hot.map((hot) => ({ ...hot, warnedAtMs: null, why: hot.why === null ? null : why })),
    next: NEXT.map((item) => ({ ...item, chance: 0.3, why, warnedAtMs: null, warnedBy: null })),
    nextBest: MOCK.nextBest.map((act) => ({ ...act, why, chance: 0.3, acted: 0, averted: 0 })),
  };
}

const AIRPORTS =
  'ATL BOS BWI CLT DCA DEN DFW DTW EWR FLL IAD IAH JFK LAS LAX LGA MCO MDW MIA MSP ORD PDX PHL PHX SAN SEA SFO SLC STL TPA'.split(' ');
const LEAVES = both('Leaves on time', '准点起飞');
const ON_TIME = both('Leaves on time', '准点起飞');
const STATES: readonly Partial<WallLine>[] = [
  {},
  AT_RISK,
  {},
  {},
  BROKEN,
  {},
  {},
  { good: 0, all: 0, state: 'idle', headroom: null, chance: null },
];

/** Thirty airports and six promises without groups. */
function many(): WallView {
  const groups = AIRPORTS.map((group, index) =>
    line(`leaves/${group}`, LEAVES, ON_TIME, { group, good: 900 + 3 * index, ...(index < 12 ? STATES[index % 8] : {}) }),
  );
  const lines = [...groups, ...LINES.slice(4, 10)];
  const hot = lines
    .filter(({ state }) => ['broken', 'likely', 'at-risk'].includes(state))
    .map((from) => curve(from, { from: 0.99, to: 0.94, spread: 0.01 }));
  return { ...MOCK, board: { ...BOARD, currency: 'USD' }, lines, hot: hot.slice(0, 4) };
}

/** A board of few lines, the zone of which is behind UTC, with a banner. */
function few(): WallView {
  const state = { EWR: AT_RISK, JFK: {}, LGA: LIKELY };
  const groups = (['EWR', 'JFK', 'LGA'] as const).flatMap((group) => [
    line(`leaves/${group}`, LEAVES, ON_TIME, { group, ...state[group], costMinor: 1_234_500 }),
    line(`goes/${group}`, both('Is not cancelled', '不取消'), both('Not cancelled', '不取消'), {
      group,
      good: 998,
      target: keep(98),
      headroom: 0.8,
    }),
  ]);
  const hot = groups
    .filter((from) => from.state !== 'on-track')
    .map((from) => curve(from, { from: 0.99, to: 0.94, spread: 0.02 }, { label: 'UA1545', chance: 0.66 }));
  const banner = both(
    'Demonstration: real departures from New York, 2013-07-08 to 2013-07-21, moved to today. Nothing here is happening now.',
    '演示：2013-07-08 至 2013-07-21 纽约真实离港记录，移至今日播放，并非正在发生。',
  );
  const board = {
    ...BOARD,
    id: 'new-york',
    name: both('New York departures', '纽约三机场离港'),
    timezone: 'America/New_York',
    currency: 'USD',
    banner,
  };
  return { ...MOCK, board, lines: groups, hot, feeds: [feed('flights')] };
}

/** Every feed silent: no line may look kept. */
function noData(): WallView {
  const lines = LINES.map((from) => ({
    ...from,
    state: 'no-data' as const,
    chance: null,
    sinceAtMs: at('15:04'),
    silentSinceAtMs: at('15:04'),
  }));
  const hot = lines.slice(0, 9).map((from) => curve(from, { from: 1, to: 1, spread: 0, silentAt: '15:04' }));
  const feeds = ['dispatch', 'gates', 'calls', 'tickets', 'bills'].map((id) => feed(id, 'silent', 38 * MINUTE_MS));
  return {
    ...MOCK,
    lines,
    hot,
    next: NEXT.map((item) => ({ ...item, state: 'no-data' as const, chance: null, why: null, warnedAtMs: null, warnedBy: null })),
    nextBest: [],
    feeds,
  };
}

const UNTOUCHED = {
  warnings: { raised: 0, byRule: 0, true: 0, false: 0, averted: 0, missed: 0, medianLeadMinutes: null },
  alarmLoad: { inTenMinutes: 0, isFlood: false, groups: [] },
} as const;

/** A day that has not begun. */
function empty(): WallView {
  const lines = LINES.map(({ id, name, short, kind, target }) =>
    line(id, name, short, { kind, target, good: 0, all: 0, state: 'idle', headroom: null, chance: null }),
  );
  const feeds: readonly WallFeed[] = [{ id: 'dispatch', state: 'waiting', lastSeenAtMs: null, heartbeatMs: 2 * MINUTE_MS }];
  return {
    ...MOCK,
    board: { ...BOARD, ...UNTOUCHED, atStakeMinor: 0, owedMinor: 0 },
    lines,
    hot: [],
    next: [],
    nextBest: [],
    feeds,
    changes: [],
  };
}

/** Names, items, reasons and money longer than anybody planned for. */
function longNames(): WallView {
  const long = both(
    'Your coach leaves the terminal within five minutes of the time that is printed on the ticket',
    '您的班车在票面所印时间之后五分钟之内从候车大厅发出，不绕行、不甩站',
  );
  const lines = LINES.map((from, index) => ({
    ...from,
    name: long,
    short: both('Coaches on time of the whole region', '全地区班车准点发车率'),
    group: `Terminal ${index}`,
  }));
  const nexts = NEXT.map((item, index) => ({
    ...item,
    label: 'C-412-2026-06-18-0007',
    who: 'Dispatch centre for the northern region',
    dueAtMs: NOW_MS + (index - 2) * 27 * HOUR_MS - 3 * MINUTE_MS,
    costMinor: 123_456_700,
    why: { key: 'driver.not-gone', args: { minutes: 1_234_567_890 } } as const,
    warnedAtMs: NOW_MS - 40 * HOUR_MS,
    warnedBy: index % 2 === 0 ? ('model' as const) : ('rule' as const),
  }));
  const hot = MOCK.hot.map((each) => ({ ...each, warnedAtMs: NOW_MS - 40 * HOUR_MS, why: nexts[0]?.why ?? null }));
  const nextBest = MOCK.nextBest.map((act) => ({
    ...act,
    label: 'C-412-2026-06-18-0007',
    acted: 1_234,
    averted: 1_001,
    savesMinor: 98_765_400,
  }));
  const board = {
    ...BOARD,
    name: both('Northgate regional passenger terminal operations', '北门地区客运枢纽综合运营指挥中心'),
    atStakeMinor: 123_456_789_00,
    owedMinor: 98_765_432_10,
    warnings: { raised: 1_234, byRule: 88, true: 1_001, false: 1_023, averted: 1_045, missed: 1_099, medianLeadMinutes: 4_000 },
  };
  const changes = CHANGES.map((change) => ({
    ...change,
    atMs: change.atMs - 30 * HOUR_MS,
    title: { key: 'change.item-detail', args: { name: long } } as const,
  }));
  return {
    ...MOCK,
    board,
    lines: lines.map((from) => ({
      ...from,
      costMinor: 123_456_700,
      owedMinor: 98_765_400,
      breaksAtMs: DAY_TO_MS + 20 * HOUR_MS,
      good: from.good * 1_000,
      all: from.all * 1_000,
    })),
    hot,
    next: nexts,
    nextBest,
    changes,
    feeds: [feed('parcel scans of the northern region', 'silent', 51 * HOUR_MS)],
  };
}

/** Views of boards that never were, for tests and pictures; all are of the instant `NOW_MS`. */
/** A feed brings what it could not tell while it was away, and verdicts turn. */
function backfill(): WallView {
  const [first, ...others] = MOCK.feeds;
  if (first === undefined) return MOCK;
  const behind = { ...first, state: 'behind' as const, lateMs: 38 * 60_000 };
  const turned: WallChange = {
    id: 'rejudged',
    atMs: NOW_MS - 4_000,
    state: 'broken',
    title: { key: 'change.rejudged', args: { count: 12 } },
    detail: { key: 'change.rejudged-detail', args: { kept: 11, broken: 1 } },
  };
  const live = others.map((feed) => ({ ...feed, state: 'live' as const, lastSeenAtMs: NOW_MS - 2_000 }));
  return { ...MOCK, feeds: [behind, ...live], changes: [turned, ...MOCK.changes].slice(0, 6) };
}

export const WALL_VIEWS = {
  mock: MOCK,
  calm: calm(),
  'at-risk': atRisk(),
  flood: flood(),
  planned: planned(),
  learning: learning(),
  many: many(),
  few: few(),
  'no-data': noData(),
  empty: empty(),
  'long-names': longNames(),
  kinds: kinds('trouble'),
  'kinds-calm': kinds('calm'),
  backfill: backfill(),
} as const;
