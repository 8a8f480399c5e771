import { expect, it } from 'vitest';
import type { Acknowledged } from './acknowledged.ts';
import { crashFolder } from './crash-folder.ts';
import { folderFaults } from './folder-faults.ts';
import { killedRun } from './killed-run.ts';

/** Runs on one folder, one after the other. The long suite makes many more (kill.long.ts). */
const RUNS = 3;

it.each([1, 2])(
  '[LOG-1] after kill -9 while four write, what was acknowledged is there once (series %i)',
  async (series) => {
    const folder = crashFolder();
    const acknowledged: Acknowledged = new Map();
    for (let run = 0; run < RUNS; run += 1) {
      const seed = series * 1000 + run;
      await killedRun(folder, { seed, month: run }, acknowledged);
      expect([seed, await folderFaults(folder, acknowledged)]).toEqual([seed, []]);
    }
  },
  120_000,
);
