import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../architecture/project.ts';
import { openPage } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { type Step, stepsOfReadme } from './readme-steps.ts';

const START_MS_MAX = 60_000;
/** What a newcomer's copy of the project does not bring along. */
const NOT_THEIRS = new Set(['.git', 'data']);

let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await launchChromium();
  folder = mkdtempSync(join(tmpdir(), 'kept-first-hour-'));
  for (const name of readdirSync(ROOT)) if (!NOT_THEIRS.has(name)) symlinkSync(join(ROOT, name), join(folder, name));
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command of the README as it stands there, but for the port, which others may have. */
async function run(command: string, port: number): Promise<string> {
  const { stdout } = await promisify(execFile)('bash', ['-c', command.replaceAll(':7070', `:${port}`)], {
    cwd: folder,
    env: environment(port),
  });
  return stdout;
}

function environment(port: number): NodeJS.ProcessEnv {
  return { ...process.env, PORT: String(port), KEPT_DATA: join(folder, 'data') };
}

/** The server of the README, left running; resolves when it serves. */
async function serve(command: string, port: number): Promise<() => Promise<void>> {
  const child = spawn('bash', ['-c', `exec ${command}`], { cwd: folder, env: environment(port), stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (piece: Buffer) => {
    said += piece.toString();
  });
  const endAtMs = performance.now() + START_MS_MAX;
  while (!said.includes('Ctrl-C ends it')) {
    if (child.exitCode !== null || performance.now() > endAtMs) throw new Error(`The server did not start. It said:\n${said}`);
    await Promise.race([once(child.stderr, 'data'), once(child, 'exit')]);
  }
  return async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { readonly port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

function commandWith(steps: readonly Step[], word: string): string {
  const found = steps.find((step) => step.kind === 'run' && step.command.includes(word));
  if (found?.kind !== 'run') throw new Error(`The README has no step with ${word}.`);
  return found.command;
}

it('a newcomer gets from the README alone to a book, an import, an event, the wall and the desk within its six steps', async () => {
  const steps = stepsOfReadme('Your own promises');
  const port = await freePort();
  for (const step of steps) if (step.kind === 'file') writeFileSync(join(folder, step.name), step.text);
  expect(
    steps.map((step) =>
      step.kind === 'file' ? step.name : step.command.split(/[\s|]+/).find((word) => /^(check|serve|import|curl|echo)$/.test(word)),
    ),
  ).toEqual(['my-book.yaml', 'check', 'serve', 'curl', 'tickets.csv', 'my-mapping.yaml', 'import', 'echo']);
  await run(commandWith(steps, ' check '), port);
  const stop = await serve(commandWith(steps, ' serve '), port);
  try {
    expect(await run(commandWith(steps, 'curl'), port)).toContain('202 Accepted');
    await run(commandWith(steps, ' import '), port);
    const { page: wall } = await openPage(browser, `http://localhost:${port}/wall/tickets?lang=en`);
    await wall.getByText('T-1', { exact: true }).first().waitFor();
    const { page: desk } = await openPage(browser, `http://localhost:${port}/desk?lang=en`);
    for (const ticket of ['T-103', 'T-1']) await desk.locator('[role=grid]').getByText(ticket, { exact: true }).waitFor();
    expect(await run(commandWith(steps, ' deadline '), port)).toContain('"left":1800');
  } finally {
    await stop();
  }
});
