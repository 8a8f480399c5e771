import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { crashFolder } from './crash-folder.ts';
import { allCuts, faultsAfter } from './power-cuts.ts';
import { tracedRun, whyNoTrace } from './traced-run.ts';

const refusal = whyNoTrace();

it.skipIf(refusal !== null).each([2, 3])(
  `[LOG-1] a power cut at every point, with every way to lose what was not synced (run %i)${refusal === null ? '' : `: ${refusal}`}`,
  async (seed) => {
    const scratch = crashFolder();
    const root = join(scratch, 'root');
    mkdirSync(root);
    const steps = tracedRun('./traced-life.ts', root, [String(seed)]);
    const cuts = allCuts(steps);
    expect(cuts.length).toBeGreaterThan(200);
    expect(await faultsAfter(steps, cuts, scratch)).toEqual([]);
    console.log(`${cuts.length} power cuts over ${steps.length} steps`);
  },
);
