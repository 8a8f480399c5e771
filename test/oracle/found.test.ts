import { describe, expect, it } from 'vitest';
import { answerCase } from '../../server/command/deadline-case.ts';
import { advance, applyBatch, emptyState } from '../../shared/engine/index.ts';
import type { JsonObject, KeptEvent } from '../../shared/event/index.ts';
import { bookOf, HOUR_MS } from '../simulation/world.ts';

const COMMON = 'says: { en: a, zh: b }, kind: deadline, opens: item.opened, met: item.met, broken: item.broken';
const STOPS = 'stops: [{ from: item.waiting, to: item.resumed }, { from: item.held, until: data.until }]';
const BOOK = bookOf(`
book: found
timezone: UTC
currency: USD
calendars:
  office: { week: { mon-fri: ["09:00-17:00"] } }
promises:
  - { id: plain, ${COMMON}, within: 4h, ${STOPS}, reopened: item.reopened, reopen: run-on }
  - { id: scheduled, ${COMMON}, due: data.scheduled, early: 1h, late: 10min, ${STOPS} }
  - { id: in-office, ${COMMON}, due: data.scheduled, late: 10min, calendar: office, ${STOPS} }
  - { id: notice, ${COMMON}, before: { of: data.starts, by: 1wd }, calendar: office }
  - { id: next-day, ${COMMON}, within: 1wd }
`);

type Mark = readonly [type: string, time: string, data?: JsonObject];

/** Of a Monday that opens at 09:00 UTC: clock times, or longer ones on other days. */
function answer(promise: string, now: string, marks: readonly Mark[] = [], data: JsonObject = {}) {
  const listed = marks.map(([type, time, own = {}]) => ({ type, time: on(time), data: own }));
  return answerCase(BOOK, promise, { id: 'c', opens: on('09:00'), now: on(now), marks: listed, data });
}
const on = (time: string) => (time.length === 5 ? `2026-03-02T${time}:00Z` : `${time}:00Z`);
const HELD: Mark = ['item.held', '10:00', { until: on('12:00') }];

describe('found by the count minute by minute', () => {
  it('[CLK-2, OBL-2] what begins once it is finished moves its due no more', () => {
    const later: Mark[] = [
      ['item.waiting', '11:00'],
      ['item.resumed', '12:00'],
    ];
    expect(answer('plain', '16:00', [['item.met', '10:00'], ...later])).toMatchObject({
      state: 'kept',
      due: expect.stringContaining('T13:00'),
    });
    expect(answer('plain', '16:00', [['item.broken', '10:00'], ...later])).toMatchObject({
      state: 'broken',
      due: expect.stringContaining('T13:00'),
    });
  });

  it('[CLK-2] met while stopped, it keeps the due that it had: none, or the one that the known end of the stop gives', () => {
    const waiting: Mark[] = [
      ['item.waiting', '10:00'],
      ['item.met', '11:00'],
    ];
    for (const marks of [waiting, [...waiting, ['item.resumed', '12:00'] as const]])
      expect(answer('plain', '16:00', marks)).toMatchObject({ state: 'kept', due: null });
    expect(answer('plain', '16:00', [HELD, ['item.met', '11:00']])).toMatchObject({
      state: 'kept',
      due: expect.stringContaining('T15:00'),
    });
    // A stop that begins in the instant in which it is met begins after that (TIM-4).
    expect(answer('plain', '16:00', [...waiting, ['item.waiting', '11:00']])['due']).toBe(null);
    expect(
      answer('plain', '16:00', [
        ['item.met', '10:00'],
        ['item.waiting', '10:00'],
      ])['due'],
    ).toContain('T13:00');
  });

  it('[CLK-2, OBL-4] a stop begun while it was met holds from the reopening, also where the time since counts', () => {
    // 1 h to the met mark and 2 h to the reopening are used: 1 h is left, and one of the stop is over before it matters.
    const marks: Mark[] = [
      ['item.met', '10:00'],
      ['item.waiting', '11:00'],
      ['item.reopened', '12:00'],
    ];
    expect(answer('plain', '12:30', marks)).toMatchObject({ state: 'stopped', due: null, left: 3600 });
    expect(answer('plain', '12:30', [...marks, ['item.resumed', '12:30']])).toMatchObject({ due: expect.stringContaining('T13:30') });
  });

  it('[CLK-4] met early while stopped, a verdict does not turn when the stop ends', () => {
    const marks: Mark[] = [
      ['item.waiting', '10:00'],
      ['item.met', '11:00'],
    ];
    const data = { scheduled: on('12:00') };
    const states = [marks, [...marks, ['item.resumed', '14:00'] as const]].map((each) => answer('scheduled', '18:00', each, data)['state']);
    expect(states).toEqual(['kept', 'kept']);
  });

  it('[CLK-2, CLK-4] what is left while stopped has in it what `late` tolerates', () => {
    const data = { scheduled: on('12:00') };
    expect(answer('scheduled', '10:00', [], data)['left']).toBe((2 * HOUR_MS) / 1000 + 600);
    expect(answer('scheduled', '11:00', [['item.waiting', '10:00']], data)['left']).toBe((2 * HOUR_MS) / 1000 + 600);
  });

  it('[CLK-7] what is left to a due that comes with the event, or lies before a date, is working time too', () => {
    // From Monday 16:00 to Tuesday 10:10 in the office: 1 h and 1 h 10 min.
    expect(answer('in-office', '16:00', [], { scheduled: on('2026-03-03T10:00') })['left']).toBe(2 * 3600 + 600);
    // Due on Tuesday 17:00.
    expect(answer('notice', '16:00', [], { starts: '2026-03-04' })['left']).toBe(9 * 3600);
  });

  it('[CLK-2, OBL-2] met while stopped over a schedule in closed hours, it stays kept when the stop ends', () => {
    // Scheduled at 20:00, waiting from 19:00 to 22:00, all in the evening: the stop takes no working time, and nothing was due while it held.
    const marks: Mark[] = [
      ['item.waiting', '19:00'],
      ['item.met', '21:00'],
    ];
    const data = { scheduled: on('20:00') };
    const states = [marks, [...marks, ['item.resumed', '22:00'] as const]].map((each) => answer('in-office', '22:00', each, data)['state']);
    expect(states).toEqual(['kept', 'kept']);
  });

  it('[OBL-3, CLK-2] what broke while a stop took no working time stays broken when another stop begins', () => {
    // Scheduled at 20:00 and held from 19:00 to 22:00, known from the start, in the evening: due 20:10. Waiting from 21:00 is too late.
    const held: Mark = ['item.held', '19:00', { until: on('22:00') }];
    const data = { scheduled: on('20:00') };
    for (const marks of [[held], [held, ['item.waiting', '21:00'] as const], [held, ['item.waiting', '22:00'] as const]])
      expect(answer('in-office', '23:00', marks, data)).toMatchObject({ state: 'broken', due: expect.stringContaining('T20:10') });
  });

  it('[CLK-1, CLK-2] a stop that begins at the very due keeps nothing from breaking', () => {
    const at = (time: string) => Date.parse(on(time));
    const state = emptyState(BOOK);
    const event = (type: string, time: string): KeptEvent => ({
      id: type,
      source: '/f',
      type,
      time: on(time),
      subject: 'item/1',
      data: {},
    });
    applyBatch(state, { firstPlace: 1, receivedAtMs: at('09:00'), events: [event('item.opened', '09:00')] });
    applyBatch(state, { firstPlace: 2, receivedAtMs: at('13:00'), events: [event('item.waiting', '13:00')] });
    advance(state, at('15:00'));
    expect(state.items.get('item/1')?.obligations.find(({ promise }) => promise === 'plain')).toMatchObject({
      state: 'broken',
      dueAtMs: at('13:00'),
    });
  });

  it('[CAL-3] working days where every hour is open are explained from the midnight after the opening day', () => {
    const spans = answer('next-day', '10:00')['spans'] as readonly JsonObject[];
    expect(spans.map(({ from, to, counts }) => [from, to, counts])).toEqual([
      ['2026-03-02T09:00:00+00:00', '2026-03-03T00:00:00+00:00', false],
      ['2026-03-03T00:00:00+00:00', '2026-03-04T00:00:00+00:00', true],
    ]);
  });
});
