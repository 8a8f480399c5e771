import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { GUARDS } from './guards-in-source.ts';

// The long run takes each of them out and sees a test fail; it must find them where it looks.
it.each(GUARDS)('[ACC-4] $what is guarded in $file, once', ({ file, guard }) => {
  const source = readFileSync(join(import.meta.dirname, '..', '..', file), 'utf8');
  expect(source.split(guard)).toHaveLength(2);
});
