import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { showFolder } from '../../../server/command/index.ts';
import { EXAMPLES } from '../examples.ts';
import { fontsOf, type Stage } from './stage.ts';

/** Figures are worked out at whole seconds. */
const SETTLED_MS = 2_000;
type Running = { readonly name: string; readonly url: string; stop(): Promise<void> };

async function start(wanted: string): Promise<Running> {
  const example = EXAMPLES.find(({ name }) => name === wanted);
  if (example === undefined) throw new Error(`There is no example "${wanted}".`);
  const { name, at, board } = example;
  const server = await showFolder(join(import.meta.dirname, '../../../examples', name), { at, args: ['--port', '0'] });
  const origin = /http:\/\/localhost:\d+/.exec(server.lines.join('\n'))?.[0] ?? '';
  await wait(SETTLED_MS);
  return { name, url: `${origin}/wall/${board}`, stop: () => server.stop() };
}

/** The wall of each example of made-up events; a state is an example. */
export async function exampleStage(): Promise<Stage> {
  let running: Running | null = null;
  return {
    open: async ({ state, language, newPage }) => {
      if (running?.name !== state) {
        await running?.stop();
        running = await start(state);
      }
      const page = await newPage();
      await page.goto(`${running.url}?lang=${language}`);
      await page.waitForSelector('[data-line]');
      await fontsOf(page);
      return page;
    },
    close: async () => running?.stop(),
  };
}
