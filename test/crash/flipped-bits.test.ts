import { join } from 'node:path';
import { expect, it } from 'vitest';
import { crashFolder } from './crash-folder.ts';
import { flips, logToFlip } from './flipped-bits.ts';

const TIMES = 20;
const RUN_MS_MAX = 120_000;

it(
  '[LOG-4] a bit that is flipped anywhere is found, unless no word of the log has changed by it',
  async () => {
    const scratch = crashFolder();
    const folder = join(scratch, 'data');
    const files = await logToFlip(folder);
    const seen = flips(folder, { files, times: TIMES, seed: 1, scratch });
    expect(seen.filter(({ outcome }) => outcome === 'missed')).toEqual([]);
    expect(seen.filter(({ outcome }) => outcome === 'found').length).toBeGreaterThan(TIMES / 2);
  },
  RUN_MS_MAX,
);
