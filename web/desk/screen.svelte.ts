import type { Language } from '../../shared/text/index.ts';
import type { DeskPatch, DeskRow, DeskView } from '../../shared/view/index.ts';
import { Connection, DESK_TOPIC } from '../connection/index.ts';
import { Announcer, createWords, type Words } from '../part/index.ts';
import { Acts, type Deed } from './acts.svelte.ts';
import { Alerts, browserAlerts } from './alerts.svelte.ts';
import { bestShown } from './best-shown.ts';
import { DeskList } from './desk-list.svelte.ts';
import { escalateAfterMs, unanswered } from './escalation.ts';
import { Explainer } from './explainer.svelte.ts';
import { type Filter, isFiltered, NO_FILTER } from './filter.ts';
import { type Command, placeAfter } from './key-map.ts';
import { RowWatch } from './row-watch.ts';
import { isShelved } from './shelved.ts';
import { stepFrom } from './step-from.ts';
import { filterOf } from './url-state.ts';

/** What lies over the desk: a dialog, or a field in the pane of the selected row. */
export type Layer = 'name' | 'keys' | 'exclude' | 'assign' | 'note' | 'shelve' | 'include';

/** What is begun by a key or a button; what takes back is done where it is offered. */
export type Begun = Exclude<Deed['do'], 'unacknowledge' | 'verify' | 'reject'>;

/** More names than this nobody hears out. */
const SAID_MAX = 5;

export type ScreenOptions = { readonly language: Language; readonly search: string };

/** What one desk shows and what is done on it. */
export class Screen {
  readonly connection: Connection<DeskView, DeskPatch>;
  readonly list: DeskList;
  readonly acts: Acts;
  readonly explainer: Explainer;
  readonly alerts = new Alerts(browserAlerts());
  /** After how long something that nobody acknowledges is called out; `null` where it never is. */
  readonly escalateAfterMs: number | null;
  #language = $state<Language>('en');
  #layer = $state<Layer | null>(null);
  #selectedId = $state<string | null>(null);
  #lastRow = $state.raw<DeskRow | null>(null);
  #lastPlace = -1;
  /** Where the selected row stood when it was acknowledged. */
  #sunkFrom: number | null = null;
  /** What is done as soon as somebody has given a name. */
  #afterName: (() => void) | null = null;
  readonly #watch = new RowWatch();
  readonly #announcer = new Announcer();
  #calledOut: ReadonlySet<string> = new Set();
  #said = $state.raw({ broken: '', worse: '' });
  readonly #timezone = $derived.by(() => this.connection.view?.head.timezone ?? 'UTC');
  readonly #currency = $derived.by(() => this.connection.view?.head.currency ?? 'USD');
  readonly words: Words = $derived(createWords({ language: this.#language, timezone: this.#timezone, currency: this.#currency }));
  /** When the server was last heard, if it is silent now. */
  readonly lostAtMs = $derived.by(() => (this.connection.stale ? this.connection.heardAtMs : null));
  /** Place of the selected row in the list; −1 when it is not in it. */
  readonly selectedPlace = $derived.by(() => this.list.shown.rows.findIndex(({ id }) => id === this.#selectedId));
  /** Whether the selected row is on the desk, whatever the filter and whether its place is held or not. */
  readonly isOnDesk = $derived.by(() => this.list.all.some(({ id }) => id === this.#selectedId));
  readonly #explained = $derived.by(() => (this.#selectedId === null ? null : this.explainer.of(this.#selectedId)));
  readonly isExcluded = $derived.by(() => this.#explained !== null && this.#explained.detail.excluded !== null);
  /** What nobody has acknowledged for too long, the most costly first. */
  readonly unanswered = $derived.by(() =>
    unanswered(this.list.all, this.connection.nowAtMs ?? 0, this.lostAtMs === null ? this.escalateAfterMs : null),
  );
  /** Other rows of the incident that claims the selected one. */
  readonly related = $derived.by(() => {
    const row = this.selected;
    return row?.incident == null ? 0 : this.list.all.filter(({ id, incident }) => incident === row.incident && id !== row.id).length;
  });
  /** The selected row; one that went is shown as the server explains it, and until then as it was last. */
  readonly selected: DeskRow | null = $derived.by(() => {
    const row = this.list.shown.rows[this.selectedPlace] ?? this.#lastRow;
    return this.isOnDesk ? row : (this.#explained?.detail.row ?? row);
  });

  constructor({ language, search }: ScreenOptions) {
    this.#language = language;
    this.escalateAfterMs = escalateAfterMs(search);
    this.connection = new Connection(DESK_TOPIC);
    this.list = new DeskList(filterOf(search));
    this.acts = new Acts({
      send: (act) => this.connection.act(act),
      foresee: (id, foreseen) => {
        const ticket = this.list.foresee(id, foreseen);
        return (place) => this.list.settle(ticket, place);
      },
    });
    this.explainer = new Explainer({ ask: (id) => this.connection.detail(id), nowAtMs: () => this.connection.nowAtMs ?? 0 });
  }

  get language(): Language {
    return this.#language;
  }
  get layer(): Layer | null {
    return this.#layer;
  }
  get selectedId(): string | null {
    return this.#selectedId;
  }
  /** For those who hear the page; changes at most once every ten seconds. */
  get said(): { readonly broken: string; readonly worse: string } {
    return this.#said;
  }
  get isModal(): boolean {
    return this.#layer === 'name' || this.#layer === 'keys' || this.#layer === 'exclude';
  }

  speak(language: Language): void {
    this.#language = language;
  }

  /** Keeps up with the rows that are shown: the first one is selected to begin with, and one that went is remembered. */
  follow(rows: readonly DeskRow[]): void {
    const place = rows.findIndex(({ id }) => id === this.#selectedId);
    const row = rows[place];
    if (row !== undefined) {
      if (row.ackedBy !== null && this.#lastRow?.id === row.id && this.#lastRow.ackedBy === null) this.#sunkFrom = this.#lastPlace;
      [this.#lastRow, this.#lastPlace] = [row, place];
    } else if (this.#selectedId === null) this.select(rows[0] ?? null);
  }

  /** Compares with what was shown before. Called with every list, and once a second. */
  announce(rows: readonly DeskRow[], nowAtMs: number): void {
    const worse = this.#watch.worse(rows);
    this.#announcer.add(worse.map(({ label, state }) => ({ name: label, broken: state === 'broken' })));
    this.#alert(worse, rows, nowAtMs);
    const said = this.#announcer.take(nowAtMs);
    if (said !== null) this.#said = { broken: this.#sentence('said.broken', said.broken), worse: this.#sentence('said.worse', said.worse) };
  }

  /** Sounds where something broke, or will most likely, and nobody has it yet; and once more where nobody takes it. */
  #alert(worse: readonly Pick<DeskRow, 'id'>[], rows: readonly DeskRow[], nowAtMs: number): void {
    const ids = new Set(worse.map(({ id }) => id));
    const isNews = (row: DeskRow): boolean =>
      ids.has(row.id) && (row.state === 'broken' || row.state === 'likely') && row.ackedBy === null && !isShelved(row, nowAtMs);
    const fresh = ids.size === 0 ? [] : rows.filter(isNews);
    const late = this.unanswered.filter(({ id }) => !this.#calledOut.has(id));
    this.#calledOut = new Set(this.unanswered.map(({ id }) => id));
    const labels = [...fresh, ...late].map(({ label }) => label).slice(0, SAID_MAX);
    if (labels.length > 0) this.alerts.tell(this.words.say('said.worse', { count: labels.length, names: this.words.list(labels) }));
  }

  select(row: DeskRow | null): void {
    this.#selectedId = row?.id ?? null;
    this.#lastRow = row;
    this.#sunkFrom = null;
    this.#lastPlace = row === null ? -1 : this.list.shown.rows.indexOf(row);
    if (this.acts.notice?.isFault === false) this.acts.putAway();
    if (this.#layer !== null && !this.isModal) this.#layer = null;
  }

  /** @param pageRows how many rows are in sight. */
  move(command: Command, pageRows: number): void {
    const { rows } = this.list.shown;
    const standing = { place: this.selectedPlace, lastPlace: this.#lastPlace, sunkFrom: this.#sunkFrom };
    const from = stepFrom(standing, command === 'next' || command === 'page-down');
    const place = placeAfter(command, from, rows.length, pageRows);
    if (place !== null) this.select(rows[place] ?? null);
  }

  /** Goes to where acting saves most; from there to the next best, and after the last to the best again. */
  jumpToBest(): void {
    const best = bestShown(this.connection.view?.head.nextBest ?? [], this.list.all);
    const at = this.#selectedId === null ? -1 : best.indexOf(this.#selectedId);
    const next = best[(at + 1) % best.length];
    if (next !== undefined) this.jump(next);
  }

  /** Goes to what breaks next: the first row that is not broken yet. */
  jumpToNext(): void {
    const { rows, brokenCount } = this.list.shown;
    const next = rows[brokenCount];
    if (next !== undefined) this.select(next);
  }

  /** Goes to one row; filters that hide it are cleared. */
  jump(id: string): void {
    const isHidden = this.list.shown.rows.every((row) => row.id !== id);
    if (isHidden) this.list.pick(NO_FILTER);
    const row = this.list.shown.rows.find((each) => each.id === id);
    if (row !== undefined) this.select(row);
  }

  filter(filter: Filter): void {
    this.list.pick(filter);
    if (this.selectedPlace < 0) this.select(this.list.shown.rows[0] ?? null);
  }

  /** Whether anything can be done about the selected row now. */
  get canAct(): boolean {
    return this.lostAtMs === null && this.isOnDesk && !this.isExcluded;
  }
  get canInclude(): boolean {
    return this.lostAtMs === null && this.isExcluded;
  }

  /** What a key means for the selected row: one that is out already comes back by it. */
  deedOf(command: 'acknowledge' | 'assign' | 'note' | 'shelve' | 'exclude'): Begun {
    if (command === 'exclude') return this.isExcluded ? 'include' : command;
    return command === 'shelve' && this.isShelved ? 'unshelve' : command;
  }
  /** Whether the selected row is out of the way now. */
  get isShelved(): boolean {
    return this.selected !== null && isShelved(this.selected, this.connection.nowAtMs ?? 0);
  }

  /** Begins a deed about the selected row: acknowledging, settling and putting back need nothing more, the others are asked for what they need. */
  begin(deed: Begun): void {
    if (!this.#can(deed)) return;
    this.#named(() => {
      if (deed === 'acknowledge' || deed === 'unshelve' || deed === 'settle') this.carryOut({ do: deed });
      else this.#layer = deed;
    });
  }

  carryOut(deed: Deed): void {
    if (this.#can(deed.do) && this.selected !== null) void this.acts.do(this.selected, deed);
    this.#layer = null;
  }

  /** Decides about a complaint that is about a row. */
  decide(row: DeskRow, complaint: string, deed: Extract<Deed, { readonly do: 'verify' | 'reject' }>): void {
    this.#named(() => void this.acts.do(row, deed, complaint));
  }

  #can(deed: Deed['do']): boolean {
    return deed === 'include' ? this.canInclude : this.canAct;
  }

  open(layer: 'name' | 'keys'): void {
    this.#layer = layer;
  }

  nameActor(name: string): void {
    const after = this.#afterName;
    this.acts.nameActor(name);
    this.closeLayer();
    after?.();
  }

  closeLayer(): void {
    this.#layer = null;
    this.#afterName = null;
  }

  /** Closes what is on top; when nothing is, clears the filter. */
  escape(): void {
    if (this.#layer !== null) this.closeLayer();
    else if (this.acts.notice !== null) this.acts.putAway();
    else if (isFiltered(this.list.filter)) this.filter(NO_FILTER);
  }

  close(): void {
    this.list.close();
    this.explainer.close();
    this.connection.close();
  }

  #sentence(key: 'said.broken' | 'said.worse', names: readonly string[]): string {
    if (names.length === 0) return '';
    return this.words.say(key, { count: names.length, names: this.words.list(names.slice(0, SAID_MAX)) });
  }

  #named(then: () => void): void {
    if (this.acts.actor !== '') {
      then();
      return;
    }
    this.#afterName = then;
    this.#layer = 'name';
  }
}
