/**
 * Does five short tasks on the demo by the keyboard alone, and says what each took, in keystrokes and seconds:
 *   npm run tasks [-- URL]
 * On a demo of its own on a Thursday evening, or on the one at URL.
 */
import { CHROMIUM, ensureTools } from '../../server/launch/tools.ts';
import { launchChromium } from './chromium.ts';
import { demoAt } from './demo-at.ts';
import { doTask, TASK_NAMES } from './five-tasks.ts';

const THURSDAY_MS = Date.UTC(2026, 5, 18, 22);

async function main([at]: readonly string[]): Promise<void> {
  Object.assign(process.env, await ensureTools([CHROMIUM], process.env));
  const demo = at === undefined ? await demoAt(THURSDAY_MS) : null;
  const browser = await launchChromium();
  process.stdout.write('| task | keystrokes | of them typed | seconds |\n|---|---|---|---|\n');
  for (const name of TASK_NAMES) {
    const { keystrokes, typed, seconds } = await doTask(browser, demo?.url ?? at ?? '', name);
    process.stdout.write(`| ${name} | ${keystrokes} | ${typed} | ${seconds.toFixed(1)} |\n`);
  }
  await browser.close();
  await demo?.stop();
}

// The first argument is the command itself, `tasks`.
await main(process.argv.slice(3));
