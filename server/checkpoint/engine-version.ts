import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SHARED = fileURLToPath(new URL('../../shared/', import.meta.url));
/** What is said on screens folds nothing. */
const IS_NO_ENGINE = /\.test\.ts$|\.bench\.ts$|^(text|wire|lint)\//;

let known: string | null = null;

/**
 * Names the code that folds a log, and the clock changes that it knows: a state that other code folded is another state. It is a
 * hash of the sources, so that nobody has to remember to raise a number.
 */
export function engineVersion(): string {
  known ??= hashOf(
    globSync('**/*.ts', { cwd: SHARED })
      .filter((file) => !IS_NO_ENGINE.test(file))
      .sort(),
  );
  return known;
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256').update(`tz ${process.versions['tz'] ?? ''}\n`);
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(`${SHARED}${file}`));
  return hash.digest('hex');
}
