/**
 * Takes pictures of all screens in every state, size, theme and language, and says what is cut off or overlaps in them:
 *   npm run shots [-- FOLDER [PATTERN]]
 * They stand in FOLDER, `shots` unless named, a folder for each screen, as state-size-look-language.png; test/e2e/pictures/table.ts
 * says which there are. PATTERN, a regular expression, picks some by their names.
 * When all were taken, those of the README are put into docs.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHROMIUM, ensureTools } from '../../server/launch/tools.ts';
import { launchChromium } from './chromium.ts';
import { picturesLike } from './pictures/table.ts';
import { type Taken, takePictures } from './pictures/take.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** Pictures of the README, out of those of the demo on a Thursday morning. */
const README: { readonly [picture: string]: string } = {
  'wall.png': 'demo/control-room-8-1080p-dark-en.png',
  'desk.png': 'demo/desk-8-1440-light-en.png',
};
/** Everything that goes wrong is told; a run that hangs all the same ends. */
const RUN_MS_MAX = 30 * 60_000;

function faultLines({ name, faults }: Taken): readonly string[] {
  return faults.map((fault) => `${name}: ${fault}`);
}

async function main([folder = join(ROOT, 'shots'), pattern]: readonly string[]): Promise<number> {
  Object.assign(process.env, await ensureTools([CHROMIUM], process.env));
  const startedMs = performance.now();
  const bound = setTimeout(() => {
    process.stderr.write('The pictures take too long; this run ends here.\n');
    process.exit(1);
  }, RUN_MS_MAX);
  const pictures = picturesLike(new RegExp(pattern ?? '.'));
  const taken: Taken[] = [];
  const tell = (one: Taken): void => {
    taken.push(one);
    process.stdout.write(
      `${taken.length}/${pictures.length} ${one.name}${one.faults.length === 0 ? '' : `: ${one.faults.length} faults`}\n`,
    );
  };
  const browser = await launchChromium();
  await takePictures(pictures, { browser, folder, tell });
  await browser.close();
  clearTimeout(bound);
  if (pattern === undefined) for (const [name, from] of Object.entries(README)) copyFileSync(join(folder, from), join(ROOT, 'docs', name));
  const faults = taken.flatMap(faultLines);
  for (const line of faults) process.stderr.write(`${line}\n`);
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  process.stdout.write(`${taken.length} pictures in ${folder}, in ${seconds} s; ${faults.length} faults.\n`);
  return faults.length === 0 ? 0 : 1;
}

// The first argument is the command itself, `shots`.
process.exitCode = await main(process.argv.slice(3));
