import type {
  BusyDay,
  CalibrationBin,
  Cause,
  Decision,
  LeagueRow,
  PinnedNote,
  PromiseWeek,
  WarningScore,
  WeekLedgerLine,
  WeekReport,
} from '../../shared/review/index.ts';
import type { WallLine } from '../../shared/view/index.ts';
import { both, HOUR_MS, MINUTE_MS } from './wall-lines.ts';
import { LINES } from './wall-mock.ts';

const DAY_MS = 24 * HOUR_MS;
/** Monday 8 June 2026 in Shanghai. */
const FROM_MS = Date.parse('2026-06-07T16:00:00Z');
const TO_MS = FROM_MS + 7 * DAY_MS;

function score(raised: number, right: number, missed: number, medianLeadMs: number | null): WarningScore {
  const falseAlarms = Math.max(0, raised - right);
  return {
    raised,
    byRule: Math.floor(raised / 10),
    right,
    falseAlarms,
    averted: Math.floor(falseAlarms / 2),
    missed,
    precision: raised === 0 ? null : right / raised,
    recall: right + missed === 0 ? null : right / (right + missed),
    medianLeadMs,
  };
}

/** Broken, owed in yuan, warned, of how many: by id of a line; whatever is not here kept all it promised. */
const WEEK: { readonly [line: string]: readonly [broken: number, owed: number, warned: number, of: number] } = {
  coaches: [47, 18_330, 58, 1_469],
  parcels: [31, 930, 40, 1_192],
  phone: [6, 2_160, 8, 545],
  faults: [5, 14_260, 6, 139],
  contracts: [1, 500, 1, 19],
  bills: [12, 1_450, 9, 3_000],
};

function promiseWeek(line: WallLine): PromiseWeek {
  const [broken, owed, warned, all] = WEEK[line.id] ?? [0, 0, line.good % 3, 400];
  return {
    promise: line.id,
    kind: line.kind,
    name: line.name,
    short: line.short,
    state: line.id === 'faults' || line.id === 'contracts' ? 'broken' : 'on-track',
    targetText: both('≥ 95%', '≥ 95%'),
    targetShare: 0.95,
    keptShare: (all - broken) / all,
    value: null,
    unit: null,
    good: all - broken,
    all,
    kept: all - broken,
    broken,
    windowsKept: 0,
    windowsBroken: 0,
    windowsNoData: 0,
    excluded: 0,
    owedMinor: owed * 100,
    finedMinor: 0,
    warned: score(warned, Math.floor(warned * 0.74), broken > 20 ? 4 : 0, warned === 0 ? null : (20 + (line.good % 40)) * MINUTE_MS),
  };
}

const PROMISES = LINES.map(promiseWeek);
const OWED_MINOR = PROMISES.reduce((sum, { owedMinor }) => sum + owedMinor, 0);
const BROKEN = PROMISES.reduce((sum, { broken }) => sum + broken, 0);

const SAID = [0.04, 0.14, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.94];
const BROKE = [0.03, 0.12, 0.27, 0.33, 0.48, 0.51, 0.78, 0.77, 0.84, 0.93];
const BINS: readonly CalibrationBin[] = SAID.map((said, place) => {
  const n = [2_860, 812, 402, 240, 160, 120, 96, 70, 55, 41][place] ?? 0;
  const broke = BROKE[place] ?? 0;
  const half = 1.64 * Math.sqrt((broke * (1 - broke)) / n);
  const [low, high] = [Math.max(0, broke - half), Math.min(1, broke + half)];
  return { from: place / 10, to: (place + 1) / 10, n, said, broke, low, high, isOff: place === 6 };
});

const CAUSES: readonly Cause[] = [
  ['Traffic, road works', 39],
  ['Parcel depot late', 21],
  ['Driver rest overran', 15],
  ['Line desk short', 12],
  ['Bill data entry', 12],
  ['Third-party damage', 6],
  ['No spare part', 5],
  ['', 4],
].map(([label, items], place, all): Cause => {
  const upTo = all.slice(0, place + 1).reduce((sum, [, n]) => sum + Number(n), 0);
  return { kind: label === '' ? 'other' : 'stated', label: String(label), items: Number(items), owedMinor: 0, cumulativeShare: upTo / 114 };
});

function league(keys: readonly string[]): readonly LeagueRow[] {
  return keys.map((key, place) => {
    const broken = 40 - place * 9;
    return { key, kept: 500 + place * 70, broken, keptShare: (500 + place * 70) / (540 + place * 61), owedMinor: broken * 31_000 };
  });
}

const NOTES: readonly PinnedNote[] = [
  {
    id: 'n1',
    text: 'Ring 4 was closed by the police from here on.',
    atMs: FROM_MS + 3.42 * DAY_MS,
    by: 'Shift lead A',
    writtenAtMs: TO_MS,
  },
  { id: 'n2', text: 'Two agents ill.', atMs: FROM_MS + 4.6 * DAY_MS, by: 'Dispatch B', writtenAtMs: TO_MS },
];

function decision(id: string, text: string, rest: Partial<Decision>): Decision {
  const base = { owner: 'Dispatch', dueDay: '2026-06-22', by: 'Shift lead A', atMs: TO_MS, done: null, isOverdue: false, isCarried: false };
  return { id, text, ...base, ...rest };
}
const DECISIONS: readonly Decision[] = [
  decision('d1', 'A second driver stands by at Airport T2 from 15:00 to 18:00.', {}),
  decision('d2', 'Scan feed of the parcel depot gets a heartbeat of its own.', {
    owner: 'IT',
    dueDay: '2026-06-12',
    isOverdue: true,
    isCarried: true,
  }),
  decision('d3', 'Bills are read by two.', { owner: 'Billing', done: { atMs: TO_MS, by: 'Billing', text: null } }),
];

const STATES = ['claimed', 'owed', 'settled', 'settled', 'waived', 'settled'] as const;

function ledgerLine(place: number): WeekLedgerLine {
  const state = STATES[place % STATES.length] ?? 'owed';
  const brokenAtMs = TO_MS - (place + 1) * 97 * MINUTE_MS;
  const label = `C-${640 - place * 3}`;
  return {
    id: `l${place}`,
    brokenAtMs,
    promise: 'coaches',
    subject: `coach/${label}`,
    label,
    payee: `${9 + (place % 20)} riders`,
    payeeRole: 'riders',
    isInternal: false,
    formula: '50% of fare',
    deed: null,
    minor: 27_000 + place * 1_300,
    state,
    payByMs: state === 'waived' ? null : brokenAtMs + 3 * DAY_MS,
    isLate: place === 1,
    reason: state === 'waived' ? 'Police closure, proof 2218' : null,
    closedBy: null,
    history: [
      { atMs: brokenAtMs, what: 'broken', by: null },
      { atMs: brokenAtMs + MINUTE_MS, what: 'claimed', by: null },
      { atMs: brokenAtMs + 130 * MINUTE_MS, what: state, by: 'Duty manager' },
    ],
    receiptPath: `/receipts/obligations/coaches/${label}/1`,
  };
}
const LEDGER_LINES = Array.from({ length: 60 }, (_, place) => ledgerLine(place));

const PER_HOUR = Array.from({ length: 168 }, (_, hour) => {
  const ofDay = hour % 24;
  return ofDay < 6 ? 0 : Math.round(3 + 4 * Math.sin(hour * 1.7) + (hour === 82 || hour === 83 ? 12 : 0));
}).map((count) => Math.max(0, count));

const BUSY: readonly BusyDay[] = Array.from({ length: 5 }, (_, day) => {
  const fromAtMs = FROM_MS + day * DAY_MS + 10 * HOUR_MS;
  const busy = { fromAtMs, toAtMs: fromAtMs + HOUR_MS, good: 52 + day, all: 100 };
  return { day, now: busy, before: day === 4 ? null : { ...busy, good: 60 } };
});

/** The week of the design: 19 promises, two of them broken. */
export const REVIEW_WEEK: WeekReport = {
  span: {
    fromAtMs: FROM_MS,
    toAtMs: TO_MS,
    week: '2026-W24',
    previousWeek: '2026-W23',
    nextWeek: '2026-W25',
    beginsAtMs: null,
    untilAtMs: TO_MS,
    knownAtMs: Date.parse('2026-06-18T07:42:08Z'),
    place: 88_201,
    book: '5f0c2a9d1be74b7b8f1c6f7c7b0f2a5e',
    bookId: 'northgate',
    zone: 'Asia/Shanghai',
    currency: 'CNY',
    minorDigits: 2,
    isRetold: false,
  },
  totals: { promisesKept: 17, promisesJudged: 19, promises: 19, kept: 8_000, broken: BROKEN, owedMinor: OWED_MINOR, finedMinor: 0 },
  promises: PROMISES,
  league: {
    site: league(['Northgate', 'Harbour', 'Airport', 'Depot 4']),
    operator: league(['Dispatch A', 'Dispatch B', 'Field 1']),
    tier: league(['gold', 'silver']),
  },
  causes: CAUSES,
  warnings: { ...score(141, 100, 14, 31 * MINUTE_MS), broken: BROKEN, savedMinor: 510_000, reliability: BINS },
  gaming: [
    {
      kind: 'just-in-time',
      promise: 'phone',
      withinMs: 5 * MINUTE_MS,
      n: 41,
      expected: 12.3,
      ids: ['phone call/T-47990 1', 'phone call/T-47991 1'],
    },
    { kind: 'stop-without-contact', promise: 'faults', n: 4, of: 9, stoppedMs: 11 * HOUR_MS, ids: ['faults fault/F-20711 1'] },
    { kind: 'exclusions', by: 'Dispatch B', n: 9, of: 12, afterBreach: 7, ids: [] },
  ],
  marks: {
    breaks: [9, 17.5, 32, 36, 64, 67, 82.5, 84, 88.1, 90, 105, 114, 131.6, 163.3].map((hour) => {
      return { atMs: FROM_MS + hour * HOUR_MS, promise: 'coaches', line: 'coaches' };
    }),
    warningsPerHour: PER_HOUR,
    gaps: [{ feed: 'parcel scans', fromAtMs: FROM_MS + 87 * HOUR_MS, toAtMs: FROM_MS + 91 * HOUR_MS }],
    nights: Array.from({ length: 8 }, (_, day) => {
      const from = FROM_MS + day * DAY_MS - 2 * HOUR_MS;
      return { fromAtMs: Math.max(FROM_MS, from), toAtMs: Math.min(TO_MS, from + 8 * HOUR_MS) };
    }),
  },
  before: {
    fromAtMs: FROM_MS - 7 * DAY_MS,
    toAtMs: FROM_MS,
    beginsAtMs: null,
    totals: { promisesKept: 18, promisesJudged: 19, promises: 19, kept: 8_100, broken: 90, owedMinor: 3_000_000, finedMinor: 0 },
    promises: PROMISES.slice(0, 8).map(({ promise, keptShare, broken, owedMinor }, place) => {
      const share = keptShare === null ? null : Math.min(1, keptShare + (place % 3) / 100);
      return { promise, keptShare: share, value: null, broken: Math.max(0, broken - 3), owedMinor, busyHours: place === 5 ? BUSY : null };
    }),
  },
  ledger: {
    lines: LEDGER_LINES,
    lineCount: 116,
    byState: [
      { state: 'settled', minor: 1_940_000, lines: 60 },
      { state: 'owed', minor: 775_000, lines: 20 },
      { state: 'claimed', minor: 1_833_000, lines: 30 },
      { state: 'waived', minor: 112_000, lines: 6 },
    ],
    byPromise: [
      { promise: 'faults', minor: 2_046_000, lines: 20 },
      { promise: 'coaches', minor: 1_875_000, lines: 60 },
      { promise: 'phone', minor: 216_000, lines: 12 },
    ],
    waivedByReason: [
      { reason: 'Police closure', minor: 90_000, lines: 2 },
      { reason: '', minor: 22_000, lines: 4 },
    ],
    waitingLongest: LEDGER_LINES.filter(({ state }) => state === 'claimed' || state === 'owed').slice(0, 3),
  },
  decisions: DECISIONS,
  notes: NOTES,
};

const NO_SCORE = { ...score(0, 0, 0, null), broken: 0, savedMinor: 0, reliability: BINS.map((bin) => ({ ...bin, n: 0, isOff: false })) };

/** A week in which everything was kept. */
export const CALM_WEEK: WeekReport = {
  ...REVIEW_WEEK,
  totals: { promisesKept: 19, promisesJudged: 19, promises: 19, kept: 8_114, broken: 0, owedMinor: 0, finedMinor: 0 },
  promises: PROMISES.map((row) => ({ ...row, state: 'on-track', keptShare: 1, good: row.all, kept: row.all, broken: 0, owedMinor: 0 })),
  causes: [],
  gaming: [],
  warnings: { ...REVIEW_WEEK.warnings, broken: 0, missed: 0 },
  marks: { ...REVIEW_WEEK.marks, breaks: [], gaps: [] },
  ledger: { lines: [], lineCount: 0, byState: [], byPromise: [], waivedByReason: [], waitingLongest: [] },
};

/** A week of which the log holds nothing. */
export const EMPTY_WEEK: WeekReport = {
  ...REVIEW_WEEK,
  totals: { promisesKept: 0, promisesJudged: 0, promises: 19, kept: 0, broken: 0, owedMinor: 0, finedMinor: 0 },
  promises: PROMISES.map((row) => ({ ...row, state: 'idle', keptShare: null, good: 0, all: 0, kept: 0, broken: 0, owedMinor: 0 })),
  league: { site: [], operator: [], tier: [] },
  causes: [],
  warnings: NO_SCORE,
  gaming: [],
  marks: { breaks: [], warningsPerHour: PER_HOUR.map(() => 0), gaps: [], nights: REVIEW_WEEK.marks.nights },
  before: null,
  ledger: { lines: [], lineCount: 0, byState: [], byPromise: [], waivedByReason: [], waitingLongest: [] },
  decisions: [],
  notes: [],
};
