import { expect, it } from 'vitest';
import { eventsOf, type Told } from '../../../test/data/story.ts';
import { bookOf } from '../../../test/simulation/world.ts';
import { judgementLines } from '../../view/index.ts';
import { stateAsOf } from '../index.ts';

const says = 'says: { en: "Done.", zh: "办好。" }';
const head = 'book: excluding\ntimezone: UTC\ncurrency: USD\nregister:\n  site: { key: data.site }\n  line: {}\n';
const at = (time: string) => `2026-06-01T${time}:00Z`;
const TESTS = 'exclude: [{ when: "data.test == true", reason: a test }]';

function judged(promises: string, story: readonly Told[], now = '2026-06-01T23:00:00Z') {
  const state = stateAsOf(bookOf(`${head}promises:\n${promises}`), eventsOf(story), { asOfMs: Date.parse(now), places: null });
  if (state === null) throw new Error('nothing is known');
  return { state, lines: [...judgementLines(state)] };
}
/** Windows as `promise/group good of all`, in every order of arrival of a few. */
function windows(promises: string, story: readonly Told[]): readonly string[] {
  const named = story.map(([type, time, more], index): Told => [type, time, { id: `e${index}`, ...more }]);
  const [first, ...others] = [named, named.toReversed(), [...named.slice(2), ...named.slice(0, 2)]].map((order) =>
    judged(promises, order).lines.flatMap((line) =>
      line.kind === 'window' ? [`${line.promise}/${line.group} ${line.good} of ${line.all}`] : [],
    ),
  );
  for (const other of others) expect(other).toEqual(first);
  return first as readonly string[];
}

it('[OBL-7] events that a rule leaves out count in no ratio and no count that has the rule', () => {
  const promises = `
  - { id: share, ${says}, kind: ratio, good: call.made, all: [call.made, call.lost], window: day, target: ">= 80%", ${TESTS} }
  - { id: all, ${says}, kind: ratio, good: call.made, all: [call.made, call.lost], window: day, target: ">= 80%" }
  - { id: lost, ${says}, kind: count, of: call.lost, window: day, target: "<= 0", ${TESTS} }`;
  const story: readonly Told[] = [
    ['call.made', at('10:00')],
    ['call.lost', at('10:10'), { data: { test: true } }],
    ['call.made', at('10:20'), { data: { test: true } }],
    ['call.lost', at('10:30'), { data: { test: false } }],
  ];
  expect(windows(promises, story)).toEqual(['all/null 2 of 4', 'lost/null 0 of 1', 'share/null 1 of 2']);
});
it('[OBL-7] an obligation that a ratio leaves out counts in others, and stays beside it as excluded', () => {
  const promises = `
  - { id: call, ${says}, kind: deadline, opens: call.asked, met: call.made, within: 1h }
  - { id: share, ${says}, kind: ratio, of: call, window: day, target: ">= 80%", ${TESTS} }
  - { id: all, ${says}, kind: ratio, of: call, window: day, target: ">= 80%" }`;
  const story: readonly Told[] = [
    ['call.asked', at('10:00'), { on: 'a' }],
    ['call.made', at('10:10'), { on: 'a' }],
    ['call.asked', at('10:00'), { on: 'b', data: { test: true } }],
  ];
  expect(windows(promises, story)).toEqual(['all/null 1 of 2', 'share/null 1 of 1']);
  const { state, lines } = judged(promises, story);
  expect(lines.filter((line) => line.kind === 'obligation').map((line) => line.state)).toEqual(['kept', 'broken']);
  expect([state.lines.get('share'), state.lines.get('all')].map((line) => [...(line?.tallies.values() ?? [])][0]?.excluded)).toEqual([
    1, 0,
  ]);
});
it('[OBL-7] a rule that reads the register follows it, however late it speaks', () => {
  const closed = 'exclude: [{ when: "site.closed == true", reason: closed }]';
  const promises = `
  - { id: call, ${says}, kind: deadline, opens: call.asked, met: call.made, within: 1h }
  - { id: share, ${says}, kind: ratio, of: call, window: day, target: ">= 80%", ${closed} }
  - { id: asked, ${says}, kind: count, of: call.asked, window: day, target: "<= 9", ${closed} }`;
  const story: readonly Told[] = [
    ['register.put', at('09:00'), { on: 'site/7', data: { kind: 'site', closed: true } }],
    ['call.asked', at('10:00'), { on: 'a', data: { site: '7' } }],
    ['call.asked', at('10:00'), { on: 'b', data: { site: '8' } }],
  ];
  expect(windows(promises, story)).toEqual(['asked/null 0 of 1', 'share/null 0 of 1']);
});
it('[OBL-7, AVL-2] a down that a rule leaves out is no outage, and its up ends none', () => {
  const promises = `
  - { id: up, ${says}, kind: availability, item: line, down: line.down, up: line.up, window: day, target: ">= 99%", ${TESTS} }`;
  const story: readonly Told[] = [
    ['register.put', at('00:00'), { on: 'line/7', data: { kind: 'line' } }],
    ['line.down', at('10:00'), { on: '7', data: { test: true, outage: 'x' } }],
    ['line.down', at('11:00'), { on: '7', data: { outage: 'y' } }],
    ['line.up', at('12:00'), { on: '7', data: { outage: 'x' } }],
    ['line.up', at('13:00'), { on: '7', data: { outage: 'y' } }],
  ];
  expect(windows(promises, story)).toEqual([`up/7 ${21 * 3600} of ${23 * 3600}`]);
});
it('[WIN-3] where the item of a ratio or a count is a registered kind, its subject joins the register', () => {
  const promises = `
  - { id: call, ${says}, kind: deadline, opens: call.asked, met: call.made, within: 1h }
  - { id: calls, ${says}, kind: count, item: line, of: call.asked, window: day, target: "<= 9", group: line.area }
  - { id: made, ${says}, kind: ratio, item: line, good: call.made, all: call.asked, window: day, target: ">= 1%", group: line.area }
  - { id: share, ${says}, kind: ratio, item: line, of: call, window: day, target: ">= 80%", group: line.area }`;
  const story: readonly Told[] = [
    ['register.put', at('09:00'), { on: 'line/7', data: { kind: 'line', area: 'north' } }],
    ['call.asked', at('10:00'), { on: 'line/7' }],
    ['call.asked', at('10:00'), { on: '8' }],
  ];
  expect(windows(promises, story)).toEqual([
    'calls/? 0 of 1',
    'calls/north 0 of 1',
    'made/? 0 of 1',
    'made/north 0 of 1',
    'share/? 0 of 1',
    'share/north 0 of 1',
  ]);
});
