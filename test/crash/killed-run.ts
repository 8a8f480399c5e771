import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Dice } from '../fuzz/dice.ts';
import { type Acknowledged, noteAck } from './acknowledged.ts';

const WRITER = fileURLToPath(new URL('./write-until-killed.ts', import.meta.url));
const LINES_MAX = 800;

/**
 * Starts four writers on a folder and ends them by SIGKILL after a seeded number of lines, which is early about as often as late:
 * while the file is opened or made, in the first commit, or in the midst of many.
 */
export async function killedRun(
  folder: string,
  run: { readonly seed: number; readonly month: number },
  acknowledged: Acknowledged,
): Promise<void> {
  const { seed, month } = run;
  const dice = new Dice(seed);
  const linesMax = dice.chance(0.2) ? 0 : dice.below(dice.chance(0.3) ? 60 : LINES_MAX);
  const child = spawn(process.execPath, [WRITER, folder, `r${seed}`, String(seed), String(month)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let lines = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (noteAck(line, acknowledged)) lines += 1;
    if (lines >= linesMax && !child.killed) child.kill('SIGKILL');
  }
  const [code] = await exited;
  if (code !== null) throw new Error(`The writing process ended by itself with ${code}.`);
}
