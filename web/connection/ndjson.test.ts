import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linesOf } from './ndjson.ts';

it('gives the same values however the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue(), { maxLength: 5 }),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      async (values, size, isEnded) => {
        const text = values.map((value) => JSON.stringify(value)).join('\n') + (isEnded ? '\n' : '');
        const bytes = new TextEncoder().encode(text);
        async function* pieces() {
          for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
        }
        const read: unknown[] = [];
        for await (const value of linesOf(pieces())) read.push(value);
        expect(JSON.stringify(read)).toBe(JSON.stringify(values));
      },
    ),
  );
});
