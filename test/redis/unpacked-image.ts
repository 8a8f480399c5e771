import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Instruction, stagesOf } from './dockerfile.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const IGNORED = readFileSync(join(ROOT, '.dockerignore'), 'utf8').trim().split('\n');

/** What the image would start, and with what. Paths of the image lie under a folder. */
export type UnpackedImage = {
  readonly app: string;
  readonly env: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
};

/**
 * Follows the Dockerfile in a folder, without Docker: it copies what is copied and runs what is run. Left out is what needs a network or
 * rights: `npm` (the packages that it would bring are linked from the project's own, in the last stage those of production alone), and
 * owners and users.
 */
export function unpack(folder: string): UnpackedImage {
  const env: Record<string, string> = {};
  let last: readonly Instruction[] = [];
  for (const { name, instructions } of stagesOf(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'))) {
    const app = join(folder, name, 'app');
    mkdirSync(app, { recursive: true });
    for (const { word, rest } of instructions) {
      if (word === 'COPY') copy(rest, { folder, app });
      if (word === 'RUN') run(rest, join(folder, name));
      if (word === 'ENV') for (const pair of rest.split(' ')) env[pair.slice(0, pair.indexOf('='))] = pair.slice(pair.indexOf('=') + 1);
    }
    last = instructions;
  }
  const listOf = (word: string): readonly string[] => JSON.parse(last.findLast((one) => one.word === word)?.rest ?? '[]') as string[];
  return { app: join(folder, 'app'), env, entrypoint: listOf('ENTRYPOINT'), command: listOf('CMD') };
}

/** `COPY SOURCE… TARGET`, from the project or from a stage before. */
function copy(rest: string, { folder, app }: { readonly folder: string; readonly app: string }): void {
  const [first = '', ...others] = rest.split(' ');
  const stage = /^--from=(\w+)$/.exec(first)?.[1];
  const paths = stage === undefined ? [first, ...others] : others;
  const target = paths.at(-1) ?? '';
  for (const source of paths.slice(0, -1)) {
    const to = target.endsWith('/') ? join(app, target, basename(source)) : join(app, target);
    if (basename(source) === 'node_modules') linkPackages(to, ({ dev }) => dev !== true);
    else if (stage === undefined) cpSync(join(ROOT, source), to, { recursive: true, filter: (path) => !isIgnored(path) });
    else cpSync(join(folder, stage, source), to, { recursive: true });
  }
}

/** Steps joined by `&&`, with the paths of the image taken as lying in the folder of the stage. */
function run(rest: string, stage: string): void {
  for (const step of rest.split(' && ')) {
    const [program = '', ...args] = step.trim().split(' ');
    if (program === 'chown') continue;
    if (program === 'npm') {
      if (args[0] === 'ci') linkPackages(join(stage, 'app', 'node_modules'), () => true);
      continue;
    }
    const here = args.map((arg) => (arg.startsWith('/') ? join(stage, arg) : arg));
    execFileSync(program === 'node' ? process.execPath : program, here, { cwd: join(stage, 'app'), stdio: 'pipe' });
  }
}

type Locked = { readonly dev?: boolean };

/** Puts a link for each package of the lock file that is wanted. */
function linkPackages(target: string, isWanted: (locked: Locked) => boolean): void {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
  for (const [path, locked] of Object.entries(packages)) {
    const name = path.replace('node_modules/', '');
    if (!path.startsWith('node_modules/') || name.includes('node_modules/') || !isWanted(locked)) continue;
    mkdirSync(dirname(join(target, name)), { recursive: true });
    symlinkSync(join(ROOT, path), join(target, name));
  }
}

function isIgnored(path: string): boolean {
  const inside = path.slice(ROOT.length).replace(/\/$/, '');
  return IGNORED.some((pattern) => (pattern.startsWith('**/*') ? inside.endsWith(pattern.slice(4)) : inside === pattern));
}
