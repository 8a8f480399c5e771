import { expect, it } from 'vitest';
import { at, coach, HEAD, SHORTENED, said } from '../../test/data/complaint-story.ts';
import { faultsBySchema } from '../../test/data/judge-schema.ts';
import { eventsOf, type Told, told } from '../../test/data/story.ts';
import { bookOf, seededRandom, shuffled } from '../../test/simulation/world.ts';
import { stateAsOf } from '../engine/index.ts';
import { deskDetail, judgementLines } from './index.ts';

/** What must be settled in time: the obligations and periods of the promises that nobody wrote, in any order of arrival. */
function settling(book: string, story: readonly Told[], now: string) {
  const of = (events: ReturnType<typeof eventsOf>) => {
    const state = stateAsOf(bookOf(book), events, { asOfMs: Date.parse(now), places: null });
    return [...(state === null ? [] : judgementLines(state))];
  };
  const lines = of(eventsOf(story));
  expect(faultsBySchema(lines)).toEqual([]);
  const random = seededRandom(3);
  for (let turn = 0; turn < 4; turn += 1) expect(of(shuffled(eventsOf(story), random))).toEqual(lines);
  return lines.filter(({ promise }) => promise.endsWith('/remedy'));
}
const texts = (book: string, story: readonly Told[], now: string) =>
  settling(book, story, now).map((line) =>
    line.kind === 'obligation'
      ? `${line.promise} ${line.subject} ${line.nth} ${line.opens.slice(5, 16)} ${line.due?.slice(5, 16)} ${line.state}`
      : `${line.promise} ${line.kind} ${line.state}`,
  );
const close = (what: string, time: string, on: string, data: { readonly [key: string]: string | number } = {}): Told => [
  `kept.${what}`,
  at(time),
  { on, id: `${what} ${time}`, source: '/kept', data: { promise: 'terminus', by: 'lin', reason: 'agreed', ...data } },
];
const PAID = coach('[{ pay: 10 CNY, within: 2h }, { do: apology, within: 4h }, { pay: 1 CNY }]');
const D1 = 'departure/D1';

it('[MON-7] what is owed must be settled in time: an obligation for each such line, from when it is owed', () => {
  expect(texts(PAID, SHORTENED, at('10:00'))).toEqual([
    'terminus/remedy departure/D1 1 06-01T09:00 06-01T11:00 open',
    'terminus/remedy departure/D1 2 06-01T09:00 06-01T13:00 open',
    'terminus/remedy promise open',
  ]);
  expect(texts(PAID, SHORTENED, at('12:00'))).toEqual([
    'terminus/remedy departure/D1 1 06-01T09:00 06-01T11:00 broken',
    'terminus/remedy departure/D1 2 06-01T09:00 06-01T13:00 open',
    'terminus/remedy promise broken',
  ]);
});
it('[MON-7] settled in time is kept, settled late is a breach, waived is excluded, and nothing is owed for any of it', () => {
  const states = (...closings: readonly Told[]) =>
    texts(PAID, [...SHORTENED, ...closings], at('14:00')).map((text) => text.split(' ').at(-1));
  expect(states(close('settled', '11:00', D1))).toEqual(['kept', 'kept', 'open']);
  expect(states(close('settled', '12:00', D1, { remedy: 1 }), close('settled', '12:00', D1, { remedy: 2, amount: 0 }))).toEqual([
    'broken',
    'kept',
    'broken',
  ]);
  expect(states(close('waived', '12:00', D1))).toEqual(['excluded', 'excluded', 'open']);
  expect(states(close('excluded', '12:00', D1, { promise: 'terminus/remedy', nth: 2 }))).toEqual(['broken', 'excluded', 'broken']);
});
it('[MON-7] when nothing is owed any more nothing has to be settled', () => {
  expect(texts(PAID, [...SHORTENED, close('excluded', '12:00', D1)], at('14:00'))).toEqual([]);
  const state = told(PAID, [...SHORTENED, close('excluded', '12:00', D1)], at('14:00'));
  expect([state.items.get(D1)?.obligations.map(({ promise }) => promise), state.open.size, state.lapsed.size]).toEqual([
    ['terminus'],
    0,
    0,
  ]);
});
it('[MON-7] a complaint is settled in time from its verification, by the version of the breach', () => {
  const book = `${coach('{ pay: 10 CNY, per: complaint, after: complaint.verified, within: 1h }')}versions:
  - { from: 2026-01-01, note: first }
  - { from: 2026-06-02, note: slower, promises: [{ id: terminus, remedy: { pay: 10 CNY, within: 9h } }] }
`;
  const filed = said('filed', '10:00', 'A');
  expect(texts(book, [...SHORTENED, filed], at('23:00'))).toEqual([]);
  const verified: Told = ['complaint.verified', '2026-06-02T10:00:00Z', { on: 'complaint/A', data: { about: 'D1', promise: 'terminus' } }];
  expect(texts(book, [...SHORTENED, filed, verified], '2026-06-02T10:30:00Z')).toEqual([
    'terminus/remedy complaint/A 1 06-02T10:00 06-02T11:00 open',
    'terminus/remedy promise open',
  ]);
});
it('[MON-7] what a missed window owes is settled in time from its end on, live as in a judgement', () => {
  const book = `${HEAD}promises:
  - id: few
    says: { en: "Few.", zh: "少。" }
    kind: count
    of: charge.wrong
    window: day
    target: "<= 0"
    remedy: [{ pay: 1 x data.fare, per: complaint, within: 1h }, { pay: 9 CNY, within: 2h }]
`;
  const wrong: Told = ['charge.wrong', at('10:00'), { on: 'complaint/A', data: { fare: 2 } }];
  const now = '2026-06-02T01:00:00Z';
  expect(texts(book, [wrong], now)).toEqual([
    'few/remedy complaint/A 1 06-01T10:00 06-01T11:00 broken',
    'few/remedy few 1 06-02T00:00 06-02T02:00 open',
    'few/remedy promise broken',
    'few/remedy promise open',
  ]);
  const live = told(book, [wrong], now);
  const inTime = [...judgementLines(live)].filter(({ promise }) => promise === 'few/remedy');
  expect(inTime).toEqual(settling(book, [wrong], now));
});
it('[MON-7] the desk counts it down and explains it, and no board has it', () => {
  const state = told(PAID, SHORTENED, at('10:00'));
  const detail = deskDetail(state, 'terminus/remedy departure/D1 1');
  expect(detail?.says).toEqual({ en: 'We go to the terminus: settled in time.', zh: '开到终点站：按时兑现。' });
  expect(detail?.row).toMatchObject({ dueAtMs: Date.parse(at('11:00')), state: 'on-track', costMinor: 0 });
  expect(detail?.spans.map(({ counts, toAtMs, fromAtMs }) => counts && toAtMs - fromAtMs)).toEqual([2 * 3_600_000]);
  expect(state.lines.get('/terminus/remedy')?.promise).toBe('terminus/remedy');
  expect(() => bookOf(`${PAID}boards:\n  wall: { promises: [terminus/remedy] }\n`)).toThrow();
});
it('[MON-7] a breach by a change of tier owes like any other', () => {
  const book = `${HEAD}register: { customer: { key: data.customer, default: { tier: silver } } }
promises:
  - id: reply
    says: { en: "We reply.", zh: "我们回复。" }
    kind: deadline
    opens: ticket.opened
    met: ticket.answered
    tier: customer.tier
    within: { gold: 1h, silver: 5h }
    remedy: { pay: 4 CNY }
`;
  const opened: Told = ['ticket.opened', at('08:00'), { on: 'ticket/1', data: { customer: 'c' } }];
  const gold: Told = ['register.put', at('10:00'), { on: 'customer/c', data: { kind: 'customer', tier: 'gold' } }];
  const state = told(book, [opened, gold], at('10:00'));
  expect(state.items.get('ticket/1')?.obligations[0]).toMatchObject({
    state: 'broken',
    owedMinor: 400,
    decidedAtMs: Date.parse(at('10:00')),
  });
});
