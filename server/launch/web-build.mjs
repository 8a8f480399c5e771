import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LaunchError } from './launch-error.mjs';
import { whenStale } from './lock.mjs';
import { withFirstOnPath } from './npm.mjs';
import { endsOf, runQuietly, step } from './step.mjs';

/** What the built pages are made from. */
const SOURCES = ['package-lock.json', 'vite.config.ts', 'shared', 'web'];
const BUILD_MS_MAX = 5 * 60_000;

/**
 * Builds web/dist when its sources have changed.
 * @param {string} root the project's folder
 * @param {string} node binary that Vite is run with
 * @throws {LaunchError} WEB_BUILD_FAILED
 */
export function ensureWeb(root, node) {
  return whenStale(
    join(root, '.runtime'),
    () => !isWebFresh(root),
    () => step('Building the wall', () => build(root, node)),
  );
}

/** @param {string} root */
export function isWebFresh(root) {
  try {
    return readFileSync(stampFile(root), 'utf8') === hashOfSources(root);
  } catch {
    return false;
  }
}

/**
 * @param {string} root
 * @param {string} node
 */
async function build(root, node) {
  // Before the build: a source that is saved while it runs has to make the pages stale.
  const hash = hashOfSources(root);
  const env = withFirstOnPath(process.env, dirname(node));
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const ended = await runQuietly(node, [vite, 'build'], { cwd: root, env, boundMs: BUILD_MS_MAX });
  if (ended.code !== 0) {
    const why = ended.timedOut ? `Vite took longer than ${BUILD_MS_MAX / 60_000} min` : `Vite ended with ${ended.code}`;
    throw new LaunchError(
      'WEB_BUILD_FAILED',
      `The pages were not built: ${why}.\n${endsOf(ended.output)}`,
      'Mend what Vite names above and start again.',
    );
  }
  writeFileSync(stampFile(root), hash);
}

/**
 * By content and not by date, because a checkout sets every date anew. A few hundred small files take some 20 ms.
 * @param {string} root
 */
function hashOfSources(root) {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((source) => filesUnder(root, source))) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {readonly string[]}
 */
function filesUnder(root, path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (stat === undefined || path === 'web/dist' || path.endsWith('.test.ts')) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesUnder(root, `${path}/${name}`));
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'web', 'dist', '.kept-stamp');
}
