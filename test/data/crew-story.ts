import { advance, applyBatch, type EngineState, emptyState } from '../../shared/engine/index.ts';
import { bookOf } from '../simulation/world.ts';
import { eventsOf, type Told, told } from './story.ts';

/** Two gates of a coach station and what each of them promises, with names, money and remarks that no crew's page may show. All is made up. */
export const CREW_BOOK = `
book: station
timezone: Asia/Shanghai
currency: CNY
personal: [data.guide]
promises:
  - id: leaves
    says: { en: "Your coach leaves at most 5 minutes late, or 30 yuan come back.", zh: "班车最多晚发五分钟，否则退三十元。" }
    short: { en: Coaches on time, zh: 准点发车 }
    kind: deadline
    opens: coach.scheduled
    due: data.scheduled
    late: 5min
    met: coach.left
    group: data.gate
    per: day
    tolerate: 40%
    warn: { chance: 0.05 }
    remedy: [{ pay: 30 CNY, to: item.passenger, within: 5wd }, { fine: 20 CNY, on: item.driver }]
  - id: leaves-hour
    says: { en: "Half the coaches of an hour leave on time, or we pay.", zh: "每小时半数班车准点，否则赔付。" }
    short: { en: This hour, zh: 本小时准点 }
    kind: ratio
    of: leaves
    window: hour
    group: data.gate
    target: ">= 50%"
  - id: carrier-month
    says: { en: "Half the coaches of a carrier leave on time.", zh: "承运方半数班车准点。" }
    short: { en: Carrier's month, zh: 承运方本月 }
    kind: ratio
    of: leaves
    window: month
    group: data.carrier
    target: ">= 50%"
  - id: few-falls
    says: { en: "At most one fall at a gate in a week.", zh: "每周每个检票口跌倒不超过一起。" }
    short: { en: No falls, zh: 无跌倒 }
    kind: count
    of: gate.fall
    group: data.gate
    window: week
    target: "<= 1"
  - id: guides
    says: { en: "Every guide is greeted.", zh: "迎接每位领队。" }
    short: { en: Guides greeted, zh: 迎接领队 }
    kind: deadline
    opens: coach.scheduled
    met: coach.left
    within: 1d elapsed
    group: item.guide
  - id: waiting
    says: { en: "Half the coaches of two hours leave on time.", zh: "近两小时半数准点。" }
    short: { en: Last two hours, zh: 近两小时 }
    kind: ratio
    of: leaves
    window: rolling 2h
    group: data.gate
    target: ">= 50%"
boards:
  hall: { title: { en: Hall, zh: 大厅 }, promises: [leaves] }
`;

export const CREW_NOW = '2026-06-18T15:00:00+08:00';

/** What may stand on no crew's page: people, money, what people have said, and the sites beside it. */
export const CREW_HIDDEN = [
  'guide-zhou',
  'driver-wang',
  'passenger-li',
  'Ms Chen',
  'overslept',
  'yuan',
  '元',
  'CNY',
  'pay',
  '赔',
  'South gate',
  'Minor',
  'owed',
  'cost',
  'fine',
] as const;

const GATE = 'North gate';

/** A coach of a gate that is due at a time of day, scheduled five hours before, and leaves so many minutes after; or not, yet. */
function coach(day: string, dueAt: string, lateMinutes: number | null, gate = GATE): readonly Told[] {
  const dueMs = Date.parse(`${day}T${dueAt}:00+08:00`);
  const on = `coach/${day}/${gate === GATE ? 'N' : 'S'}${dueAt.replace(':', '')}`;
  const data = {
    scheduled: new Date(dueMs).toISOString(),
    gate,
    carrier: 'Blue Line',
    driver: 'driver-wang',
    passenger: 'passenger-li',
    guide: 'guide-zhou',
    title: 'driver-wang overslept',
  };
  const left: Told[] = lateMinutes === null ? [] : [['coach.left', new Date(dueMs + lateMinutes * 60_000).toISOString(), { on }]];
  return [['coach.scheduled', new Date(dueMs - 5 * 3_600_000).toISOString(), { on, data }], ...left];
}

/** Seven days at the gate: all on time but for the 14th, on which both are late, and the 15th, on which nothing leaves. */
export const CREW_STORY: readonly Told[] = [
  ...['11', '12', '13', '16', '17'].flatMap((day) => [...coach(`2026-06-${day}`, '10:00', 2), ...coach(`2026-06-${day}`, '12:00', 3)]),
  ...coach('2026-06-14', '10:00', 12),
  ...coach('2026-06-14', '12:00', 12),
  ...coach('2026-06-18', '10:00', 1),
  ...coach('2026-06-18', '12:00', 9),
  ...coach('2026-06-18', '14:00', 2),
  ...coach('2026-06-18', '16:00', null),
  ...coach('2026-06-18', '17:00', null),
  ...coach('2026-06-18', '13:00', 9, 'South gate'),
  ...coach('2026-06-18', '15:30', null, 'South gate'),
  ['gate.fall', '2026-06-10T09:00:00+08:00', { on: 'fall/1', data: { gate: GATE, by: 'Ms Chen' } }],
  ['gate.fall', '2026-06-14T09:00:00+08:00', { on: 'fall/2', data: { gate: GATE, by: 'Ms Chen' } }],
  ['kept.acknowledged', '2026-06-18T13:30:00+08:00', { on: 'coach/2026-06-18/N1400', data: { promise: 'leaves', nth: 1, by: 'Ms Chen' } }],
  ['kept.noted', '2026-06-18T12:30:00+08:00', { on: 'coach/2026-06-18/N1200', data: { by: 'Ms Chen', text: 'the driver overslept' } }],
] satisfies readonly Told[];

const BY_TIME = CREW_STORY.toSorted(([, a], [, b]) => Date.parse(a) - Date.parse(b));

/** The story as it was lived up to an instant. */
export function crewState(now = CREW_NOW, book = CREW_BOOK): EngineState {
  const until = Date.parse(now);
  return told(
    book,
    BY_TIME.filter(([, time]) => Date.parse(time) <= until),
    now,
  );
}

/** Lives the story once, and looks at it at some instants, which come in order. */
export function* crewLife(instants: readonly number[]): Generator<EngineState> {
  const state = emptyState(bookOf(CREW_BOOK));
  const events = eventsOf(BY_TIME);
  let place = 0;
  for (const atMs of instants) {
    for (let event = events[place]; event !== undefined && Date.parse(event.time) <= atMs; event = events[place]) {
      place += 1;
      applyBatch(state, { firstPlace: place, receivedAtMs: Date.parse(event.time), events: [event] });
    }
    advance(state, atMs);
    yield state;
  }
}
