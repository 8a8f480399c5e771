import { expect, it } from 'vitest';
import { type Told, told } from '../../../test/data/story.ts';
import { applyBatch, type Command, decide } from '../../engine/index.ts';
import { publicCase } from './public-case.ts';

const SOURCE = '/promises';
const PAYS = '{ pay: 50% of item.fare, to: data.customer, per: complaint, after: complaint.verified, within: 2d }';
const book = (remedy = PAYS) => `
book: coach
timezone: UTC
currency: CNY
promises:
  - id: terminus
    says: { en: "We go to the terminus.", zh: "开到终点站。" }
    short: { en: To the end, zh: 到终点 }
    kind: deadline
    opens: departure.scheduled
    within: 2h
    met: departure.arrived
    broken: departure.shortened
    remedy: ${remedy}
  - id: hushed
    says: { en: "Among ourselves.", zh: "内部。" }
    kind: deadline
    opens: coach.parked
    within: 2h
    met: coach.cleaned
    public: false
`;
const at = (time: string) => `2026-06-01T${time}:00Z`;
const SHORTENED: readonly Told[] = [
  ['departure.scheduled', at('08:00'), { on: 'departure/D1', data: { fare: '46.00' } }],
  ['departure.shortened', at('09:00'), { on: 'departure/D1' }],
];
const FILED = { kind: 'claim', about: 'D1', promise: 'terminus', customer: 'p-1', text: 'My words.' };
function filed(time = '10:00', reference = 'A', data: { readonly [key: string]: string } = FILED, source = SOURCE): Told {
  return ['complaint.filed', at(time), { on: `complaint/${reference}`, data, source, id: `filed ${reference}` }];
}
function decided(what: 'verified' | 'rejected', time: string, data = {}, reference = 'A'): Told {
  return [
    `complaint.${what}`,
    at(time),
    { on: `complaint/${reference}`, id: `${what} ${reference}`, data: { ...FILED, by: 'Ms Li', ...data } },
  ];
}
const settled = (time: string, on = 'complaint/A'): Told => ['kept.settled', at(time), { on, data: { promise: 'terminus', by: 'Ms Li' } }];
const caseOf = (story: readonly Told[], { remedy = PAYS, reference = 'A' } = {}) =>
  publicCase(told(book(remedy), [...SHORTENED, ...story], at('23:00')), `complaint/${reference}`, SOURCE);

it('[PUB-6] received: nothing that was written in it comes back', () => {
  const found = caseOf([filed()]);
  expect(found).toEqual({
    kind: 'claim',
    filedAtMs: Date.parse(at('10:00')),
    promise: { en: 'To the end', zh: '到终点' },
    standing: 'received',
    decidedAtMs: null,
    answer: null,
    money: [],
  });
});
it('[PUB-6] confirmed and owed, then paid', () => {
  const owed = [filed(), decided('verified', '11:00')];
  expect(caseOf(owed)).toMatchObject({
    standing: 'owed',
    decidedAtMs: Date.parse(at('11:00')),
    money: [{ minor: 2_300, paidAtMs: null, payByMs: Date.parse('2026-06-03T11:00:00Z') }],
  });
  expect(caseOf([...owed, settled('12:00')])).toMatchObject({
    standing: 'paid',
    money: [{ minor: 2_300, paidAtMs: Date.parse(at('12:00')) }],
  });
});
it('[PUB-6] rejected with the answer meant for the customer, and never with what people say among themselves', () => {
  const found = caseOf([filed(), decided('rejected', '11:00', { reason: 'a known quarreller', answer: 'It went to the terminus.' })]);
  expect(found).toMatchObject({ standing: 'rejected', answer: 'It went to the terminus.', money: [] });
  expect(JSON.stringify(found)).not.toContain('quarreller');
  expect(caseOf([filed(), decided('rejected', '11:00', { reason: 'a known quarreller' })])?.answer).toBeNull();
});
it('[PUB-6] what somebody rejects with on the desk is told in the words that are meant for the customer, and only while it is rejected so', () => {
  const state = told(book(), [...SHORTENED, filed()], at('23:00'));
  const act = (type: 'verify' | 'reject', atMs: number, more = {}) => {
    const events = decide(state, { type, id: 'complaint/A', by: 'Ms Li', atMs, reason: 'a known quarreller', ...more } as Command);
    applyBatch(state, { firstPlace: state.place + 1, receivedAtMs: atMs, events });
    return publicCase(state, 'complaint/A', SOURCE);
  };
  const nowMs = state.nowAtMs;
  expect(act('reject', nowMs + 1, { answer: ' It went to the terminus. ' })).toMatchObject({
    standing: 'rejected',
    answer: 'It went to the terminus.',
  });
  expect(act('verify', nowMs + 2)).toMatchObject({ standing: 'owed', answer: null });
  expect(act('reject', nowMs + 3)).toMatchObject({ standing: 'rejected', answer: null });
});
it('[PUB-6] confirmed where nothing is owed, as for what was kept', () => {
  expect(caseOf([filed('10:00', 'A', { ...FILED, about: 'D2' }), decided('verified', '11:00', { about: 'D2' })])).toMatchObject({
    standing: 'confirmed',
    money: [],
  });
});
it('[PUB-6] what a breach owes at once is not told before somebody has confirmed the case', () => {
  const remedy = '{ pay: 20 CNY, to: data.customer, per: complaint }';
  expect(caseOf([filed()], { remedy })).toMatchObject({ standing: 'received', money: [] });
  expect(caseOf([filed(), decided('verified', '11:00')], { remedy })).toMatchObject({ standing: 'owed', money: [{ minor: 2_000 }] });
});
it('[PUB-6] what an item is paid once belongs to the first case that was confirmed', () => {
  const remedy = '{ pay: 20 CNY, to: data.customer, after: complaint.verified }';
  const story = [filed(), filed('10:30', 'B'), decided('verified', '11:00', {}, 'B'), decided('verified', '12:00')];
  expect(caseOf(story, { remedy })).toMatchObject({ standing: 'confirmed', money: [] });
  expect(caseOf(story, { remedy, reference: 'B' })).toMatchObject({ standing: 'owed', money: [{ minor: 2_000 }] });
  expect(caseOf([...story, settled('13:00', 'departure/D1')], { remedy, reference: 'B' })).toMatchObject({ standing: 'paid' });
});
it('[PUB-6] a case of another source is followed by nobody, nor is what is no case', () => {
  expect(caseOf([filed('10:00', 'A', FILED, '/desk')])).toBeNull();
  expect(publicCase(told(book(), SHORTENED, at('23:00')), 'departure/D1', SOURCE)).toBeNull();
  expect(publicCase(told(book(), SHORTENED, at('23:00')), 'complaint/none', SOURCE)).toBeNull();
});
it('[PUB-1] a case about a promise that is not public does not name it, and a fine is no money of it', () => {
  expect(caseOf([filed('10:00', 'A', { ...FILED, promise: 'hushed' })])?.promise).toBeNull();
  expect(caseOf([filed(), decided('verified', '11:00')], { remedy: '{ fine: 20 CNY, on: data.driver, per: complaint }' })).toMatchObject({
    standing: 'confirmed',
    money: [],
  });
});
