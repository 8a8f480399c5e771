import type { Zone } from '../../calendar/index.ts';
import type { Obligation } from '../../clock/index.ts';
import { log } from '../../number/index.ts';
import type { Text } from '../../text/index.ts';
import { CellNames, type CellNamesData, type News } from '../learning/cell-names.ts';
import type { Signals } from '../learning/signals.ts';
import type { Remark } from '../observation.ts';
import type { Surroundings } from '../surroundings.ts';
import { DoneShares, type DoneSharesData, MEMORIES } from './done-shares.ts';
import { ticketDriver } from './ticket-driver.ts';

const HOUR_MS = 3_600_000;
const NUMBER_MAX = 4;
/** Of the first so many loads it counts how many wait, of what was opened in the last days and weeks. */
const QUEUES = 3;
const QUEUE_MEMORIES = [1, 2];
/** A queue of seven is none to speak of: what is less is a negative number. */
const QUEUE_LOG = 2;
/** Numbers before those of the loads: how often it was told of, and how long ago. */
export const NEWS_NUMBERS = 2;

/** Of one that nothing was told of: one for all. */
const NO_NEWS: News = { count: 0, lastAtMs: 0, values: new Map() };

type TicketData = {
  readonly names: CellNamesData;
  readonly done: DoneSharesData;
  readonly news: readonly (readonly [subject: string, count: number, lastAtMs: number, values: readonly (readonly [string, string])[]])[];
};

/**
 * What is around the obligations that have an allowance, as tickets have: what their openings say, what was told of them since, and
 * how much of what was opened lately is done already.
 */
export class TicketSurroundings implements Surroundings {
  readonly #names: CellNames;
  readonly #done = new DoneShares();
  /** Of those that are open. */
  readonly #news = new Map<string, News>();

  constructor(zone: Zone) {
    this.#names = new CellNames(zone);
  }

  opened({ subject, opening }: Obligation, atMs: number): void {
    this.#names.learnOpening(opening);
    if (!this.#news.has(subject)) this.#news.set(subject, NO_NEWS);
    this.#done.opened(this.#names.loads(opening), atMs);
  }

  decided({ subject, state, opening, openedAtMs }: Obligation): void {
    if (this.#news.delete(subject) && state === 'kept') this.#done.done(this.#names.loads(opening), openedAtMs);
  }

  told({ subject, type, data, about }: Remark, atMs: number): void {
    // What is told at the instant of the opening comes before it.
    const known = this.#news.get(subject) ?? (about?.openedAtMs === atMs ? NO_NEWS : undefined);
    if (known === undefined) return;
    const news = known === NO_NEWS ? { count: 0, lastAtMs: atMs, values: new Map() } : known;
    this.#news.set(subject, news);
    news.count += 1;
    news.lastAtMs = atMs;
    this.#names.learnNews(data, type, news);
  }

  signals(obligation: Obligation, nowAtMs: number): Signals {
    // What is told at the very instant of the opening is not known to a forecast of that instant.
    const isOpening = nowAtMs <= obligation.openedAtMs;
    const news = isOpening
      ? null
      : (this.#news.get(obligation.subject) ?? { count: 0, lastAtMs: obligation.openedAtMs, values: new Map() });
    return {
      cells: this.#names.cells(obligation, nowAtMs, news),
      numbers: [...newsNumbers(obligation, news, nowAtMs), ...this.#doneNumbers(obligation, nowAtMs, isOpening)],
    };
  }

  driver(
    _obligation: Obligation,
    _nowAtMs: number,
    { signals, pulls }: { readonly signals: Signals; readonly pulls: Float64Array },
  ): Text | null {
    return ticketDriver(signals, pulls);
  }

  data(): TicketData {
    return {
      names: this.#names.data(),
      done: this.#done.data(),
      news: [...this.#news].map(([subject, { count, lastAtMs, values }]) => [subject, count, lastAtMs, [...values]] as const),
    };
  }

  restore(data: unknown): void {
    const { names, done, news } = data as TicketData;
    this.#names.restore(names);
    this.#done.restore(done);
    for (const [subject, count, lastAtMs, values] of news)
      this.#news.set(subject, count === 0 ? NO_NEWS : { count, lastAtMs, values: new Map(values) });
  }

  /**
   * Of each load how much of what was opened lately is done, in each memory: of all, then of each beside all; and of the first ones how
   * many wait. After the opening all is told by itself, so that what is left out stands last.
   */
  #doneNumbers({ opening }: Obligation, nowAtMs: number, isOpening: boolean): readonly number[] {
    const loads = isOpening ? this.#names.loads(opening) : [''];
    const weights = Array.from({ length: MEMORIES }, (_, memory) => this.#done.weightAt(memory, nowAtMs));
    const ofAll = weights.map((weight, memory) => this.#done.share('', memory, weight, 0.5));
    return loads.flatMap((load, at) => {
      const isNone = at > 0 && load === '';
      const done = ofAll.map((all, memory) => {
        if (at === 0) return within(logOdds(all));
        return isNone ? 0 : within(logOdds(this.#done.share(load, memory, weights[memory] as number, all)) - logOdds(all));
      });
      const queues = at < QUEUES ? QUEUE_MEMORIES : [];
      return [...done, ...queues.map((memory) => (isNone ? 0 : this.#queueNumber(load, memory, weights[memory] as number)))];
    });
  }

  #queueNumber(load: string, memory: number, weight: number): number {
    return within(log(1 + this.#done.waiting(load, memory, weight)) - QUEUE_LOG);
  }
}

function newsNumbers({ openedAtMs }: Obligation, news: News | null, nowAtMs: number): readonly [count: number, quiet: number] {
  if (news === null) return [0, 0];
  const hours = (ms: number) => log(1 + Math.max(0, ms) / HOUR_MS);
  return [within(log(1 + news.count)), within(hours(nowAtMs - Math.max(openedAtMs, news.lastAtMs)) - hours(nowAtMs - openedAtMs))];
}

function logOdds(share: number): number {
  return log(share / (1 - share));
}

function within(units: number): number {
  return Math.max(-NUMBER_MAX, Math.min(NUMBER_MAX, units));
}
