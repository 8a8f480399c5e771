import { expect, it } from 'vitest';
import type { Acknowledged } from './acknowledged.ts';
import { crashFolder } from './crash-folder.ts';
import { folderFaults } from './folder-faults.ts';
import { killedRun } from './killed-run.ts';

const SERIES = 25;
const RUNS = 10;

it.each(Array.from({ length: SERIES }, (_, index) => index + 100))(
  '[LOG-1] ten kills in a row on one folder (series %i)',
  async (series) => {
    const folder = crashFolder();
    const acknowledged: Acknowledged = new Map();
    for (let run = 0; run < RUNS; run += 1) {
      const seed = series * 1000 + run;
      await killedRun(folder, { seed, month: run }, acknowledged);
      expect([seed, await folderFaults(folder, acknowledged)]).toEqual([seed, []]);
    }
  },
);
