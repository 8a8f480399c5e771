import { basename, dirname, join } from 'node:path';
import { issueText, type ReadBook, readBook } from '../../shared/book/index.ts';
import { decide, type Publication } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import type { LiveEngine } from '../live/index.ts';
import type { Clock, EditedBook, HeldBook, Publishing, Receipt } from '../ports/index.ts';
import { type BookText, bookHashOf, textOrNull } from './book-file.ts';
import type { PendingPublication } from './pending-publication.ts';
import { replaceFile } from './replace-file.ts';
import type { RunningCheckpoints } from './running-checkpoints.ts';
import { say } from './say.ts';

export type RunningBookOptions = {
  readonly live: Pick<LiveEngine, 'state' | 'command' | 'changeBook'>;
  readonly clock: Clock;
  readonly file: string;
  readonly restate: boolean;
  readonly checkpoints: Pick<RunningCheckpoints, 'of' | 'settle'>;
  readonly pending: PendingPublication;
};

type Whose = { readonly by: string; readonly publication: Publication | null };

const CONSOLE: Whose = { by: 'console', publication: null };

/**
 * The book that the engine runs under. The log names it, and who put it there, before anything is judged by it. Changes of the file and
 * what is published from the screen take turns.
 */
export class RunningBook implements EditedBook {
  readonly #options: RunningBookOptions;
  #inForce: BookText | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: RunningBookOptions) {
    this.#options = options;
  }

  get file(): string {
    return basename(this.#options.file);
  }

  current(): HeldBook {
    if (this.#inForce === null) throw new KeptError('NOT_READY', 'The log is still being read.');
    return this.#inForce;
  }

  read(text: string): ReadBook {
    return readBook(text, { textOf: (name) => textOrNull(join(dirname(this.#options.file), name)) });
  }

  hashOf(read: HeldBook['read']): string {
    return bookHashOf(read);
  }

  /** The engine was started with it. @throws KeptError BOOK_RESTATES, and those of the log. */
  async start(first: BookText): Promise<void> {
    await this.#putFromFile(first);
    this.#inForce = first;
  }

  /** Judges the log anew by another book of the file; a refused one leaves everything as it is. @throws KeptError as `start`. */
  change(next: BookText): Promise<void> {
    return this.#inTurn(async () => {
      // While it waited for its turn, another one may have been published.
      if (next.hash === this.#inForce?.hash || textOrNull(this.#options.file) !== next.text) return;
      await this.#putFromFile(next);
      await this.#judgeBy(next);
    });
  }

  publish({ text, by, publication }: Publishing): Promise<{ readonly place: number; readonly hash: string }> {
    return this.#inTurn(async () => {
      const before = this.current();
      if (publication.over !== before.hash)
        throw new KeptError(
          'BOOK_STALE',
          'Another book has come into force since this draft was begun: it would undo what that one changed.',
        );
      if (textOrNull(this.#options.file) !== before.text)
        throw new KeptError('BOOK_STALE', `${this.file} was changed where it is kept, and is not in force: it would be overwritten.`);
      const next = this.#heldOf(text);
      const receipts = await this.#publishOver(before, next, { by, publication });
      this.#inForce = next;
      void this.#inTurn(() => this.#judgeBy(next)).catch((error: unknown) => say(`The log is not judged anew: ${String(error)}`));
      return { place: receipts[0]?.place ?? 0, hash: next.hash };
    });
  }

  /** Resolves when nothing waits for its turn any more. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  #heldOf(text: string): BookText {
    const read = this.read(text);
    if (!read.ok)
      throw new KeptError('BOOK_INVALID', `The draft has faults:\n${read.issues.map((issue) => issueText(this.file, issue)).join('\n')}`);
    return { book: read.book, text, bases: read.bases, hash: bookHashOf(read), read };
  }

  /** First what refuses it, then the file, then the log; where the log does not take it, the file is as it was. */
  async #publishOver(before: HeldBook, next: BookText, whose: Whose & { readonly publication: Publication }): Promise<readonly Receipt[]> {
    const { live, file, pending } = this.#options;
    const command = { ...this.#command(next, whose), restate: false };
    decide(live.state, command);
    pending.begin({ hash: next.hash, by: whose.by, publication: whose.publication });
    try {
      replaceFile(file, next.text);
      return await live.command(command);
    } catch (error) {
      if (textOrNull(file) === next.text) replaceFile(file, before.text);
      throw error;
    } finally {
      pending.end();
    }
  }

  /** Says whose it is where it was being published when the server ended. */
  async #putFromFile(book: BookText): Promise<void> {
    const { live, pending, restate } = this.#options;
    const under = pending.of(book.hash);
    try {
      await live.command({ ...this.#command(book, under ?? CONSOLE), restate });
      pending.end();
    } catch (refusal) {
      // A damaged log takes no entry; what is good of it is shown under this book all the same.
      if (!(refusal instanceof KeptError) || refusal.code !== 'LOG_DAMAGED') throw refusal;
    }
  }

  #command({ text, bases, hash }: BookText, { by, publication }: Whose) {
    return { type: 'put-book', text, bases, hash, by, publication, atMs: this.#options.clock.nowAtMs() } as const;
  }

  async #judgeBy(next: BookText): Promise<void> {
    const { live, checkpoints } = this.#options;
    await live.changeBook(next.book, checkpoints.of(next));
    await checkpoints.settle();
    this.#inForce = next;
    say('The book has changed: the log is judged anew.');
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {}); // Whoever asked for it hears of it.
    return done;
  }
}
