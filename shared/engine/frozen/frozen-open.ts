import type { Obligation } from '../../clock/index.ts';
import { assert } from '../../error/index.ts';
import { type Forecast, NOTHING_YET, type Rung, type ToldColumns, ToldReader, toldColumns, type Watched } from '../../foresight/index.ts';
import type { Text } from '../../text/index.ts';
import { Item } from '../items/item.ts';
import type { Waiting } from '../items/items.ts';
import { isSame } from '../items/opens.ts';
import { obligationNamed } from '../people/obligation-named.ts';
import type { EngineState, Lapsed, Open } from '../state.ts';
import { frozenTexts, type PackBlock } from './frozen-texts.ts';
import { type ItemColumns, subjectColumns, subjectIn, ThawedItems } from './thawed-items.ts';

/** Items and what is open on them, by column: an obligation is told by the number of its item and its own there. */
export type ItemsData = {
  readonly columns: ItemColumns;
  /** Of each open one, in the order in which they are listed. */
  readonly openOn: Uint32Array;
  readonly obligations: Uint32Array;
  /** Of each forecast; NaN where there is none yet. */
  readonly chances: Float64Array;
  /** Numbers of what drives each forecast. */
  readonly drivers: Uint32Array;
  readonly said: readonly Text[];
  /** Numbers of their rungs. */
  readonly rungs: Uint32Array;
  readonly steps: readonly Rung[];
  /** In minor units; NaN while it is not asked for. */
  readonly owed: Float64Array;
  /** Numbers of those that foresight follows. */
  readonly followed: Uint32Array;
  /** Numbers of those of which something was foretold at a moment, and what. */
  readonly foretold: Uint32Array;
  readonly told: ToldColumns;
  /** Numbers of open ones. */
  readonly inPlay: Uint32Array;
  readonly troubled: Uint32Array;
  readonly lapsed: readonly (readonly [key: string, untilAtMs: number])[];
};

export function frozenItems(state: EngineState, pack: PackBlock): ItemsData {
  state.items.freeze();
  const subjects: string[] = [];
  const all: (Item | Waiting)[] = [];
  for (const [subject, held] of state.items.held()) {
    subjects.push(subject);
    all.push(held);
  }
  return { columns: { ...subjectColumns(subjects), ...frozenTexts(state, all, pack) }, ...frozenOpen(state, all) };
}

function numberIn({ obligations }: Item, { obligation }: Open): number {
  return obligations.findIndex((each) => isSame(each, obligation));
}

function frozenOpen(state: EngineState, items: readonly (Item | Waiting)[]): Omit<ItemsData, 'columns'> {
  const { open, lapsed, inPlay, troubled } = state;
  const all = [...open.values()];
  const numbers = new Map<Open, number>();
  all.forEach((each, at) => {
    if (inPlay.has(each) || troubled.has(each)) numbers.set(each, at);
  });
  const said = new Numbered<Text>();
  const steps = new Numbered<Rung>();
  const numberOf = (each: Open) => numbers.get(each) as number;
  return {
    ...placesOf(items, all),
    chances: Float64Array.from(all, ({ forecast }) => forecast?.chance ?? Number.NaN),
    drivers: Uint32Array.from(all, ({ forecast }) => (forecast === null ? 0 : said.numberOf(forecast.driver))),
    said: said.all,
    rungs: Uint32Array.from(all, ({ rung }) => steps.numberOf(rung)),
    steps: steps.all,
    owed: Float64Array.from(all, ({ owedMinor }) => owedMinor ?? Number.NaN),
    followed: Uint32Array.from(all.flatMap(({ told }, at) => (told === null ? [] : [at]))),
    ...foretoldOf(all),
    inPlay: Uint32Array.from(inPlay, numberOf),
    troubled: Uint32Array.from(troubled, numberOf),
    lapsed: [...lapsed].map(([key, { untilAtMs }]) => [key, untilAtMs]),
  };
}

function foretoldOf(all: readonly Open[]): Pick<ItemsData, 'foretold' | 'told'> {
  const numbers: number[] = [];
  const lists: Watched['told'][] = [];
  for (const [at, { told }] of all.entries()) {
    if (told === null || told.length === 0) continue;
    numbers.push(at);
    lists.push(told);
  }
  return { foretold: Uint32Array.from(numbers), told: toldColumns(lists) };
}

/** Of each one the number of its item and its own there. */
function placesOf(items: readonly (Item | Waiting)[], all: readonly Open[]): Pick<ItemsData, 'openOn' | 'obligations'> {
  const [itemOf, numberOf] = [new Uint32Array(all.length), new Uint32Array(all.length)];
  let count = 0;
  for (let item = 0; item < items.length; item += 1) {
    const held = items[item] as Item | Waiting;
    for (let open = held.open; open !== null; open = open.next) {
      itemOf[count] = item;
      numberOf[count] = held instanceof Item ? numberIn(held, open) : (open as ThawedOpen).number;
      open.turn = count;
      count += 1;
    }
  }
  return {
    openOn: Uint32Array.from(all, ({ turn }) => itemOf[turn] as number),
    obligations: Uint32Array.from(all, ({ turn }) => numberOf[turn] as number),
  };
}

export function thawItems(state: EngineState, data: ItemsData): void {
  const { columns, lapsed, inPlay, troubled, followed, foretold, told } = data;
  const firsts: (Open | null)[] = new Array(columns.ends.length).fill(null);
  const all = thawedOpen(state, data, firsts);
  state.items.restore(new ThawedItems(columns, firsts));
  for (const at of followed) (all[at] as Open).told = NOTHING_YET;
  const reader = new ToldReader(told);
  for (const [nth, at] of foretold.entries()) (all[at] as ThawedOpen).toldIn(reader, nth);
  for (const at of inPlay) state.inPlay.add(all[at] as Open);
  for (const at of troubled) state.troubled.add(all[at] as Open);
  for (const [key, untilAtMs] of lapsed) state.lapsed.set(key, new ThawedLapsed(state, key, untilAtMs));
}

/** @param firsts by item, the one that was listed last; filled here. */
function thawedOpen(state: EngineState, data: ItemsData, firsts: (Open | null)[]): readonly ThawedOpen[] {
  const { columns, openOn, obligations, chances, drivers, said, rungs, steps, owed } = data;
  const all: ThawedOpen[] = [];
  const of: Thawed = { state, columns };
  let last: Forecast = { chance: Number.NaN, driver: { key: 'driver.base-rate', args: {} } };
  for (let at = 0; at < openOn.length; at += 1) {
    const item = openOn[at] as number;
    const open = new ThawedOpen(of, item, obligations[at] as number);
    const [chance, owedMinor, driver] = [chances[at] as number, owed[at] as number, said[drivers[at] as number] as Text];
    if (last.chance !== chance || last.driver !== driver) last = { chance, driver };
    if (!Number.isNaN(chance)) open.forecast = last;
    if (!Number.isNaN(owedMinor)) open.owedMinor = owedMinor;
    open.rung = steps[rungs[at] as number] as Rung;
    open.next = firsts[item] as Open | null;
    firsts[item] = open;
    state.open.restore(open);
    all.push(open);
  }
  return all;
}

/** Gives what is open on an item that was read from its text the obligations that it holds now. */
export function hangOn(item: Item, first: Open | null): void {
  item.open = first;
  for (let open = first; open !== null; open = open.next) open.obligation = item.obligations[(open as ThawedOpen).number] as Obligation;
}

/** Equal values, each once, by number. */
class Numbered<T extends object> {
  readonly all: T[] = [];
  readonly #byText = new Map<string, number>();
  /** Most are one object for many. */
  readonly #byObject = new Map<T, number>();

  numberOf(value: T): number {
    return this.#byObject.getOrInsertComputed(value, () =>
      this.#byText.getOrInsertComputed(JSON.stringify(value), () => this.all.push(value) - 1),
    );
  }
}

const CALM: Rung = { state: 'on-track', calmUpdates: 0 };

/** What the open ones of a checkpoint share. */
type Thawed = { readonly state: EngineState; readonly columns: ItemColumns };

/** One that came from a checkpoint: its obligation is read with its item, when somebody asks for either. */
class ThawedOpen implements Open {
  /** Of its obligation in its item, until that was read. */
  readonly number: number;
  forecast: Forecast | null = null;
  rung: Rung = CALM;
  owedMinor: number | null = null;
  next: Open | null = null;
  turn = 0;
  readonly #of: Thawed;
  readonly #item: number;
  #obligation: Obligation | null = null;
  #told: Watched['told'] = null;
  /** Where it stands until somebody asks for it. */
  #toldIn: ToldReader | null = null;
  #toldAt = 0;

  constructor(of: Thawed, item: number, number: number) {
    this.#of = of;
    this.#item = item;
    this.number = number;
  }

  get told(): Watched['told'] {
    if (this.#toldIn !== null) this.told = this.#toldIn.at(this.#toldAt);
    return this.#told;
  }

  set told(told: Watched['told']) {
    this.#toldIn = null;
    this.#told = told;
  }

  toldIn(reader: ToldReader, at: number): void {
    this.#toldIn = reader;
    this.#toldAt = at;
  }

  get obligation(): Obligation {
    if (this.#obligation === null) this.#of.state.items.get(subjectIn(this.#of.columns, this.#item));
    assert(this.#obligation !== null, 'what is open hangs on its item');
    return this.#obligation;
  }

  set obligation(obligation: Obligation) {
    this.#obligation = obligation;
  }
}

class ThawedLapsed implements Lapsed {
  readonly untilAtMs: number;
  readonly #state: EngineState;
  readonly #key: string;
  #obligation: Obligation | null = null;

  constructor(state: EngineState, key: string, untilAtMs: number) {
    this.#state = state;
    this.#key = key;
    this.untilAtMs = untilAtMs;
  }

  get obligation(): Obligation {
    if (this.#obligation === null) {
      const named = obligationNamed(this.#state, this.#key);
      assert(named !== null, `${this.#key} lapsed and stands with its item`);
      this.#obligation = named.obligation;
    }
    return this.#obligation;
  }
}
