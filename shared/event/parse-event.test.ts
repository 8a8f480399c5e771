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
