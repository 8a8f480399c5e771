import { expect, it } from 'vitest';
import { type Told, told } from '../../../test/data/story.ts';
import { wallView } from '../index.ts';

const BOOK = `
book: lines
timezone: Asia/Shanghai
currency: CNY
register:
  circuit: { key: data.circuit }
promises:
  - id: available
    says: { en: "The line is up.", zh: "线路可用。" }
    short: { en: Up, zh: 可用 }
    kind: availability
    item: circuit
    down: line.down
    up: line.up
    stops: [{ from: line.maintenance, until: data.until }, { from: visit.begun, to: visit.ended }]
    window: day
    target: ">= 99%"
boards:
  wall: { promises: [available] }
`;
const on = (time: string) => `2026-06-10T${time}+08:00`;
const put = (subject: string): Told => ['register.put', '2026-06-09T12:00:00+08:00', { on: subject, data: { kind: 'circuit' } }];
const STORY: readonly Told[] = [
  ...['C-1', 'C-2', 'C-3'].map(put),
  ['line.maintenance', on('02:00:00'), { on: 'circuit/C-1', data: { until: on('04:00:00') } }],
  ['line.maintenance', on('02:30:00'), { on: 'circuit/C-2', data: { until: on('03:00:00') } }],
  ['line.down', on('02:40:00'), { on: 'circuit/C-1' }],
  ['visit.begun', on('02:45:00'), { on: 'circuit/C-3' }],
];

it.each([
  ['01:59:59', undefined],
  ['02:10:00', { subjects: 1, untilAtMs: Date.parse(on('04:00:00')) }],
  ['02:50:00', { subjects: 2, untilAtMs: Date.parse(on('04:00:00')) }],
  ['03:30:00', { subjects: 1, untilAtMs: Date.parse(on('04:00:00')) }],
  ['04:00:00', undefined],
])('[AVL-4] at %s a board says what planned work stops, and no stop whose end nobody announced', (time, said) => {
  const known = STORY.filter(([, atTime]) => Date.parse(atTime) <= Date.parse(on(time)));
  const board = wallView(told(BOOK, known, on(time)), { boardId: 'wall', banner: null })?.board;
  expect(board?.planned).toEqual(said && { ...said, inService: 3, promises: [{ en: 'Up', zh: '可用' }] });
});
