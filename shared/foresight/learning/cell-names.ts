import type { Zone } from '../../calendar/index.ts';
import type { Obligation } from '../../clock/index.ts';
import type { JsonObject } from '../../event/index.ts';
import { log } from '../../number/index.ts';
import { AttributeValues, type AttributeValuesData, attributesOf } from './attribute-values.ts';

const HOUR_MS = 3_600_000;
/** So many attributes of an opening are told apart, in the order in which they first came. */
const ATTRIBUTES_MAX = 12;
/** So many attributes of what was told since. */
const NEWS_MAX = 8;
/** The first so many attributes are taken two by two as well, and with the hour, the weekday and the allowance. */
const PAIRED_MAX = 4;
/** The first so many attributes are loads by themselves. */
const LOADS_MAX = 4;
/** Allowances within a quarter of a doubling are one. */
const ALLOWANCE_STEPS = 4;
const NEWS_COUNT_MAX = 8;
/** Names that are remembered so that they need not be put together again. */
const JOINED_MAX = 50_000;

/** Put together once. */
const HOURS_OF_WEEK = namesOf('hour-of-week', 168);
const DUES = namesOf('due', 168);
const TWO_HOURS = namesOf('hour', 12);
const DUE_HOURS = namesOf('due-hour', 12);
const WEEKDAYS = namesOf('weekday', 7);
const OPENED_DAYS = namesOf('opened-day', 7);
const DUE_DAYS = namesOf('due-day', 7);
/** Up to 18 doublings of an hour, which is 30 years. */
const ALLOWANCES = namesOf('allowance', 18 * ALLOWANCE_STEPS);
const TOLD = namesOf('told', NEWS_COUNT_MAX + 1);

/** What was told of an open item since its opening. */
export type News = { count: number; lastAtMs: number; readonly values: Map<string, string> };

export type CellNamesData = { readonly opening: AttributeValuesData; readonly news: AttributeValuesData };

/** Names the cells and loads that an obligation belongs to, each table always at the same place of the list. */
export class CellNames {
  readonly #zone: Zone;
  readonly #opening = new AttributeValues(ATTRIBUTES_MAX);
  readonly #news = new AttributeValues(NEWS_MAX, 'now ');
  readonly #joined = new Map<string, Map<string, string>>();
  #joinedCount = 0;
  #lastOpening: JsonObject | null = null;
  #lastNames: readonly string[] = [];

  constructor(zone: Zone) {
    this.#zone = zone;
  }

  learnOpening(opening: JsonObject): void {
    this.#opening.learn(attributesOf(opening));
    this.#lastOpening = null;
  }

  learnNews(data: JsonObject, type: string, news: News): void {
    const told = [['event', type] as const, ...attributesOf(data)];
    this.#news.learn(told);
    for (const [name, value] of told) if (this.#news.has(name)) news.values.set(name, value);
  }

  /** What an opening says at each place. It is asked for several times in a row, so the last answer is kept. */
  #attributesOf(opening: JsonObject): readonly string[] {
    if (this.#lastOpening !== opening) {
      this.#lastNames = this.#opening.namesOf((name) => opening[name]);
      this.#lastOpening = opening;
    }
    return this.#lastNames;
  }

  /** Where the state of the desk is told apart: all, the first attributes, and the first one with each of the next two. */
  loads(opening: JsonObject): readonly string[] {
    const names = this.#attributesOf(opening).slice(0, LOADS_MAX);
    const [first = '', ...others] = names;
    return ['', ...names, ...others.slice(0, 2).map((each) => this.#pair(first, each))];
  }

  /** @param news `null` at the opening. */
  cells({ opening, openedAtMs, dueAtMs }: Obligation, nowAtMs: number, news: News | null): readonly string[] {
    const now = this.#hourOf(nowAtMs);
    const due = this.#hourOf(dueAtMs ?? openedAtMs);
    const hours = Math.max(1, ((dueAtMs ?? openedAtMs) - openedAtMs) / HOUR_MS);
    const allowance = nameAt(ALLOWANCES, Math.round((ALLOWANCE_STEPS * log(hours)) / Math.LN2));
    const hour = nameAt(TWO_HOURS, twoHours(now));
    const weekday = nameAt(WEEKDAYS, weekdayOf(now));
    const attributes = this.#attributesOf(opening);
    const cells = [
      nameAt(HOURS_OF_WEEK, now % 168),
      nameAt(DUES, due % 168),
      nameAt(OPENED_DAYS, weekdayOf(this.#hourOf(openedAtMs))),
      nameAt(DUE_DAYS, weekdayOf(due)),
      nameAt(DUE_HOURS, twoHours(due)),
      allowance,
      hour,
      weekday,
      news === null ? '' : nameAt(TOLD, Math.min(NEWS_COUNT_MAX, news.count)),
      ...this.#news.namesOf((name) => news?.values.get(name)),
      ...attributes,
    ];
    return [...cells, this.#pair(hour, weekday), ...this.#pairs(attributes, [allowance, hour, weekday])];
  }

  data(): CellNamesData {
    return { opening: this.#opening.data(), news: this.#news.data() };
  }

  restore({ opening, news }: CellNamesData): void {
    this.#opening.restore(opening);
    this.#news.restore(news);
  }

  #pairs(attributes: readonly string[], others: readonly string[]): string[] {
    return attributes
      .slice(0, PAIRED_MAX)
      .flatMap((each, at) => [...others, ...attributes.slice(0, at)].map((other) => this.#pair(each, other)));
  }

  #pair(first: string, second: string): string {
    if (first === '' || second === '') return '';
    const known = this.#joined.get(first)?.get(second);
    if (known !== undefined) return known;
    const name = `${first}|${second}`;
    if (this.#joinedCount >= JOINED_MAX) return name;
    this.#joinedCount += 1;
    this.#joined.getOrInsertComputed(first, () => new Map()).set(second, name);
    return name;
  }

  #hourOf(atMs: number): number {
    return Math.floor((atMs + this.#zone.offsetAtMs(atMs)) / HOUR_MS);
  }
}

function namesOf(table: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `${table}=${at}`);
}

/** The last one where there is none so far. */
function nameAt(names: readonly string[], at: number): string {
  return names[Math.min(names.length - 1, Math.max(0, at))] as string;
}

function twoHours(hour: number): number {
  return Math.floor((hour % 24) / 2);
}

function weekdayOf(hour: number): number {
  return Math.floor((hour % 168) / 24);
}
