import { type EngineState, reckonNow, stateAsOf } from '../../shared/engine/index.ts';
import type { JsonObject } from '../../shared/event/index.ts';
import { bookOf } from '../simulation/world.ts';
import { eventsOf, type Told } from './story.ts';

/** A year of promises for customers, with much that is not for them: drivers, notes, fines, a promise among ourselves. All is made up. */
export const PUBLIC_BOOK = `
book: northgate
timezone: Asia/Shanghai
currency: CNY
personal: [data.phone]
calendars:
  office: { week: { mon-fri: ["09:00-18:00"] } }
feeds:
  exchange: { source: /exchange, sends: [call.*], heartbeat: 30h, lag: 1h }
register:
  customer: { key: data.customer, default: { tier: standard } }
promises:
  - id: on-time
    says: { en: "Your coach leaves at most 5 minutes late, or half your fare comes back.", zh: "班车最多晚发五分钟，否则退还一半票价。" }
    short: { en: Coaches on time, zh: 准点发车 }
    kind: deadline
    opens: departure.scheduled
    due: data.scheduled
    late: 5min
    met: departure.departed
    broken: departure.cancelled
    per: month
    tolerate: 5%
    group: data.depot
    remedy:
      - { pay: 50% of item.fare, to: data.customer, per: complaint, after: complaint.verified, within: 5wd }
      - { fine: 20 CNY, on: item.driver }
    calendar: office
  - id: phone-back
    says: { en: "We phone you back within 60 minutes, gold customers within 30, or you get 60 yuan.", zh: "六十分钟内回电，金级客户三十分钟，否则赔付六十元。" }
    short: { en: Phoned back, zh: 按时回电 }
    kind: deadline
    opens: ticket.opened
    met: ticket.contacted
    tier: customer.tier
    within: { gold: 30min, standard: 60min }
    calendar: office
    remedy: { pay: 60 CNY, to: data.customer }
  - id: calls-through
    says: { en: "Eight of ten calls get through.", zh: "十个电话接通八个。" }
    short: { en: Calls through, zh: 电话接通 }
    kind: ratio
    good: call.answered
    all: [call.answered, call.abandoned]
    window: month
    target: ">= 80%"
  - id: line-up
    says: { en: "Your line works 99 hours of 100.", zh: "线路可用率不低于百分之九十九。" }
    short: { en: Lines working, zh: 线路可用 }
    kind: availability
    item: line
    down: line.down
    up: line.up
    window: month
    target: ">= 99%"
  - id: few-complaints
    says: { en: "At most 12 complaints are upheld in a year.", zh: "每年投诉成立不超过十二件。" }
    short: { en: Few complaints, zh: 投诉成立 }
    kind: count
    of: complaint.verified
    window: year
    target: "<= 12"
  - id: clean-coach
    says: { en: "Every coach is cleaned within a day.", zh: "车辆每日清洁。" }
    short: { en: Clean coach, zh: 车辆清洁 }
    kind: deadline
    opens: coach.parked
    met: coach.cleaned
    within: 1d elapsed
    public: false
boards:
  hall: { title: { en: Hall of the depot, zh: 车站大厅 }, promises: [on-time, phone-back, clean-coach], language: zh }
`;

export const PUBLIC_NOW = '2026-06-18T15:00:00+08:00';

/** The reference of a case that came by the customers' form. */
export const PUBLIC_REFERENCE = 'K7QM3T9X40VB8ZRE';

/** What people and systems say among themselves in it. None of it may stand on a customers' page. */
export const INTERNAL_WORDS = [
  'driver-wang',
  'Ms Li at desk 4',
  'the driver overslept again',
  'hall-depot-7',
  '138 0000 0000',
  'c-gold-1',
  'c-plain-2',
  'p-71',
  'clean-coach',
  'Clean coach',
  '/exchange',
  'exchange',
  'do not tell them that',
  'It left late, I think.',
] as const;

const MONTHS = [
  '2025-06',
  '2025-07',
  '2025-08',
  '2025-09',
  '2025-10',
  '2025-11',
  '2025-12',
  '2026-01',
  '2026-02',
  '2026-03',
  '2026-04',
  '2026-05',
  '2026-06',
];
const DAYS = Array.from({ length: 28 }, (_, day) => String(day + 1).padStart(2, '0'));
const PAST_DAYS = (month: string) => (month === '2026-06' ? DAYS.slice(0, 17) : DAYS);

/** The story in the order of its times. */
export const PUBLIC_STORY: readonly Told[] = (
  [
    ...registers(),
    ...MONTHS.flatMap((month) => PAST_DAYS(month).flatMap((day) => [...departure(month, day), ...calls(month, day)])),
    ...MONTHS.flatMap((month) => ['02', '09', '16'].flatMap((day) => ticket(month, day))),
    ['line.down', '2026-02-10T00:00:00+08:00', { on: 'line/L-1' }],
    ['line.up', '2026-02-11T00:00:00+08:00', { on: 'line/L-1' }],
    ...complaintOfJanuary(),
    ...caseOfJune(),
    ['ticket.opened', '2026-06-18T14:30:00+08:00', { on: 'ticket/open-1', data: { customer: 'c-plain-2' } }],
    [
      'kept.acknowledged',
      '2026-06-18T14:40:00+08:00',
      { on: 'ticket/open-1', data: { promise: 'phone-back', nth: 1, by: 'Ms Li at desk 4' } },
    ],
    [
      'kept.noted',
      '2026-06-17T10:00:00+08:00',
      { on: 'departure/2026-06-17', data: { by: 'Ms Li at desk 4', text: 'the driver overslept again' } },
    ],
  ] as readonly Told[]
).toSorted(byTime);

function byTime([, a]: Told, [, b]: Told): number {
  return Date.parse(a) - Date.parse(b);
}

/** The story as of an instant, judged at once: a hundred times as fast as it happened. */
export function publicState(now = PUBLIC_NOW, book = PUBLIC_BOOK, story = PUBLIC_STORY): EngineState {
  const state = stateAsOf(bookOf(book), eventsOf(story), { asOfMs: Date.parse(now), places: null });
  if (state === null) throw new Error('Nothing of the story has happened by then.');
  reckonNow(state);
  return state;
}

function registers(): readonly Told[] {
  const put = (on: string, data: JsonObject): Told => ['register.put', '2025-06-01T00:00:00+08:00', { on, data, id: on }];
  return [put('c-gold-1', { kind: 'customer', tier: 'gold' })];
}

/** One a day; of those of January three are late. */
function departure(month: string, day: string): readonly Told[] {
  const on = `departure/${month}-${day}`;
  const isLate = month === '2026-01' && ['05', '06', '07'].includes(day);
  const data = {
    scheduled: `${month}-${day}T12:00:00+08:00`,
    fare: '46.00',
    driver: 'driver-wang',
    depot: 'hall-depot-7',
    phone: '138 0000 0000',
  };
  return [
    ['departure.scheduled', `${month}-${day}T08:00:00+08:00`, { on, data }],
    ['departure.departed', `${month}-${day}T12:${isLate ? '09' : '02'}:00+08:00`, { on }],
  ];
}

/** Four of five get through; in March nothing is heard of for days. */
function calls(month: string, day: string): readonly Told[] {
  if (month === '2026-03' && day > '10' && day < '15') return [];
  const answered = ['09', '10', '11', '12'].map(
    (hour): Told => ['call.answered', `${month}-${day}T${hour}:00:00+08:00`, { on: `call/${month}-${day}-${hour}`, source: '/exchange' }],
  );
  const lost: Told = ['call.abandoned', `${month}-${day}T13:00:00+08:00`, { on: `call/${month}-${day}-13`, source: '/exchange' }];
  const rest = day === '28' ? ['29', '30', '31'].flatMap((more) => heard(month, more)) : [];
  return [...answered, lost, ...rest];
}

/** The last days of a month, so that none of it is silent. */
function heard(month: string, day: string): readonly Told[] {
  const time = `${month}-${day}T09:00:00+08:00`;
  const isThere = new Date(`${month}-${day}T01:00:00Z`).toISOString().startsWith(`${month}-${day}`);
  return isThere ? [['call.answered', time, { on: `call/${month}-${day}-09`, source: '/exchange' }]] : [];
}

/** Three a month; one of September is late and paid, one of June is late and owed. */
function ticket(month: string, day: string): readonly Told[] {
  const on = `ticket/${month}-${day}`;
  const isLate = ['2025-09-16', '2026-06-16'].includes(`${month}-${day}`);
  const customer = day === '02' ? 'c-gold-1' : 'c-plain-2';
  const by = { by: 'Ms Li at desk 4' };
  return [
    ['ticket.opened', `${month}-${day}T10:00:00+08:00`, { on, data: { customer } }],
    ['ticket.contacted', `${month}-${day}T${isLate ? '14' : '10'}:20:00+08:00`, { on, data: by }],
    ...(month === '2025-09' && isLate
      ? [['kept.settled', '2025-09-18T10:00:00+08:00', { on, data: { promise: 'phone-back', ...by } }] as Told]
      : []),
  ];
}

function caseOfJune(): readonly Told[] {
  const on = `complaint/${PUBLIC_REFERENCE}`;
  const said = { kind: 'claim', language: 'en', about: 'departure/2026-06-10', promise: 'on-time', text: 'It left late, I think.' };
  const told = {
    ...said,
    by: 'Ms Li at desk 4',
    reason: 'do not tell them that',
    answer: 'Your coach left at 12:02, two minutes after its time.',
  };
  return [
    ['complaint.filed', '2026-06-10T18:00:00+08:00', { on, source: '/promises', data: said }],
    ['complaint.rejected', '2026-06-11T09:30:00+08:00', { on, data: told }],
  ];
}

function complaintOfJanuary(): readonly Told[] {
  const on = 'complaint/R-2026-0001';
  const said = { about: 'departure/2026-01-05', promise: 'on-time', customer: 'p-71', phone: '138 0000 0000' };
  return [
    ['complaint.filed', '2026-01-05T13:00:00+08:00', { on, data: said }],
    ['complaint.verified', '2026-01-06T10:00:00+08:00', { on, data: { ...said, by: 'Ms Li at desk 4', reason: 'do not tell them that' } }],
    ['kept.settled', '2026-01-08T10:00:00+08:00', { on, data: { promise: 'on-time', by: 'Ms Li at desk 4' } }],
  ];
}
