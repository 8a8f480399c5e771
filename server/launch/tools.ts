import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { LaunchError } from './launch-error.mjs';
import { endsOf, runQuietly, step } from './step.mjs';

/** A program that some tests drive. `variable` names its binary to whoever has it elsewhere, and tells the tests where it is. */
export type Tool = {
  readonly variable: string;
  readonly names: readonly string[];
  readonly neededBy: string;
  /** Where it cannot be had, the tests that want it say so and are skipped. */
  readonly isOptional?: boolean;
};

export const CHROMIUM: Tool = {
  variable: 'CHROMIUM',
  names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  neededBy: 'the tests in a browser',
};
export const REDIS: Tool = { variable: 'REDIS_SERVER', names: ['redis-server'], neededBy: 'the contract tests on Redis' };
/** Only Linux has it. */
export const STRACE: Tool = { variable: 'STRACE', names: ['strace'], neededBy: 'the power cuts of the crash tests', isOptional: true };

/** Chromium needs the fonts, or Chinese is drawn as boxes. */
const DEBIAN_PACKAGES = ['chromium', 'redis-server', 'strace', 'fonts-liberation', 'fonts-noto-cjk'];
const APT_MS_MAX = 10 * 60_000;

/**
 * Where each tool lies, by its variable. Missing ones are installed on Debian by root, and asked for otherwise; optional ones may be missing.
 * @throws LaunchError TOOL_MISSING, APT_FAILED
 */
export async function ensureTools(tools: readonly Tool[], env: NodeJS.ProcessEnv): Promise<{ readonly [variable: string]: string }> {
  if (tools.some((tool) => pathOf(tool, env) === null) && process.getuid?.() === 0 && find('apt-get', env) !== null) {
    await step(`Installing ${DEBIAN_PACKAGES.join(', ')}`, () => install(env));
  }
  return Object.fromEntries(
    tools.flatMap((tool) => {
      const path = pathOf(tool, env) ?? (tool.isOptional === true ? null : refuse(tool));
      return path === null ? [] : [[tool.variable, path]];
    }),
  );
}

/** @returns null when it is not there. @throws LaunchError TOOL_MISSING when its variable names something that is not a program. */
export function pathOf(tool: Tool, env: NodeJS.ProcessEnv): string | null {
  const named = env[tool.variable];
  if (named === undefined || named === '') return tool.names.map((name) => find(name, env)).find((path) => path !== null) ?? null;
  if (isProgram(named)) return named;
  throw new LaunchError('TOOL_MISSING', `${tool.variable} is ${named}, which is not a program.`, `Correct ${tool.variable} or unset it.`);
}

function refuse(tool: Tool): never {
  throw new LaunchError(
    'TOOL_MISSING',
    `${tool.names.join(' or ')} is not on the PATH; ${tool.neededBy} need it.`,
    `On Debian: sudo apt-get install --no-install-recommends ${DEBIAN_PACKAGES.join(' ')}. Elsewhere: install it and set ${tool.variable} to its binary.`,
  );
}

async function install(env: NodeJS.ProcessEnv): Promise<void> {
  const options = { cwd: '/', env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, boundMs: APT_MS_MAX };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...DEBIAN_PACKAGES]]) {
    const ended = await runQuietly('apt-get', args, options);
    if (ended.code === 0) continue;
    const why = `apt-get ${args.join(' ')} ended with ${ended.code}.\n${endsOf(ended.output)}`;
    throw new LaunchError('APT_FAILED', why, 'Mend what apt-get says above and start again.');
  }
}

function find(name: string, env: NodeJS.ProcessEnv): string | null {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
