import type { Design } from '../../shared/design/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import type { Language } from '../../shared/text/index.ts';
import type { DeskPatch, DeskView } from '../../shared/view/index.ts';
import type { BookCheck, BookOnScreen, BookTrial, CheckedBook, PublishReceipt, PublishRequest } from '../../shared/wire/index.ts';
import { askJson, Connection, DESK_TOPIC, type Fault, LongWork, posted } from '../connection/index.ts';
import { keepActor, knownActor } from '../frame/index.ts';
import { type BookWords, createBookWords } from './book-words.ts';
import { keepDraft, keptDraft } from './draft-store.ts';
import type { Schema } from './schema-walk.ts';

export type Layer = 'publish' | 'keys' | 'name';
/** What the draft is compared with; `atMs` is when it came into the log, `null` for the book in force. */
export type Compared = { readonly atMs: number | null; readonly text: string };
export type Wanted = Omit<PublishRequest, 'text' | 'base'>;

/** From the last key until a draft is checked. */
const REST_MS = 300;
/** From a server that did not give the book, or that is still reading its log, until it is asked again. */
const AGAIN_MS = 2_000;

/** The book in force, the draft of it in this browser, and what is known of that. */
export class Screen {
  readonly connection: Connection<DeskView, DeskPatch>;
  readonly trial = new LongWork<BookTrial>();
  readonly design = new LongWork<Design>();
  #language = $state<Language>('en');
  #layer = $state<Layer | null>(null);
  #actor = $state('');
  #book = $state.raw<BookOnScreen | null>(null);
  #failed = $state.raw<Fault | null>(null);
  #text = $state('');
  /** Of the book that the draft was made from. */
  #base = $state.raw({ hash: '', text: '' });
  #check = $state.raw<BookCheck | null>(null);
  #isChecking = $state(false);
  #isKept = $state(true);
  #compared = $state.raw<Compared | null>(null);
  #cursor = $state.raw({ line: 1, column: 1 });
  /** The text that was tried, or the same terms dated. */
  #tried = $state('');
  #designed = $state('');
  #said = $state('');
  #checking: AbortController | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  schema: Schema | null = null;
  readonly words: BookWords = $derived(
    createBookWords({ language: this.#language, timezone: this.#book?.timezone ?? 'UTC', currency: this.#book?.currency ?? 'USD' }),
  );
  readonly isDraft = $derived.by(() => this.#text !== this.#base.text);
  readonly isStale = $derived.by(() => this.#book !== null && this.#base.hash !== this.#book.hash);
  readonly checked: CheckedBook | null = $derived.by(() => (this.#check?.ok === true ? this.#check : null));
  readonly issues = $derived.by(() => (this.#check?.ok === false ? this.#check.issues : []));
  /** What the linter finds; with the past before it once that draft was tried. */
  readonly findings = $derived.by(() =>
    this.checked === null ? [] : this.isTried ? (this.trial.result?.findings ?? this.checked.findings) : this.checked.findings,
  );
  readonly scores = $derived.by(() =>
    this.checked === null ? [] : this.isTried ? (this.trial.result?.scores ?? this.checked.scores) : this.checked.scores,
  );
  readonly isTried = $derived.by(() => this.trial.state === 'done' && this.#tried === this.#text);
  /** The promise that the cursor stands in. */
  readonly promise = $derived.by(
    () =>
      (this.checked?.promises ?? [])
        .filter(({ at }) => at !== null && at.file === null && at.line <= this.#cursor.line)
        .toSorted((a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0))
        .at(-1) ?? null,
  );
  readonly isDesigned = $derived.by(() => this.promise !== null && this.#designed === this.promise.id);

  constructor(language: Language) {
    this.#language = language;
    this.#actor = knownActor(localStorage);
    this.connection = new Connection(DESK_TOPIC);
    void this.load();
    void askJson<Schema>('/schema/promise-book.json').then((answer) => {
      if (answer.ok) this.schema = answer.value;
    });
  }

  get language(): Language {
    return this.#language;
  }
  get layer(): Layer | null {
    return this.#layer;
  }
  get actor(): string {
    return this.#actor;
  }
  get book(): BookOnScreen | null {
    return this.#book;
  }
  get failed(): Fault | null {
    return this.#failed;
  }
  get text(): string {
    return this.#text;
  }
  get base(): { readonly hash: string; readonly text: string } {
    return this.#base;
  }
  get isChecking(): boolean {
    return this.#isChecking;
  }
  get isKept(): boolean {
    return this.#isKept;
  }
  get compared(): Compared | null {
    return this.#compared;
  }
  get cursor(): { readonly line: number; readonly column: number } {
    return this.#cursor;
  }
  /** What was done last, for everybody to read and hear. */
  get said(): string {
    return this.#said;
  }

  /** The book in force, and the draft that this browser has kept of it. */
  async load(): Promise<void> {
    const answer = await askJson<BookOnScreen>('/api/book');
    this.#failed = answer.ok ? null : answer.fault;
    clearTimeout(this.#again);
    if (!answer.ok) {
      this.#again = setTimeout(() => void this.load(), AGAIN_MS);
      return;
    }
    const { id, hash, text } = answer.value;
    const isFirst = this.#book === null;
    this.#book = answer.value;
    if (!isFirst) return;
    const draft = keptDraft(localStorage, id);
    this.#base = draft === null ? { hash, text } : { hash: draft.base, text: draft.baseText };
    this.#text = draft?.text ?? text;
    void this.#checkNow();
  }

  write(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#said = '';
    this.#keep();
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => void this.#checkNow(), REST_MS);
  }

  point(line: number, column: number): void {
    this.#cursor = { line, column };
  }

  speak(language: Language): void {
    this.#language = language;
  }

  open(layer: Layer | null): void {
    this.#layer = layer;
    if (layer === 'publish' && this.#book?.canTry === true && !this.isTried && this.trial.state !== 'working') this.tryOut();
  }

  name(actor: string): void {
    this.#actor = actor;
    keepActor(localStorage, actor);
  }

  /** Begins anew from the book in force. */
  discard(): void {
    if (this.#book === null) return;
    this.#begin(this.#book);
    this.#said = this.words.tell('book.discarded');
  }

  /** Goes on with the draft over the book that has come into force meanwhile, and shows what it would change there. */
  rebase(): void {
    if (this.#book === null) return;
    this.#base = { hash: this.#book.hash, text: this.#book.text };
    this.#keep();
    void this.compare(null);
    void this.#checkNow();
  }

  tryOut(): void {
    const text = this.#text;
    this.#tried = text;
    this.trial.ask('/api/book/trial', { init: posted({ text }) });
  }

  designPromise(): void {
    if (this.promise === null) return;
    this.#designed = this.promise.id;
    this.design.ask('/api/book/design', { init: posted({ text: this.#text, promise: this.promise.id }) });
  }

  /** @param place of an entry of the log; `null` for the book in force. */
  async compare(place: number | null): Promise<void> {
    if (this.#book === null) return;
    if (place === null) {
      this.#compared = { atMs: null, text: this.#book.text };
      return;
    }
    const answer = await askJson<{ readonly text: string }>(`/api/book/texts/${place}`);
    const atMs = this.#book.published.find((each) => each.place === place)?.atMs ?? null;
    if (answer.ok) this.#compared = { atMs, text: answer.value.text };
  }

  endComparing(): void {
    this.#compared = null;
  }

  /** Dates the draft where that is needed, then publishes it. @returns why it was refused, `null` where it was not. */
  async publish(wanted: Wanted): Promise<Fault | null> {
    const { checked } = this;
    if (checked === null) return new KeptError('BOOK_INVALID', 'The draft has faults.').toJSON();
    if (checked.from !== null && (checked.restates.length > 0 || checked.from !== wanted.from)) {
      const dated = await askJson<{ readonly text: string }>('/api/book/date', {
        text: this.#text,
        from: wanted.from,
        note: wanted.note ?? '',
      });
      if (!dated.ok) return dated.fault;
      if (this.isTried) this.#tried = dated.value.text;
      this.#text = dated.value.text;
      this.#keep();
    }
    const answer = await askJson<PublishReceipt>('/api/book/publish', { ...wanted, text: this.#text, base: this.#base.hash });
    await this.load();
    void this.#checkNow();
    if (!answer.ok) return answer.fault;
    const { from } = answer.value;
    if (this.#book !== null) this.#begin(this.#book);
    const { words } = this;
    this.#said =
      from === null
        ? words.tell('book.publish.done-now')
        : words.tell('book.publish.done', { date: words.moment.date(from, this.#book?.nowAtMs ?? 0) });
    return null;
  }

  close(): void {
    this.connection.close();
    this.trial.close();
    this.design.close();
    this.#checking?.abort();
    clearTimeout(this.#rest);
    clearTimeout(this.#again);
  }

  #begin({ id, hash, text }: BookOnScreen): void {
    this.#base = { hash, text };
    this.#text = text;
    this.#compared = null;
    this.trial.clear();
    this.design.clear();
    keepDraft(localStorage, id, null);
    void this.#checkNow();
  }

  #keep(): void {
    if (this.#book === null) return;
    const draft = this.isDraft ? { base: this.#base.hash, baseText: this.#base.text, text: this.#text } : null;
    this.#isKept = keepDraft(localStorage, this.#book.id, draft);
  }

  async #checkNow(): Promise<void> {
    this.#checking?.abort();
    const checking = new AbortController();
    this.#checking = checking;
    this.#isChecking = true;
    const answer = await askJson<BookCheck>('/api/book/check', { text: this.#text }, checking.signal);
    if (checking.signal.aborted) return;
    this.#isChecking = false;
    if (answer.ok) this.#check = answer.value;
  }
}
