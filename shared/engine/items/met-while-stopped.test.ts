import { expect, it } from 'vitest';
import { obligationsOn, type Told, told } from '../../../test/data/story.ts';

const at = (time: string) => `2026-06-01T${time}:00Z`;
const book = (limit: string) => `book: stopped
timezone: UTC
currency: USD
promises:
  - { id: done, says: { en: "Done.", zh: "办好。" }, kind: deadline, opens: t.opened, met: t.met, ${limit}, stops: [{ from: t.held, to: t.freed }, { from: t.parked, until: data.until }] }
`;
const WITHIN = book('within: 1h');
const DUE = book('due: data.at, late: 10min');
const SLOT = book('slot: [data.from, data.at]');
const opened: Told = ['t.opened', at('10:00'), { data: { from: at('10:10'), at: at('11:00') } }];
const freed: Told = ['t.freed', at('12:00')];
const due = (text: string, story: readonly Told[]) => obligationsOn(told(text, [opened, ...story], at('13:00')))[0]?.due ?? null;

it('[CLK-2] met while a stop without an end holds, the due stays none, whenever that stop ends', () => {
  const held: readonly Told[] = [
    ['t.held', at('10:20')],
    ['t.met', at('10:30')],
  ];
  for (const text of [WITHIN, DUE]) for (const story of [held, [...held, freed]]) expect(due(text, story)).toBe(null);
});
it('[CLK-2] met while a stop holds whose end was told, the due stays what it was', () => {
  const parked: readonly Told[] = [
    ['t.parked', at('10:20'), { data: { until: at('10:50') } }],
    ['t.met', at('10:30')],
  ];
  expect(due(WITHIN, parked)).toBe('2026-06-01T11:30:00.000Z');
  expect(due(DUE, parked)).toBe('2026-06-01T11:40:00.000Z');
});
it('[CLK-3] a stop that takes nothing from the due leaves it when it is met: after the schedule, and of a slot', () => {
  expect(due(DUE, [['t.held', at('11:02')], ['t.met', at('11:05')], freed])).toBe('2026-06-01T11:10:00.000Z');
  expect(due(SLOT, [['t.held', at('10:20')], ['t.met', at('10:30')], freed])).toBe('2026-06-01T11:00:00.000Z');
});
