import { expect, it } from 'vitest';
import { type Told, told } from '../../../test/data/story.ts';
import { wallView } from '../index.ts';

const BOOK = `
book: lines
timezone: Asia/Shanghai
currency: CNY
feeds:
  noc: { source: /noc, sends: [circuit.*], heartbeat: 30d }
register:
  circuit: { key: data.circuit }
promises:
  - id: available
    says: { en: "The line is up.", zh: "线路可用。" }
    short: { en: Up, zh: 可用 }
    kind: availability
    item: circuit
    down: circuit.down
    up: circuit.up
    stops: [{ from: work.begun, to: work.ended }, { from: visit.begun, until: data.until }]
    tier: circuit.level
    window: day
    target: { AA: ">= 99%", A: ">= 90%" }
boards:
  wall: { promises: [available] }
`;
const on = (time: string) => `2026-06-10T${time}+08:00`;
const YESTERDAY = '2026-06-09T12:00:00+08:00';
const put = (subject: string, level = 'AA', time = YESTERDAY): Told => [
  'register.put',
  time,
  { on: subject, data: { kind: 'circuit', level } },
];
const mark = (type: string, time: string, subject = 'C-1'): Told => [type, on(time), { on: `circuit/${subject}`, source: '/noc' }];
const heard: Told = ['feed.heartbeat', YESTERDAY, { on: 'feed/noc', source: '/noc' }];

function wall(story: readonly Told[], now: string, book = BOOK) {
  const view = wallView(told(book, [heard, ...story], on(now)), { boardId: 'wall', banner: null });
  return { line: view?.lines[0], view };
}
const BUDGET_MS = 864_000;

it('a board shows an availability before it has any subject', () => {
  const { line, view } = wall([], '08:00:00');
  expect(view?.lines).toHaveLength(1);
  expect(line).toMatchObject({ id: 'available', group: null, kind: 'availability', state: 'idle', share: null, budget: null, all: 0 });
});
it('the line speaks of the subject with the least of its budget left, and counts those that are not broken', () => {
  const story = [put('C-1'), put('C-2', 'A'), put('C-3'), mark('circuit.down', '01:00:00', 'C-2'), mark('circuit.up', '02:00:00', 'C-2')];
  const { line, view } = wall([...story, mark('circuit.down', '03:00:00'), mark('circuit.up', '03:02:24')], '04:00:00');
  expect(line).toMatchObject({
    state: 'on-track',
    good: 3,
    all: 3,
    share: 0.75,
    headroom: 0.583,
    target: { kind: 'share', op: '>=', value: 0.9 },
    budget: { subject: 'C-2', leftMs: 8_640_000 - 3_600_000, allMs: 8_640_000, downSinceAtMs: null, subjects: 3, down: 0 },
    toAtMs: Date.parse('2026-06-11T00:00:00+08:00'),
  });
  expect(view?.hot[0]).toMatchObject({ id: 'available', forecast: [], nextItem: null });
  expect(view?.hot[0]?.history.at(-1)).toEqual([Date.parse(on('04:00:00')), expect.any(Number)]);
});
it('[AVL-2] while it is down the line says when the budget runs out, is at risk from three quarters of it, and breaks after it', () => {
  const story = [put('C-1'), put('C-2'), mark('circuit.down', '03:00:00')];
  const brokenAtMs = Date.parse(on('03:14:24')) + 1;
  expect(wall(story, '03:00:05').line).toMatchObject({ breaksAtMs: brokenAtMs, budget: { leftMs: BUDGET_MS - 5_000, down: 1 } });
  expect(['at-risk', 'likely']).toContain(wall(story, '03:10:48').line?.state);
  expect(wall(story, '03:14:24').line?.state).not.toBe('broken');
  const { line, view } = wall(story, '03:14:25');
  expect(line).toMatchObject({ state: 'broken', sinceAtMs: brokenAtMs, breaksAtMs: brokenAtMs, good: 1, all: 2 });
  expect(view?.changes[0]).toMatchObject({ state: 'broken', title: { args: { name: { en: 'Up C-1', zh: '可用 C-1' } } }, detail: null });
});
it('of two broken subjects the line speaks of the one that is further over', () => {
  const story = [put('C-1'), put('C-2'), mark('circuit.down', '03:00:00'), mark('circuit.down', '02:00:00', 'C-2')];
  expect(wall(story, '04:00:00').line).toMatchObject({
    state: 'broken',
    good: 0,
    budget: { subject: 'C-2', downSinceAtMs: Date.parse(on('02:00:00')) },
  });
});
it('[AVL-2] down during works uses nothing of the budget', () => {
  const story = [put('C-1'), mark('work.begun', '02:00:00'), mark('circuit.down', '03:00:00')];
  expect(wall(story, '06:00:00').line).toMatchObject({ state: 'on-track', budget: { downSinceAtMs: null, down: 0, allMs: 720_000 } });
});
it('a stop without an end shortens the window until what was down is too much', () => {
  const story = [put('C-1'), mark('circuit.down', '00:00:00'), mark('circuit.up', '00:12:00'), mark('work.begun', '01:00:00')];
  expect(wall(story, '05:00:00').line?.state).toBe('at-risk');
  expect(wall(story, '05:00:01').line?.state).toBe('broken');
});
it('a stop whose end is known leaves the budget at once, also while another has none', () => {
  const visit: Told = ['visit.begun', on('01:00:00'), { on: 'C-1', data: { until: on('11:00:00') } }];
  const allMs = (story: readonly Told[]) => wall([put('C-1'), ...story], '02:00:00').line?.budget?.allMs;
  expect(allMs([visit])).toBe(BUDGET_MS - 360_000);
  expect(allMs([visit, mark('work.begun', '01:30:00')])).toBe(BUDGET_MS - 360_000);
});
it('a day later the window begins anew, and the missed one is told with its subject', () => {
  const story = [put('C-1'), mark('circuit.down', '03:00:00'), mark('circuit.up', '04:00:00')];
  const view = wallView(told(BOOK, [heard, ...story], '2026-06-11T00:00:01+08:00'), { boardId: 'wall', banner: null });
  expect(view?.lines[0]).toMatchObject({ state: 'on-track', budget: { leftMs: BUDGET_MS } });
  expect(view?.changes.map(({ id }) => id.split(' ').slice(0, 2).join(' '))).toContain('window available/C-1');
});
it('[AVL-1] a subject that is taken out of the register leaves the next window', () => {
  const gone: Told = ['register.removed', on('05:00:00'), { on: 'C-1', data: { kind: 'circuit' } }];
  const story = [put('C-1'), put('C-2'), mark('circuit.down', '03:00:00'), mark('circuit.up', '04:00:00'), gone];
  expect(wall(story, '06:00:00').line).toMatchObject({ state: 'broken', all: 2, budget: { subjects: 1 } });
  const view = wallView(told(BOOK, [heard, ...story], '2026-06-11T00:00:01+08:00'), { boardId: 'wall', banner: null });
  expect(view?.lines[0]).toMatchObject({ state: 'on-track', all: 1 });
});
it('[FEED-3] a subject whose feed fell silent has no data, and one without a target for its tier neither', () => {
  const book = BOOK.replace('heartbeat: 30d', 'heartbeat: 1h');
  const { line } = wall([put('C-1'), mark('circuit.up', '01:00:00')], '05:00:00', book);
  expect(line).toMatchObject({ state: 'no-data', chance: null });
  expect(wall([put('C-1', 'tin')], '05:00:00').line).toMatchObject({ state: 'no-data', budget: null });
});
it('[WIN-5] a rolling window forgets what is longer ago', () => {
  const book = BOOK.replace('window: day', 'window: rolling 60min');
  const story = [put('C-1'), mark('circuit.down', '03:00:00'), mark('circuit.up', '03:10:00')];
  expect(wall(story, '03:30:00', book).line?.state).toBe('broken');
  expect(wall(story, '04:09:20', book).line).toMatchObject({ state: 'broken', budget: { leftMs: 36_000 - 60_000 } });
  expect(wall(story, '04:12:00', book).line).toMatchObject({ state: 'on-track', share: 1, budget: { leftMs: 36_000 } });
});
