import { describe, expect, it } from 'vitest';
import { bookWith, type Told, told } from '../data/story.ts';

const BOOK = bookWith('settle: 15min', 'feeds:\n  gates: { source: /story, sends: [departure.*], heartbeat: 2min, lag: 5min }\n');
const STORY: readonly Told[] = [
  ['departure.scheduled', '2013-07-01T00:00:00Z', { on: 'one', data: { scheduled: '2013-07-01T14:00:00Z' } }],
  ['feed.heartbeat', '2013-07-01T12:00:00Z', { on: 'feed/gates', id: 'last', source: '/story' }],
];

// The other rows are seen in a browser: test/e2e/screens-that-lie.e2e.test.ts.
describe('screens that lie', () => {
  it('[FEED-3] no data treated as OK by default', () => {
    const state = told(BOOK, STORY, '2013-07-01T15:00:00Z');
    const due = [...state.open.values()].map(({ obligation }) => [obligation.state, obligation.owedMinor]);
    expect([state.lines.get('leaves')?.state, due]).toEqual(['no-data', [['no-data', 0]]]);
  });
});
