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
    const at = (now: string) => {
      const { lines, items } = told(BOOK, STORY, now);
      const [obligation] = items.get('one')?.obligations ?? [];
      return [lines.get('leaves')?.state, obligation?.state, obligation?.owedMinor];
    };
    expect(at('2013-07-01T14:20:00Z')).toEqual(['no-data', 'no-data', 0]);
    // Once there was time enough to be heard again it is no secret that it was not: broken, unconfirmed, and still no debt.
    expect(at('2013-07-01T15:00:00Z')).toEqual(['broken', 'broken', 0]);
  });
});
