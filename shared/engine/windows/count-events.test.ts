import { expect, it } from 'vitest';
import { bookOf, MINUTE_MS, seededRandom, shuffled } from '../../../test/simulation/world.ts';
import type { KeptEvent } from '../../event/index.ts';
import { advance, applyBatch, type EngineState, emptyState } from '../index.ts';

const BOOK = bookOf(`
book: calls
timezone: Asia/Jerusalem
currency: ILS
promises:
  - id: connect
    says: { en: "Calls are answered.", zh: "来电有人接。" }
    kind: ratio
    good: call.answered
    all: [call.answered, call.abandoned]
    window: hour
    group: data.queue
    target: ">= 80%"
`);
const START_MS = Date.UTC(1999, 0, 4, 8);

function call(number: number, type: string, minute: number, data: KeptEvent['data'] = {}): KeptEvent {
  return {
    id: `${number}/${type}`,
    source: '/pbx',
    type,
    time: new Date(START_MS + minute * MINUTE_MS).toISOString(),
    subject: `call/${number}`,
    data: { queue: 'PS', ...data },
  };
}
function fold(events: readonly KeptEvent[]): EngineState {
  const state = emptyState(BOOK);
  applyBatch(state, { firstPlace: 1, receivedAtMs: START_MS + 600 * MINUTE_MS, events });
  advance(state, START_MS + 601 * MINUTE_MS);
  return state;
}
function hours(state: EngineState) {
  return [...(state.lines.get('connect/PS')?.tallies.values() ?? [])]
    .filter((tally) => tally.kept + tally.broken > 0)
    .map(({ kept, broken }) => [kept, kept + broken]);
}

it('[WIN-3] an event counts in the window of its time, by the group that it names', () => {
  const state = fold([
    call(1, 'call.answered', 10),
    call(2, 'call.abandoned', 20),
    call(3, 'call.answered', 70),
    call(4, 'call.answered', 75, { queue: 'NW' }),
  ]);
  expect(hours(state)).toEqual([
    [1, 2],
    [1, 1],
  ]);
  expect(state.lines.has('connect/NW')).toBe(true);
});
it('[LOG-2] a correction takes the place of the event that it names, also in a count', () => {
  const wrong = call(1, 'call.abandoned', 10);
  const right = { ...call(1, 'call.answered', 10), data: { queue: 'PS', replaces: wrong.id } };
  expect(hours(fold([wrong, right]))).toEqual([[1, 1]]);
  expect(hours(fold([right, wrong]))).toEqual([[1, 1]]);
});
it('an event that no side of the ratio names counts nowhere', () => {
  const state = fold([call(1, 'call.offered', 10), call(1, 'call.answered', 11)]);
  expect([hours(state), state.unused]).toEqual([[[1, 1]], 1]);
});
it.each([1, 2, 3])('seed %i: any order of arrival counts the same', (seed) => {
  const random = seededRandom(seed);
  const calls = Array.from({ length: 300 }, (_, number) =>
    call(number, random() < 0.8 ? 'call.answered' : 'call.abandoned', Math.floor(random() * 400)),
  );
  expect(hours(fold(shuffled(calls, random))).toSorted()).toEqual(hours(fold(calls)).toSorted());
});
it("[WIN-1] the days that a mean still waits for are counted in the zone of the promise's calendar", () => {
  const book = bookOf(`
book: calls
timezone: Asia/Jerusalem
currency: ILS
calendars:
  far: { timezone: Pacific/Auckland }
promises:
  - id: connect
    says: { en: "Calls are answered.", zh: "来电有人接。" }
    kind: ratio
    good: call.answered
    all: [call.answered, call.abandoned]
    measure: mean of daily share
    window: week
    calendar: far
    target: ">= 80%"
`);
  const state = emptyState(book);
  applyBatch(state, { firstPlace: 1, receivedAtMs: START_MS, events: [call(1, 'call.abandoned', 0)] });
  advance(state, Date.UTC(1999, 0, 9, 20)); // Sunday in Auckland, the last day of the week; still Saturday in Jerusalem.
  applyBatch(state, { firstPlace: 2, receivedAtMs: Date.UTC(1999, 0, 9, 20), events: [call(2, 'call.abandoned', 1)] });
  advance(state, Date.UTC(1999, 0, 9, 20) + 2_000);
  expect(state.lines.get('connect')?.chance).toBe(1);
});
