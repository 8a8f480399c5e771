import type { Language } from '../../shared/text/index.ts';
import type { ViewPatch, WallLine, WallView } from '../../shared/view/index.ts';
import { Connection, wallTopic } from '../connection/index.ts';
import { Announcer, createWords, type Words } from '../part/index.ts';

import { nameOf } from './figure.ts';
import { StateWatch } from './state-watch.ts';
import { inTrouble, tallyOf } from './tally.ts';

/** An outline that has been drawn once is taken off after this long, so that the next one can be drawn. */
const WORSENED_MS = 3_000;

export type ScreenOptions = {
  readonly board: string;
  /** Speaks it instead of the board's own language. */
  readonly language: Language | null;
  /** Until the board is known. */
  readonly fallback: Language;
};

/** What one wall shows and says: the view in its age, the words it is told in, and what has just become worse. */
export class Screen {
  readonly connection: Connection<WallView, ViewPatch>;
  readonly #options: ScreenOptions;
  readonly #watch = new StateWatch();
  readonly #announcer = new Announcer();
  #worsened = $state.raw<ReadonlyMap<string, number>>(new Map());
  #said = $state.raw({ broken: '', worse: '' });
  // One by one, so that the formatters are made anew when one of them changes and not with every view.
  readonly language = $derived.by(() => this.#options.language ?? this.connection.view?.board.language ?? this.#options.fallback);
  readonly #timezone = $derived.by(() => this.connection.view?.board.timezone ?? 'UTC');
  readonly #currency = $derived.by(() => this.connection.view?.board.currency ?? 'USD');
  readonly words: Words = $derived(createWords({ language: this.language, timezone: this.#timezone, currency: this.#currency }));
  readonly lostAtMs = $derived.by(() => (this.connection.stale ? this.connection.heardAtMs : null));
  readonly worsened: ReadonlySet<string> = $derived(new Set(this.#worsened.keys()));
  readonly title = $derived.by(() => this.#titleOf());

  constructor(options: ScreenOptions) {
    this.#options = options;
    this.connection = new Connection(wallTopic(options.board));
  }

  get board(): string {
    return this.#options.board;
  }
  /** For those who hear the page; changes at most once every ten seconds. */
  get said(): { readonly broken: string; readonly worse: string } {
    return this.#said;
  }

  /** Compares with what was shown before. Called with every view. Says whether a promise has just broken. */
  observe(lines: readonly WallLine[], nowAtMs: number): boolean {
    const worse = this.#watch.worse(lines);
    this.#announcer.add(worse.map((line) => ({ name: nameOf(line, this.words), broken: line.state === 'broken' })));
    const said = this.#announcer.take(nowAtMs);
    if (said !== null) this.#said = { broken: this.#sentence('said.broken', said.broken), worse: this.#sentence('said.worse', said.worse) };
    const recent = [...this.#worsened].filter(([, atMs]) => nowAtMs - atMs < WORSENED_MS);
    if (worse.length === 0 && recent.length === this.#worsened.size) return false;
    this.#worsened = new Map([...recent, ...worse.map(({ id }) => [id, nowAtMs] as const)]);
    return worse.some(({ state }) => state === 'broken');
  }

  close(): void {
    this.connection.close();
  }

  #sentence(key: 'said.broken' | 'said.worse', names: readonly string[]): string {
    return names.length === 0 ? '' : this.words.say(key, { count: names.length, names: this.words.list(names) });
  }

  #titleOf(): string {
    const { view, stale } = this.connection;
    const board = view === null ? this.#options.board : this.words.pick(view.board.name);
    if (stale || view === null) return this.words.say('title.lost', { board });
    const trouble = inTrouble(tallyOf(view.lines, view.board.more));
    return trouble === 0 ? this.words.say('title.calm', { board }) : this.words.say('title.trouble', { trouble, board });
  }
}
