import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Publication } from '../../shared/engine/index.ts';
import { writeSynced } from './replace-file.ts';

/** A publication that is under way: which book, by whom and with whose word. */
export type Pending = { readonly hash: string; readonly by: string; readonly publication: Publication };

/**
 * Tells of a book that is being published, from before its file is written until the log names it. Where the power goes in between, the
 * next start finds the book in its file and here whose it is, so that the log says so all the same.
 */
export class PendingPublication {
  readonly #file: string;

  /** @param folder of the data. */
  constructor(folder: string) {
    this.#file = join(folder, 'publishing.json');
  }

  begin(pending: Pending): void {
    writeSynced(this.#file, JSON.stringify(pending));
  }

  /** That of a book by its hash; `null` where it came another way. */
  of(hash: string): Pending | null {
    try {
      const pending: Pending = JSON.parse(readFileSync(this.#file, 'utf8'));
      return pending.hash === hash ? pending : null;
    } catch {
      return null; // Nothing is under way, or it was cut off before the file of the book was touched.
    }
  }

  end(): void {
    rmSync(this.#file, { force: true });
  }
}
