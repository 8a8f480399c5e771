import { expect, it } from 'vitest';
import { parseEvent } from './index.ts';

function nested(depth: number): unknown {
  const data = `${'{"a":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`;
  return JSON.parse(`{"id":"1","source":"/s","type":"a.b","time":"2026-06-01T00:00:00Z","subject":"x","data":${data}}`);
}

it('data may be nested 16 deep and no deeper', () => {
  expect(parseEvent(nested(16)).id).toBe('1');
  expect(() => parseEvent(nested(17))).toThrow('data: must not be nested deeper than 16');
});
it('data nested deeper than the stack is refused like any other', () => {
  expect(() => parseEvent(nested(100_000))).toThrow('data: must not be nested deeper than 16');
});
it.each(['id', 'source', 'type', 'time', 'subject', 'sequence', 'specversion'])(
  'a wrong %s is told of in a line, however much it holds',
  (field) => {
    const event = { id: '1', source: '/s', type: 'a.b', time: '2026-06-01T00:00:00Z', subject: 'x' };
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    for (const wrong of [deep, { a: deep }, Array.from({ length: 9_999 }, () => 'x'), 'x'.repeat(1_000_000), '\ud800'.repeat(1_000), 7]) {
      try {
        parseEvent({ ...event, [field]: wrong });
      } catch (error) {
        expect((error as Error).message).toMatch(new RegExp(`^${field}: .{1,200}$`));
        continue;
      }
      expect.unreachable();
    }
  },
);
