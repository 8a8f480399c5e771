import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which pages a folder holds: a build's `index.html` names all of its files by their content. `null` where nothing is built. */
export function pagesIn(webRoot: string): string | null {
  try {
    return createHash('sha256')
      .update(readFileSync(join(webRoot, 'index.html')))
      .digest('hex')
      .slice(0, 12);
  } catch {
    return null;
  }
}
