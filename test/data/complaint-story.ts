import { expect } from 'vitest';
import { stateAsOf } from '../../shared/engine/index.ts';
import { judgementLines, type LedgerLine } from '../../shared/view/index.ts';
import { bookOf, seededRandom, shuffled } from '../simulation/world.ts';
import { faultsBySchema } from './judge-schema.ts';
import { eventsOf, type Told } from './story.ts';

export const HEAD = 'book: coach\ntimezone: UTC\ncurrency: CNY\n';
/** Coaches that go to their terminus, and what a shortened route pays. */
export const coach = (remedy: string, more = '') => `${HEAD}${more}promises:
  - id: terminus
    says: { en: "We go to the terminus.", zh: "开到终点站。" }
    kind: deadline
    opens: departure.scheduled
    within: 2h
    met: departure.arrived
    broken: departure.shortened
    remedy: ${remedy}
`;
export const HALF = '{ pay: 50% of item.fare, to: data.customer, per: complaint, after: complaint.verified }';

export const at = (time: string) => `2026-06-01T${time}:00Z`;
export const SHORTENED: readonly Told[] = [
  ['departure.scheduled', at('08:00'), { on: 'departure/D1', data: { fare: '46.00' } }],
  ['departure.shortened', at('09:00'), { on: 'departure/D1' }],
];
export function said(what: string, time: string, complaint: string, data: { readonly [key: string]: string | number } = {}): Told {
  return [
    `complaint.${what}`,
    at(time),
    {
      on: `complaint/${complaint}`,
      id: `${complaint} ${what} ${time}`,
      data: { about: 'D1', promise: 'terminus', customer: `p-${complaint}`, ...data },
    },
  ];
}

/** The ledger of a story, whatever the order in which it arrives. */
export function ledger(book: string, story: readonly Told[], now = at('23:00')): readonly LedgerLine[] {
  const known = { asOfMs: Date.parse(now), places: null };
  const of = (events: ReturnType<typeof eventsOf>) => {
    const state = stateAsOf(bookOf(book), events, known);
    return [...(state === null ? [] : judgementLines(state))].filter((line) => line.kind === 'ledger');
  };
  const lines = of(eventsOf(story));
  expect(faultsBySchema(lines)).toEqual([]);
  const random = seededRandom(7);
  for (let turn = 0; turn < 5; turn += 1) expect(of(shuffled(eventsOf(story), random))).toEqual(lines);
  return lines;
}
export const figures = (book: string, story: readonly Told[], now?: string) =>
  ledger(book, story, now).map(({ subject, payee, amount, state }) => [subject, payee ?? 'nobody', amount, state].join(' '));
