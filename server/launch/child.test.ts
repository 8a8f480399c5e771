import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { run } from './child.mjs';

const HERE = { cwd: '.', env: process.env, show: false };
const FOLLOW = `--import=${new URL('./follow.mjs', import.meta.url).href}`;
/** Keeps a program of a test alive, but not for long after a test that failed. */
const ALIVE = 'setTimeout(() => process.exit(1), 20_000);';
/** Counts the requests to stop, and at an interrupt ends and says how many came. */
const COUNTING = `${ALIVE}
let stops = 0;
process.on('SIGTERM', () => { stops += 1; console.log('stopping'); });
process.on('SIGINT', () => { console.log('stops: ' + stops); process.exit(7); });
console.log('ready');
`;

type Launcher = { readonly process: ChildProcess; readonly code: Promise<unknown>; said(words: string): Promise<void> };

it('gives the exit code and the output of a program', async () => {
  expect(await run(process.execPath, ['-e', 'console.log("said"); process.exit(3)'], HERE)).toMatchObject({ code: 3, output: 'said\n' });
});
it('gives 128 + n for a program that a signal ended', async () => {
  expect(await run(process.execPath, ['-e', 'process.kill(process.pid, "SIGTERM")'], HERE)).toMatchObject({ code: 143 });
});
it('ends a program whose time is over', async () => {
  expect(await run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { ...HERE, boundMs: 50 })).toMatchObject({
    timedOut: true,
    code: 143,
  });
});
it('says which program cannot be started', async () => {
  await expect(run('kept-no-such-program', [], HERE)).rejects.toMatchObject({ code: 'PROGRAM_MISSING' });
});
it('passes a signal on once when it arrives twice, waits, and ends with the code of the program', async () => {
  const launcher = launch(COUNTING);
  await launcher.said('ready');
  launcher.process.kill('SIGTERM');
  await launcher.said('stopping');
  launcher.process.kill('SIGTERM');
  launcher.process.kill('SIGINT');
  await launcher.said('stops: 1');
  expect(await launcher.code).toBe(7);
});
it('gives 128 + n itself when the program let the signal end it', async () => {
  const launcher = launch(`${ALIVE} console.log('ready');`);
  await launcher.said('ready');
  launcher.process.kill('SIGINT');
  expect(await launcher.code).toBe(130);
});
it('a program that follows ends politely once the launcher was killed outright', async () => {
  const launcher = launch(
    `${ALIVE} process.on('SIGTERM', () => { console.log('ended politely'); process.exit(); }); console.log('ready');`,
  );
  await launcher.said('ready');
  launcher.process.kill('SIGKILL');
  await launcher.said('ended politely');
});

/** A process that runs a program by `run` and ends with its code, as the launcher does. */
function launch(program: string): Launcher {
  const args = JSON.stringify([FOLLOW, '-e', program]);
  const code = `import { run } from ${JSON.stringify(new URL('./child.mjs', import.meta.url).href)};
process.exitCode = (await run(process.execPath, ${args}, { cwd: '.', env: process.env, show: true })).code;`;
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void launcher.kill('SIGKILL'));
  let output = '';
  launcher.stdout.on('data', (chunk) => {
    output += chunk;
  });
  return {
    process: launcher,
    code: once(launcher, 'close').then(([exitCode]) => exitCode),
    said: async (words) => {
      while (!output.includes(words)) await once(launcher.stdout, 'data');
    },
  };
}
