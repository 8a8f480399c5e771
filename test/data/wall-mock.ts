import type { BestAct, WallChange, WallFeed, WallHot, WallLine, WallNext, WallView } from '../../shared/view/index.ts';
import { at, both, curve, inState, KEEP_ALL, keep, line, MINUTE_MS, NOW_MS } from './wall-lines.ts';

export const BOARD: WallView['board'] = {
  id: 'northgate',
  name: both('Northgate', '北门运营中心'),
  language: 'en',
  timezone: 'Asia/Shanghai',
  currency: 'CNY',
  distanceM: 5,
  bookId: 'northgate',
  bookVersion: '2026-06-01',
  atStakeMinor: 2_370_000,
  owedMinor: 620_000,
  warnings: { raised: 12, byRule: 3, true: 9, false: 1, averted: 2, missed: 1, medianLeadMinutes: 37 },
  alarmLoad: { inTenMinutes: 2, isFlood: false, groups: [] },
  more: {},
  banner: null,
};

export const AT_RISK = inState('at-risk', '15:41', {
  good: 953,
  headroom: 0.03,
  chance: 0.72,
  breaksAtMs: at('18:00'),
  costMinor: 1_840_000,
});
export const LIKELY = inState('likely', '15:36', {
  kind: 'deadline',
  good: 211,
  all: 217,
  target: { kind: 'broken-share', op: '<=', value: 0.03 },
  headroom: 0.21,
  chance: 0.82,
  breaksAtMs: at('15:54'),
  costMinor: 220_000,
});
export const BROKEN = inState('broken', '15:18', {
  kind: 'deadline',
  good: 13,
  all: 14,
  target: KEEP_ALL,
  headroom: -0.46,
  chance: 0.99,
  breaksAtMs: at('15:18'),
  owedMinor: 620_000,
});
export const NO_DATA = inState('no-data', '15:04', {
  good: 976,
  target: keep(97),
  headroom: 0.1,
  chance: null,
  costMinor: 310_000,
  silentSinceAtMs: at('15:04'),
});
const QUIET: Partial<WallLine> = { kind: 'deadline', good: 42, all: 42, target: KEEP_ALL, headroom: 1, chance: 0.03 };

const COACHES = line('coaches', both('Coaches leave on time', '班车准点发车'), both('Coaches on time', '班车准点'), AT_RISK);
const PARCELS = line('parcels', both('Parcels in promised slot', '包裹按约送达'), both('Parcels in slot', '包裹按约'), NO_DATA);
const PHONE = line('phone', both('Work order answered by phone', '工单电话回复'), both('Phone reply', '电话回复'), LIKELY);
const FAULTS = line('faults', both('Faults restored in time', '故障按时恢复'), both('Fault restored', '故障恢复'), BROKEN);

export const LINES: readonly WallLine[] = [
  COACHES,
  line('route', both('The whole route is driven', '线路不缩短'), both('Whole route', '线路不缩短'), QUIET),
  line('half-fare', both('Half the fare back', '半价返还'), both('Half fare back', '半价返还'), { ...QUIET, good: 9, all: 9 }),
  PARCELS,
  line('gates', both('Gates staffed', '检票在岗'), both('Gates staffed', '检票在岗'), { good: 1_000, headroom: 1 }),
  line('busy-hour', both('Busy-hour connect rate', '忙时接通率'), both('Busy-hour calls', '忙时接通'), {
    good: 528,
    target: keep(50),
    headroom: 0.28,
  }),
  line('answer', both('Answered in 20 seconds', '20 秒应答'), both('Answer in 20 s', '20 秒应答'), {
    good: 840,
    target: keep(80),
    headroom: 0.36,
  }),
  PHONE,
  line('new-lines', both('New lines in 10 days', '新装开通'), both('New lines', '新装开通'), { ...QUIET, good: 6, all: 6 }),
  line('moves', both('Line moves in 7 days', '移机'), both('Line moves', '移机'), { ...QUIET, good: 3, all: 3 }),
  FAULTS,
  line('updates', both('Fault updates', '故障通报'), both('Fault updates', '故障通报'), { ...QUIET, good: 18, all: 18 }),
  line('inspections', both('Inspections done on plan', '巡检按期完成'), both('Inspections', '巡检'), {
    good: 640,
    target: keep(60),
    headroom: 0.18,
  }),
  line('contracts', both('Contracts delivered', '合同送达'), both('Contracts out', '合同送达'), { ...QUIET, good: 5, all: 5 }),
  line('paid', both('Paid in 15 days', '15 日付款'), both('Paid in 15 days', '15 日付款'), { ...QUIET, good: 21, all: 21 }),
  line('bills', both('Bills correct', '账单无误'), both('Bills correct', '账单无误'), { good: 996, target: keep(99), headroom: 0.24 }),
  line('complaints', both('No complaints', '零投诉'), both('Zero complaints', '零投诉'), {
    good: 0,
    all: 0,
    state: 'idle',
    headroom: null,
    chance: null,
  }),
  line('reply', both('Complaints answered', '投诉答复'), both('Complaint reply', '投诉答复'), { ...QUIET, good: 4, all: 4, state: 'kept' }),
  line('signs', both('Signs correct', '标识正确'), both('Signs correct', '标识正确'), { good: 991, target: keep(98), headroom: 0.55 }),
];

const HOT: readonly WallHot[] = [
  curve(
    FAULTS,
    { from: 1, to: 0.86, spread: 0.06, step: true },
    { label: 'F-20874', chance: 0.84 },
    { warnedAtMs: at('15:09'), why: { key: 'driver.allowance', args: { percent: 91 } } },
  ),
  curve(
    PHONE,
    { from: 0.99, to: 0.963, spread: 0.008 },
    { label: 'T-48213', chance: 0.71 },
    { warnedAtMs: at('15:14'), why: { key: 'driver.allowance', args: { percent: 79 } } },
  ),
  curve(
    COACHES,
    { from: 0.978, to: 0.946, spread: 0.009 },
    { label: 'C-412', chance: 0.72 },
    { warnedAtMs: at('15:12'), why: { key: 'driver.inbound', args: { minutes: 14 } } },
  ),
  curve(PARCELS, { from: 0.988, to: 0.97, spread: 0, silentAt: '15:04' }),
];

function next(label: string, who: string, left: string, rest: Partial<WallNext>): WallNext {
  const [minutes = 0, seconds = 0] = left.split(':').map(Number);
  const dueAtMs = NOW_MS + minutes * MINUTE_MS + seconds * 1_000;
  const quiet = { chance: 0.5, costMinor: 0, why: null, warnedAtMs: null, warnedBy: null };
  return { id: `p ${label} 1`, promise: 'p', label, who, state: 'at-risk', dueAtMs, ...quiet, ...rest };
}

export const NEXT: readonly WallNext[] = [
  next('C-412', 'Dispatch B', '6:52', {
    state: 'likely',
    chance: 0.91,
    costMinor: 46_000,
    why: { key: 'driver.inbound', args: { minutes: 14 } },
    warnedAtMs: at('15:09'),
    warnedBy: 'model',
  }),
  next('T-48213', 'Line desk', '12:38', {
    chance: 0.71,
    costMinor: 48_000,
    why: { key: 'driver.allowance', args: { percent: 79 } },
    warnedAtMs: at('15:41'),
    warnedBy: 'rule',
  }),
  next('T-48220', 'Line desk', '17:20', { chance: 0.31, costMinor: 24_000, why: { key: 'driver.learning' } }),
  next('F-20874', 'Field 3', '21:52', {
    state: 'likely',
    chance: 0.84,
    costMinor: 124_000,
    why: { key: 'driver.allowance', args: { percent: 91 } },
    warnedAtMs: at('15:09'),
    warnedBy: 'model',
  }),
  next('C-088', 'Dispatch A', '27:52', { chance: 0.47, costMinor: 38_000, why: { key: 'driver.inbound', args: { minutes: 6 } } }),
  next('T-48231', 'Line desk', '38:15', {
    state: 'on-track',
    chance: 0.12,
    costMinor: 12_000,
    why: { key: 'driver.base-rate', args: { percent: 9 } },
  }),
  next('C-231', 'Dispatch B', '52:52', { chance: 0.28, costMinor: 41_000, why: { key: 'driver.not-gone', args: { minutes: 6 } } }),
  next('F-20880', 'Field 1', '66:09', { state: 'on-track', chance: 0.22, costMinor: 186_000 }),
];

export function feed(id: string, state: WallFeed['state'] = 'live', agoMs = 9_000): WallFeed {
  return { id, state, lastSeenAtMs: NOW_MS - agoMs, heartbeatMs: 2 * MINUTE_MS };
}

export const FEEDS = ['dispatch', 'gates', 'calls', 'tickets', 'bills'].map((id) => feed(id));
const SILENT = feed('parcel scans', 'silent', NOW_MS - at('15:04'));

export const CHANGES: readonly WallChange[] = [
  {
    id: 'c3',
    atMs: at('15:41'),
    state: 'at-risk',
    title: { key: 'change.line', args: { name: COACHES.short, from: both('kept', '守诺'), to: both('at risk', '有风险') } },
    detail: { key: 'change.line-detail', args: { good: 953, all: 1_000 } },
  },
  {
    id: 'c2',
    atMs: at('15:18'),
    state: 'broken',
    title: { key: 'change.item', args: { item: 'F-20871' } },
    detail: { key: 'change.item-detail', args: { name: FAULTS.name } },
  },
  { id: 'c1', atMs: at('15:04'), state: 'no-data', title: { key: 'change.feed-silent', args: { feed: 'parcel scans' } }, detail: null },
];

function best(label: string, promise: string, rest: Partial<BestAct>): BestAct {
  const of = { id: `${promise} ${promise}/${label} 1`, promise, label, dueAtMs: NOW_MS + 21 * MINUTE_MS };
  const why = { key: 'driver.allowance', args: { percent: 91 } } as const;
  return { ...of, chance: 0.84, why, costMinor: 0, acted: 0, averted: 0, avertedShare: 0.5, savesMinor: 0, ...rest };
}

export const BEST: readonly BestAct[] = [
  best('F-20874', 'fault', { costMinor: 124_000, acted: 4, averted: 3, avertedShare: 0.57, savesMinor: 59_400 }),
  best('T-48213', 'phone', { chance: 0.71, costMinor: 48_000, acted: 22, averted: 14, avertedShare: 0.59, savesMinor: 20_100 }),
  best('C-231', 'coach', { chance: 0.28 }),
];

export const MOCK: WallView = {
  board: BOARD,
  lines: LINES,
  hot: HOT,
  next: NEXT,
  nextBest: BEST,
  feeds: [...FEEDS, SILENT],
  changes: CHANGES,
};
