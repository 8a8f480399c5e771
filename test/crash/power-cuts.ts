import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Dice } from '../fuzz/dice.ts';
import { type Acknowledged, noteAck } from './acknowledged.ts';
import { DiskModel, LOSSES, type Loss } from './disk-model.ts';
import type { DiskStep } from './disk-step.ts';
import { folderFaults } from './folder-faults.ts';

/** Of one cut; where much is lost, few lines say as much as many. */
const FAULTS_SHOWN_MAX = 3;

export type PowerCut = { readonly step: number; readonly loss: Loss };

/** Every point of a trace at which the disk may hold something else, each with every way to lose what was not synced. */
export function allCuts(steps: readonly DiskStep[]): readonly PowerCut[] {
  const model = new DiskModel();
  return steps.flatMap((step, index) => (model.step(step) ? LOSSES.map((loss) => ({ step: index, loss })) : []));
}

/** So many of them, drawn by a seed, in their order. */
export function someCuts(steps: readonly DiskStep[], count: number, seed: number): readonly PowerCut[] {
  const dice = new Dice(seed);
  const left = [...allCuts(steps)];
  const drawn = Array.from({ length: Math.min(count, left.length) }, () => left.splice(dice.below(left.length), 1)).flat();
  return drawn.sort((a, b) => a.step - b.step);
}

/** Rebuilds the folder for each cut, opens it, and says what is wrong; cuts must be in the order of the trace. */
export async function faultsAfter(steps: readonly DiskStep[], cuts: readonly PowerCut[], scratch: string): Promise<readonly string[]> {
  const model = new DiskModel();
  const acknowledged: Acknowledged = new Map();
  const faults: string[] = [];
  let done = 0;
  for (const cut of cuts) {
    for (const step of steps.slice(done, cut.step + 1)) {
      model.step(step);
      if (step.kind === 'printed') for (const line of step.text.split('\n')) noteAck(line, acknowledged);
    }
    done = Math.max(done, cut.step + 1);
    const root = join(scratch, 'rebuilt');
    model.rebuild(root, cut.loss, new Dice(cut.step * LOSSES.length + LOSSES.indexOf(cut.loss) + 1));
    mkdirSync(join(root, 'data'), { recursive: true });
    const found = await folderFaults(join(root, 'data'), acknowledged).catch((error: unknown) => [String(error)]);
    faults.push(
      ...found.slice(0, FAULTS_SHOWN_MAX).map((fault) => `cut after step ${cut.step}, of what was not synced ${cut.loss}: ${fault}`),
    );
    rmSync(root, { recursive: true });
  }
  return faults;
}
