import type { Bilingual } from '../../shared/text/index.ts';
import type { DeskHead, DeskRow, DeskView } from '../../shared/view/index.ts';
import { deskRow } from './desk-rows.ts';
import { FLOOD } from './flood-load.ts';
import { at, both, MINUTE_MS, NOW_MS } from './wall-lines.ts';
import { BEST, BOARD } from './wall-mock.ts';

const HEAD: DeskHead = {
  bookId: 'northgate',
  bookVersion: '2026-06-01',
  timezone: 'Asia/Shanghai',
  currency: 'CNY',
  promises: [
    promise('coach', both('Coach on time', '班车准点'), both('Your coach leaves within 5 minutes', '班车 5 分钟内发出')),
    promise('phone', both('Phone reply', '电话回复'), both('You hear from us within one working hour', '一个工作小时内回复')),
    promise('fault', both('Fault restored', '故障恢复'), both('Service restored within 4 working hours', '4 个工作小时内恢复业务')),
    promise('parcel', both('Parcel slot', '包裹按约'), both('Your parcel comes within its hour', '包裹在约定一小时内送达')),
    promise('line', both('New line', '新装'), both('Your line works on the seventh day', '第 7 天开通')),
  ],
  feeds: [
    { id: 'dispatch', state: 'live', lastSeenAtMs: NOW_MS - 3_000, heartbeatMs: 2 * MINUTE_MS },
    { id: 'calls', state: 'live', lastSeenAtMs: NOW_MS - 9_000, heartbeatMs: 2 * MINUTE_MS },
    { id: 'parcel scans', state: 'silent', lastSeenAtMs: at('15:04'), heartbeatMs: 2 * MINUTE_MS },
  ],
  nextBest: BEST,
  warnings: BOARD.warnings,
  alarmLoad: BOARD.alarmLoad,
  scores: [
    { promise: 'fault', cases: 412, calibrationError: 0.071, isLearning: false, isDrifting: true },
    { promise: 'coach', cases: 5_310, calibrationError: 0.009, isLearning: false, isDrifting: false },
    { promise: 'phone', cases: 1_204, calibrationError: 0.022, isLearning: false, isDrifting: false },
    { promise: 'line', cases: 31, calibrationError: 0.2, isLearning: true, isDrifting: false },
  ],
  handover: null,
  total: 0,
  banner: null,
};

function promise(id: string, short: Bilingual, says: Bilingual): DeskHead['promises'][number] {
  return { id, short, says, hasMoney: true };
}

function warned(clock: string, warnedBy: 'model' | 'rule'): Pick<DeskRow, 'warnedAtMs' | 'warnedBy'> {
  return { warnedAtMs: at(clock), warnedBy };
}

type Short = readonly [state: DeskRow['state'], leftS: number, label: string, title: string, promise: string, rest: Partial<DeskRow>];

const GOLD = { tier: 'Gold' };
const SILVER = { tier: 'Silver' };
const SHORTS: readonly Short[] = [
  ['broken', -24 * 60, 'F-20871', 'Cabinet 7 down', 'fault', { ...GOLD, owner: 'Field 1', costMinor: 620_000 }],
  ['broken', -3 * 60, 'C-305', '15:35 Harbour, left 15:38', 'coach', { owner: 'Dispatch B', ackedBy: 'Shift lead A', costMinor: 42_000 }],
  [
    'likely',
    412,
    'C-412',
    '15:49 to Airport T2',
    'coach',
    {
      owner: 'Dispatch B',
      ackedBy: 'Shift lead A',
      chance: 0.91,
      costMinor: 46_000,
      ...warned('15:09', 'model'),
      why: { key: 'driver.inbound', args: { minutes: 14 } },
    },
  ],
  [
    'at-risk',
    758,
    'T-48213',
    'No dial tone, ward 4',
    'phone',
    { ...GOLD, owner: 'Line desk', chance: 0.71, costMinor: 48_000, ...warned('15:41', 'rule') },
  ],
  [
    'at-risk',
    1_040,
    'T-48220',
    'Slow line, shop 18',
    'phone',
    { ...SILVER, owner: 'Line desk', chance: 0.31, costMinor: 24_000, why: { key: 'driver.learning' } },
  ],
  [
    'likely',
    1_312,
    'F-20874',
    'Fibre cut, cabinet 12',
    'fault',
    {
      ...SILVER,
      owner: 'Field 3',
      chance: 0.84,
      costMinor: 124_000,
      ...warned('15:09', 'model'),
      why: { key: 'driver.allowance', args: { percent: 94 } },
    },
  ],
  [
    'at-risk',
    1_672,
    'C-088',
    '16:10 to Old Town',
    'coach',
    { owner: 'Dispatch A', ackedBy: 'Shift lead A', chance: 0.47, costMinor: 38_000 },
  ],
  ['on-track', 2_295, 'T-48231', 'Handset swap, desk 9', 'phone', { tier: 'Bronze', owner: 'Line desk', chance: 0.12, costMinor: 12_000 }],
  ['no-data', 2_670, 'P-77120', 'Locker 9, slot 16 to 17', 'parcel', { owner: 'Courier 2', costMinor: 3_000 }],
  ['at-risk', 3_172, 'C-231', '16:35 to Airport T1', 'coach', { owner: 'Dispatch B', chance: 0.28, costMinor: 41_000, incident: 'I-7' }],
  ['on-track', 3_489, 'F-20880', 'Switch port dead, clinic', 'fault', { ...GOLD, owner: 'Field 1', chance: 0.22, costMinor: 186_000 }],
  ['on-track', 3_990, 'T-48236', 'Wrong bill name', 'phone', { ...SILVER, owner: 'Line desk', chance: 0.09, costMinor: 24_000 }],
  ['at-risk', 4_680, 'C-417', '17:00 to Harbour', 'coach', { owner: 'Dispatch B', chance: 0.41, costMinor: 52_000, incident: 'I-7' }],
  ['on-track', 5_460, 'T-48240', 'Add voicemail, lab 2', 'phone', { tier: 'Standard', owner: null, chance: 0.06, costMinor: 6_000 }],
  ['at-risk', 8_280, 'L-3390', 'New line, 14 Mill Lane', 'line', { ...GOLD, owner: 'Install 2', chance: 0.38, costMinor: 110_000 }],
  ['on-track', 10_320, 'F-20883', 'Noise on line, store 3', 'fault', { tier: 'Bronze', owner: 'Field 2', chance: 0.17, costMinor: 31_000 }],
  ['on-track', 90_000, 'L-3401', 'Contract to Harbour Ltd', 'line', { owner: 'Install 1', chance: 0.08, costMinor: 0 }],
];

function rowOf([state, leftS, label, title, of, rest]: Short): DeskRow {
  const dueAtMs = NOW_MS + leftS * 1_000;
  return deskRow({
    id: `${of} ${of}/${label} 1`,
    promise: of,
    subject: `${of}/${label}`,
    label,
    title,
    state,
    dueAtMs,
    group: 'North',
    ...rest,
  });
}

const STOPPED = {
  ...rowOf(['on-track', 0, 'F-20890', 'Waits for the customer’s key', 'fault', { ...SILVER, owner: 'Field 2', costMinor: 60_000 }]),
  isStopped: true,
  dueAtMs: null,
  leftMs: 72 * MINUTE_MS,
};

function viewOf(rows: readonly DeskRow[], head: Partial<DeskHead> = {}): DeskView {
  return { head: { ...HEAD, total: rows.length, ...head }, rows };
}

/** Every feed speaks. */
const HEARD = HEAD.feeds.map((feed) => ({ ...feed, state: 'live' as const, lastSeenAtMs: NOW_MS - 4_000 }));

function calmed([, leftS, label, title, of, rest]: Short): Short {
  return [
    'on-track',
    Math.abs(leftS) + 1_800,
    label,
    title,
    of,
    { ...rest, ackedBy: null, warnedAtMs: null, warnedBy: null, why: null, chance: 0.08 },
  ];
}

const LETTERS = { coach: 'C', phone: 'T', fault: 'F', parcel: 'P', line: 'L' } as const;
const KINDS = Object.keys(LETTERS) as (keyof typeof LETTERS)[];

/** So many rows over the next days; a few broken, some in trouble, some without a title. */
export function manyRows(count: number): readonly DeskRow[] {
  return Array.from({ length: count }, (_, index) => {
    const state =
      index % 97 === 0 ? 'broken' : index % 61 === 0 ? 'likely' : index % 17 === 0 ? 'at-risk' : index % 41 === 0 ? 'no-data' : 'on-track';
    const of = KINDS[index % KINDS.length] ?? 'coach';
    const chance = { broken: null, likely: 0.86, 'at-risk': 0.44, 'no-data': null, 'on-track': 0.05 }[state];
    const leftS = state === 'broken' ? -60 * (1 + (index % 180)) : 60 + ((index * 7_919) % 250_000);
    const row = rowOf([
      state,
      leftS,
      `${LETTERS[of]}-${10_000 + index}`,
      `Order of shop ${index % 211}`,
      of,
      { chance, costMinor: (index % 90) * 1_000 },
    ]);
    return {
      ...row,
      owner: index % 5 === 0 ? null : `Team ${index % 12}`,
      tier: index % 3 === 0 ? 'Gold' : null,
      group: `Site ${index % 7}`,
    };
  });
}

function longRows(): readonly DeskRow[] {
  return SHORTS.map((short) => ({
    ...rowOf(short),
    label: 'F-20871-2026-06-18-0007',
    title: 'Distribution cabinet at the corner of the northern freight terminal has no power at all',
    owner: 'Dispatch centre for the northern region',
    tier: 'Platinum with on-site spare parts',
    costMinor: 123_456_700,
    warnedAtMs: NOW_MS - 40 * 60 * MINUTE_MS,
    warnedBy: 'rule',
    dueAtMs: (rowOf(short).dueAtMs ?? 0) * 3 - 2 * NOW_MS,
  }));
}

const LEARNING = { chance: 0.3, why: { key: 'driver.learning' } } as const;
/** Nothing was warned of or scored yet. */
const UNSCORED: Partial<DeskHead> = {
  nextBest: [],
  warnings: { raised: 0, byRule: 0, true: 0, false: 0, averted: 0, missed: 0, medianLeadMinutes: null },
  alarmLoad: { inTenMinutes: 0, isFlood: false, groups: [] },
  scores: [],
};

/** Desks that never were, for tests and pictures; all are of the instant `NOW_MS`. */
export const DESK_VIEWS = {
  mock: viewOf([...SHORTS.map(rowOf), STOPPED]),
  calm: viewOf([...SHORTS.map(calmed).map(rowOf), STOPPED], { ...UNSCORED, feeds: HEARD }),
  'at-risk': viewOf(SHORTS.filter(([state]) => state !== 'broken' && state !== 'no-data').map(rowOf), { feeds: HEARD }),
  empty: viewOf([], UNSCORED),
  learning: viewOf(
    SHORTS.map(rowOf).map((row) => ({ ...row, warnedAtMs: null, warnedBy: null, ...(row.chance === null ? {} : LEARNING) })),
    { ...UNSCORED, nextBest: BEST.map((act) => ({ ...act, ...LEARNING, acted: 0, averted: 0 })) },
  ),
  many: viewOf(manyRows(20_000), { total: 23_412, alarmLoad: FLOOD, nextBest: [] }),
  long: viewOf(longRows(), {
    warnings: { raised: 1_234, byRule: 88, true: 1_001, false: 1_023, averted: 1_045, missed: 1_099, medianLeadMinutes: 4_000 },
    banner: both(
      'Demonstration: real departures from New York, 2013-07-08 to 2013-07-21, moved to today. Nothing here is happening now.',
      '演示：2013-07-08 至 2013-07-21 纽约真实离港记录，移至今日播放，并非正在发生。',
    ),
  }),
} as const;
