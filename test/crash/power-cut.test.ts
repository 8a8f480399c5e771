import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { crashFolder } from './crash-folder.ts';
import { faultsAfter, someCuts } from './power-cuts.ts';
import { tracedRun, whyNoTrace } from './traced-run.ts';

const CUTS = 20;
const RUN_MS_MAX = 120_000;
const refusal = whyNoTrace();

it.skipIf(refusal !== null)(
  `[LOG-1] after a power cut what was acknowledged is there once${refusal === null ? '' : `: ${refusal}`}`,
  async () => {
    const scratch = crashFolder();
    const root = join(scratch, 'root');
    mkdirSync(root);
    const steps = tracedRun('./traced-life.ts', root, ['1']);
    const cuts = someCuts(steps, CUTS, 1);
    expect(cuts).toHaveLength(CUTS);
    expect(await faultsAfter(steps, cuts, scratch)).toEqual([]);
  },
  RUN_MS_MAX,
);
