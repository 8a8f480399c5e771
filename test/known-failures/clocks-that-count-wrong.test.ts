import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerCase } from '../../server/command/deadline-case.ts';
import { advance, applyBatch, type EngineState, emptyState } from '../../shared/engine/index.ts';
import type { JsonObject } from '../../shared/event/index.ts';
import { deskDetail, judgementLines } from '../../shared/view/index.ts';
import { eventsOf, type Told, told } from '../data/story.ts';
import { bookOf, HOUR_MS } from '../simulation/world.ts';
import { bookOnDays, dueOn, tenHoursFrom, thirdDayAfter, WEEKDAYS } from './any-weekdays.ts';

const HEAD = 'book: b\ntimezone: Europe/Berlin\ncurrency: EUR\n';
const SAYS = 'says: { en: "Solved.", zh: "已解决。" }';
const REPAIR = `${HEAD}
calendars:
  office: { week: { mon-fri: ["09:00-18:00"] } }
  lunch: { week: { mon-fri: ["09:00-12:00", "13:00-18:00"] } }
register:
  customer: { key: data.customer, default: { tier: silver } }
promises:
${repair('repair', { calendar: 'office', within: '{ gold: 4h, silver: 8h }' })}
${repair('with-lunch', { calendar: 'lunch', within: '{ gold: 4h, silver: 8h }' })}
${repair('response', { within: '{ gold: 1h, silver: 2h }', met: 'ticket.answered' })}
${repair('two-days', { within: '2d' })}
${repair('two-working-days', { within: '2wd' })}
${repair('two-days-elapsed', { within: '2d elapsed' })}
`;
const BOOK = bookOf(REPAIR);

function repair(id: string, { within, met = 'ticket.resolved', calendar = 'office' }: { within: string; met?: string; calendar?: string }) {
  const stops = '[{ from: ticket.waiting, to: ticket.resumed }]';
  const tier = within.startsWith('{') ? 'tier: customer.tier, ' : '';
  return `  - { id: ${id}, ${SAYS}, kind: deadline, opens: ticket.opened, met: ${met}, broken: ticket.dropped, calendar: ${calendar}, ${tier}within: ${within}, stops: ${stops} }`;
}

type Mark = readonly [type: string, time: string, data?: JsonObject];

/** What `kept deadline` answers, of an opening, its marks and an instant; times are in Berlin, and without an offset in winter. */
function answer(promise: string, opens: string, now: string, marks: readonly Mark[] = []) {
  const given = { id: 'c', opens: berlin(opens), now: berlin(now), marks: marks.map(([type, time, data = {}]) => at(type, time, data)) };
  const { state, due, left, spans } = answerCase(BOOK, promise, given);
  return { state, due: typeof due === 'string' ? due.slice(0, 16) : due, hoursLeft: left === null ? null : Number(left) / 3600, spans };
}
const at = (type: string, time: string, data: JsonObject) => ({ type, time: berlin(time), data });
const berlin = (time: string) => (/(Z|[+-]\d\d:\d\d)$/.test(time) ? time : `${time.padEnd(19, ':00')}+01:00`);

/** The first week of March 2026, before the clocks change: the 2nd is a Monday, the 6th a Friday. */
describe('clocks that count wrong', () => {
  it('[CLK-2, CLK-3] waiting over a weekend counted closed hours as waiting, deadline moved too far', () => {
    // Opened Friday 10:00 with 8 h, so due 18:00. Waiting from Friday 17:00 to Monday 10:00 is 1 h and 1 h of work, and 65 h on the wall.
    const marks: Mark[] = [
      ['ticket.waiting', '2026-03-06T17:00'],
      ['ticket.resumed', '2026-03-09T10:00'],
    ];
    expect(answer('repair', '2026-03-06T10:00', '2026-03-09T10:00', marks)).toMatchObject({ due: '2026-03-09T11:00', hoursLeft: 1 });
  });

  it('[OBL-5] a changed target forgot the time already waited', () => {
    // 8 h from 09:00, 3 h of them waited: due Tuesday 11:00. Gold at 14:00 has 4 h from 09:00 and the same 3 h: 16:00, and not 18:00.
    const marks: Mark[] = [
      ['ticket.waiting', '2026-03-02T10:00'],
      ['ticket.resumed', '2026-03-02T13:00'],
      ['register.put', '2026-03-02T14:00', { customer: { tier: 'gold' } }],
    ];
    expect(answer('repair', '2026-03-02T09:00', '2026-03-02T13:59', marks).due).toBe('2026-03-03T11:00');
    expect(answer('repair', '2026-03-02T09:00', '2026-03-02T14:00', marks)).toMatchObject({ due: '2026-03-02T16:00', hoursLeft: 2 });
  });

  it('[WARN-1] an escalation before the deadline fired at 00:00', () => {
    // Opened Friday 14:00 with 8 h: 4 h on Friday, 4 h on Monday. Three quarters are 6 h: Monday 11:00, and on the wall Sunday 19:15.
    const story: Told[] = [['ticket.opened', '2026-03-06T14:00:00+01:00']];
    expect(warnedAt(story, '2026-03-09T12:00:00+01:00')).toEqual(['2026-03-09T10:00:00.000Z']);
    // With 2 h of waiting on Monday morning it comes 2 h later.
    const waited: Told[] = [...story, ['ticket.waiting', '2026-03-09T09:30:00+01:00'], ['ticket.resumed', '2026-03-09T11:30:00+01:00']];
    expect(warnedAt(waited, '2026-03-09T14:00:00+01:00')).toEqual(['2026-03-09T12:00:00.000Z']);
  });

  it('[WARN-1] an escalation before the deadline fired at 00:00, by a forecast to which the weekend was time used', () => {
    // Most are solved in 2 of 8 h, and what is not breaks. One of Friday 17:00 has used 1 h by Monday 09:00, and no more at Sunday 05:00, when something else of it is looked at.
    const past = Array.from({ length: 32 }, (_, index): readonly Told[] => {
      const [date, on] = [`2026-02-${String(2 + (index % 4) + 7 * (index % 3)).padStart(2, '0')}`, `item/past-${index}`];
      const done: Told =
        index % 5 === 0 ? ['ticket.dropped', `${date}T17:00:00+01:00`, { on }] : ['ticket.resolved', `${date}T11:00:00+01:00`, { on }];
      return [['ticket.opened', `${date}T09:00:00+01:00`, { on }], done];
    }).flat();
    const story: Told[] = [...past.toSorted(([, a], [, b]) => (a < b ? -1 : 1)), ['ticket.opened', '2026-03-06T17:00:00+01:00']];
    expect(warnedAt(story, '2026-03-09T10:00:00+01:00')).toEqual([]);
    expect(warnedAt(story, '2026-03-09T14:00:00+01:00')).toEqual(['2026-03-09T13:00:00.000Z']);
  });

  it('[CAL-2] opened outside hours: no delay computed at all', () => {
    // Opened Friday 20:00, it begins to count on Monday 09:00: 8 h are over at 17:00.
    expect(answer('repair', '2026-03-06T20:00', '2026-03-06T21:00')).toMatchObject({ due: '2026-03-09T17:00', hoursLeft: 8 });
    expect(answer('repair', '2026-03-06T20:00', '2026-03-09T17:00:01').state).toBe('broken');
  });

  it('[CAL-1] lunch entered as a holiday broke the due date', () => {
    // From 10:00, 2 h before lunch and 5 h after it: the 8th hour is on Tuesday, 09:00 to 10:00.
    expect(answer('with-lunch', '2026-03-02T10:00', '2026-03-02T12:30')).toMatchObject({ due: '2026-03-03T10:00', hoursLeft: 6 });
  });

  it('[CAL-1, CAL-2, CAL-3] wrong unless Monday and Thursday were both working days', () => {
    for (let subset = 1; subset < 128; subset += 1) {
      const days = WEEKDAYS.filter((_, index) => subset & (1 << index));
      const book = bookOnDays(days);
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 27 }), fc.integer({ min: 0, max: 1439 }), (day, minute) => {
          const opens = Temporal.PlainDateTime.from('2026-02-02T00:00').add({ days: day, minutes: minute });
          expect([dueOn(book, 'hours', opens), dueOn(book, 'days', opens)]).toEqual([
            tenHoursFrom(opens, days),
            thirdDayAfter(opens, days),
          ]);
        }),
        { seed: 6739, numRuns: 8 },
      );
    }
  }, 60_000);

  it('[CLK-2, CLK-3] hold time added to the creation time instead of working time', () => {
    // Created Saturday 12:00, waiting on Monday from 08:00 to 10:00: of that 1 h was work. 8 h after 09:00 and 1 h: 18:00.
    // The 2 h added to the creation would have left Monday 17:00.
    const marks: Mark[] = [
      ['ticket.waiting', '2026-03-09T08:00'],
      ['ticket.resumed', '2026-03-09T10:00'],
    ];
    const { due, spans } = answer('repair', '2026-03-07T12:00', '2026-03-09T11:00', marks);
    expect(due).toBe('2026-03-09T18:00');
    expect(spans).toEqual([
      { from: '2026-03-07T12:00:00+01:00', to: '2026-03-09T09:00:00+01:00', counts: false, why: expect.any(String) },
      { from: '2026-03-09T09:00:00+01:00', to: '2026-03-09T10:00:00+01:00', counts: false, why: expect.any(String) },
      { from: '2026-03-09T10:00:00+01:00', to: '2026-03-09T18:00:00+01:00', counts: true, why: expect.any(String) },
    ]);
  });

  it('[CLK-2, OBL-2] a ticket created directly as waiting or closed burned time', () => {
    const opens = '2026-03-02T09:00';
    // Waiting from its first instant, and from the evening before: all 8 h are left, a week later too.
    for (const since of [opens, '2026-03-01T20:00']) {
      const waiting = answer('repair', opens, '2026-03-09T09:00', [['ticket.waiting', since]]);
      expect(waiting).toMatchObject({ state: 'stopped', due: null, hoursLeft: 8 });
    }
    // Resolved in the instant in which it was created, and before: kept, and never broken.
    for (const done of [opens, '2026-03-02T08:00'])
      expect(answer('repair', opens, '2026-03-09T09:00', [['ticket.resolved', done]])).toMatchObject({ state: 'kept', hoursLeft: null });
  });

  it('[CLK-2, CLK-7] paused on the label, ticking underneath', () => {
    // Opened 09:00, waiting from 11:00: 6 of 8 h are left for as long as it waits, on the desk, in its detail and in the answer.
    const waiting: Told[] = [
      ['ticket.opened', '2026-03-02T09:00:00+01:00'],
      ['ticket.waiting', '2026-03-02T11:00:00+01:00'],
    ];
    for (const now of ['2026-03-02T11:00:00+01:00', '2026-03-02T16:00:00+01:00', '2026-03-31T12:00:00+02:00']) {
      const row = deskDetail(told(REPAIR, waiting, now), 'repair item/1 1')?.row;
      expect(row).toMatchObject({ state: 'on-track', isStopped: true, dueAtMs: null, leftMs: 6 * HOUR_MS });
      const asked = answer('repair', '2026-03-02T09:00', now, [['ticket.waiting', '2026-03-02T11:00']]);
      expect(asked).toMatchObject({ state: 'stopped', due: null, hoursLeft: 6 });
    }
    // Once it goes on, at 16:00, neither says that it stands: 2 h to 18:00, 4 h on Tuesday.
    const resumed: Told[] = [...waiting, ['ticket.resumed', '2026-03-02T16:00:00+01:00']];
    const row = deskDetail(told(REPAIR, resumed, '2026-03-02T16:00:00+01:00'), 'repair item/1 1')?.row;
    expect(row).toMatchObject({ isStopped: false, dueAtMs: Date.parse('2026-03-03T13:00:00+01:00'), leftMs: null });
  });

  it('[OBL-1] a later target overruled an earlier one', () => {
    // One ticket of 09:00: a response in 2 h and a repair in 8 h. Answered at 12:00, the response stays broken whatever comes after.
    const story: Told[] = [
      ['ticket.opened', '2026-03-02T09:00:00+01:00'],
      ['ticket.answered', '2026-03-02T12:00:00+01:00'],
      ['ticket.resolved', '2026-03-02T15:00:00+01:00'],
    ];
    const lines = [...judgementLines(told(REPAIR, story, '2026-03-02T18:00:00+01:00'))];
    const found = lines.flatMap((line) => (line.kind === 'obligation' ? [[line.promise, line.state, line.due?.slice(0, 16)]] : []));
    expect(found).toContainEqual(['response', 'broken', '2026-03-02T11:00']);
    expect(found).toContainEqual(['repair', 'kept', '2026-03-02T17:00']);
  });

  it('[CAL-3, CLK-7] "2 days" read as 48 hours by one, as 4 working days by another', () => {
    // Friday 15:00. 2d in an office of 9 h a day: 48 h of work, 3 + 5 × 9 h, so Friday 18:00 a week later.
    // 2wd: the end of Tuesday. 2d elapsed: Sunday 15:00. The explanation names what each one counts.
    const dues = ['two-days', 'two-working-days', 'two-days-elapsed'].map((promise) =>
      answer(promise, '2026-03-06T15:00', '2026-03-06T16:00'),
    );
    expect(dues.map(({ due }) => due)).toEqual(['2026-03-13T18:00', '2026-03-10T18:00', '2026-03-08T15:00']);
    expect(dues.map(({ hoursLeft }) => hoursLeft)).toEqual([47, 2 + 18, 47]);
    expect(dues.map(({ spans }) => countedHours(spans))).toEqual([48, 18, 48]);
    expect(new Set(dues.map(({ spans }) => JSON.stringify(spans))).size).toBe(3);
  });

  it("[TIM-3] business minutes taken with today's offset for last winter's tickets", () => {
    // Asked in July, when Berlin is at +02:00: a ticket of January was opened at 08:00Z, 09:00 on the wall, and had till 17:00 or 16:00Z.
    expect(answer('repair', '2026-01-12T08:00:00Z', '2026-07-06T12:00:00Z', [['ticket.resolved', '2026-01-12T16:00:00Z']]).state).toBe(
      'kept',
    );
    expect(answer('repair', '2026-01-12T08:00:00Z', '2026-07-06T12:00:00Z', [['ticket.resolved', '2026-01-12T16:00:00.001Z']]).state).toBe(
      'broken',
    );
  });

  it('[TIM-3, CAL-1] business hours an hour off after the clocks changed', () => {
    // Friday 16:00 with 8 h: 2 h that day and 6 h on Monday, which ends at 15:00 on the wall, an hour earlier or later in UTC.
    expect(instant('2026-03-27T16:00:00+01:00')).toBe('2026-03-30T13:00:00Z'); // Forward on the 29th.
    expect(instant('2026-10-23T16:00:00+02:00')).toBe('2026-10-26T14:00:00Z'); // Back on the 25th.
  });

  it('[WIN-1, WIN-4] a daily target scaled by 25/24 on the long day', () => {
    // At most 24 a day, and one each hour: the 25th of October has 25 of them, and the day is broken; its neighbours are kept.
    const book = `${HEAD}promises: [{ id: drops, ${SAYS}, kind: count, of: call.dropped, window: day, target: "<= 24" }]\n`;
    const firstAtMs = Date.parse('2026-10-24T00:00:00+02:00');
    const story = Array.from({ length: 73 }, (_, hour): Told => ['call.dropped', new Date(firstAtMs + hour * HOUR_MS).toISOString()]);
    const days = [...judgementLines(told(book, story, '2026-10-28T00:00:00+01:00'))].flatMap((line) =>
      line.kind === 'window' ? [line] : [],
    );
    expect(days.slice(0, 3).map(({ from, value, state }) => [from.slice(0, 10), value, state])).toEqual([
      ['2026-10-24', '24/1', 'kept'],
      ['2026-10-25', '25/1', 'broken'],
      ['2026-10-26', '24/1', 'kept'],
    ]);
    expect(days.slice(0, 3).map(({ from, to }) => (Date.parse(to) - Date.parse(from)) / HOUR_MS)).toEqual([24, 25, 24]);
  });

  it('[OBL-3, CLK-1] breach time reported as the latest of several candidates', () => {
    // Due at 17:00, broken one millisecond later. Dropped at 17:30, a gold target of 13:00 at 17:45, met at 18:00: the breach stays.
    const told17: Told[] = [['ticket.opened', '2026-03-02T09:00:00+01:00', { data: { customer: 'c1' } }]];
    const later: Told[] = [
      ['ticket.dropped', '2026-03-02T17:30:00+01:00'],
      ['register.put', '2026-03-02T17:45:00+01:00', { on: 'customer/c1', data: { kind: 'customer', tier: 'gold' } }],
      ['ticket.resolved', '2026-03-02T18:00:00+01:00'],
    ];
    for (const count of [0, 1, 2, 3]) {
      const state = told(REPAIR, [...told17, ...later.slice(0, count)], '2026-03-03T12:00:00+01:00');
      expect(breachOf(state)).toEqual({ state: 'broken', due: '2026-03-02T16:00:00.000Z', broken: '2026-03-02T16:00:00.001Z' });
    }
  });
});

/** When the repair became at risk. */
function warnedAt(story: readonly Told[], until: string): readonly string[] {
  const state = emptyState(BOOK);
  const changes = eventsOf(story).flatMap((event, index) =>
    applyBatch(state, { firstPlace: index + 1, receivedAtMs: Date.parse(event.time), events: [event] }),
  );
  const warnings = [...changes, ...advance(state, Date.parse(until))].filter(
    (change) => change.kind === 'risk' && change.promise === 'repair' && change.subject === 'item/1' && change.from === 'on-track',
  );
  return warnings.map(({ atMs }) => new Date(atMs).toISOString());
}

function countedHours(spans: unknown): number {
  const listed = spans as readonly { readonly from: string; readonly to: string; readonly counts: boolean }[];
  return listed.filter(({ counts }) => counts).reduce((sum, { from, to }) => sum + (Date.parse(to) - Date.parse(from)) / HOUR_MS, 0);
}

function instant(opens: string): string {
  return new Date(Date.parse(String(answerCase(BOOK, 'repair', { id: 'c', opens, now: opens })['due']))).toISOString().replace('.000', '');
}

function breachOf(state: EngineState) {
  const iso = (atMs: number | null | undefined) => (atMs == null ? null : new Date(atMs).toISOString());
  const repair = state.items.get('item/1')?.obligations.find(({ promise }) => promise === 'repair');
  return { state: repair?.state, due: iso(repair?.dueAtMs), broken: iso(repair?.decidedAtMs) };
}
