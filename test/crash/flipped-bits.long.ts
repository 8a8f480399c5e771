import { join } from 'node:path';
import { expect, it } from 'vitest';
import { crashFolder } from './crash-folder.ts';
import { flips, logToFlip } from './flipped-bits.ts';

const TIMES = 3000;

it('[LOG-4] thousands of bits, one at a time', async () => {
  const scratch = crashFolder();
  const folder = join(scratch, 'data');
  const files = await logToFlip(folder);
  const seen = flips(folder, { files, times: TIMES, seed: 2, scratch });
  const count = (outcome: string) => seen.filter((flip) => flip.outcome === outcome).length;
  console.log(`${seen.length} bits flipped: ${count('found')} found, ${count('harmless')} where nothing is written`);
  expect(seen.filter(({ outcome }) => outcome === 'missed')).toEqual([]);
});
