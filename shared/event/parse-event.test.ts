import { describe, expect, it } from 'vitest';
import { checkedEvent, nothingFound, parseEvent } from './index.ts';

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

describe('an event for the log', () => {
  const KEPT = { id: '1', source: '/s', type: 'a.b', time: '2026-06-01T00:00:00.5Z', subject: 'x', data: {} };

  it('is given on as it is, with what else was sent', () => {
    const raw = { specversion: '1.0', ...KEPT, sequence: '7', traceparent: '00' };
    expect(checkedEvent(raw, nothingFound())).toBe(raw);
    expect(parseEvent(raw)).toEqual({ ...KEPT, sequence: '7' });
  });

  it.each([{ sequence: null }, { data: null }, { data: undefined }])('holds no null, which counts as absent: %j', (nulls) => {
    expect(checkedEvent({ ...KEPT, ...nulls }, nothingFound())).toEqual(KEPT);
  });

  it('is told of with its instant', () => {
    const found = nothingFound();
    checkedEvent({ ...KEPT }, found);
    expect(found).toEqual({ atMs: Date.UTC(2026, 5, 1) + 500, type: 'a.b', source: '/s' });
  });

  it('is refused for what `parseEvent` refuses it for', () => {
    expect(() => checkedEvent({ ...KEPT, time: 'now' }, nothingFound())).toThrow('time: must be RFC 3339');
  });
});
