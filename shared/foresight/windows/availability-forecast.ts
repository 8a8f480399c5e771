import { exp, logistic } from '../../number/index.ts';

/** What one subject teaches: outages that are over, and how long it has been in service. Whole seconds, so that sums are exact. */
export type UptimeLesson = {
  readonly outages: number;
  readonly repairS: number;
  /** Service that is over. */
  readonly servedS: number;
  /** 1 while it is in service, since `openSinceS`; else both 0. */
  readonly open: number;
  readonly openSinceS: number;
};

/** What is left of a window: down time until it breaks, and time in service to come, ms. */
export type UptimeLeft = { readonly leftMs: number; readonly restMs: number; readonly isDown: boolean };

/** What is assumed where nothing is known: an hour to repair, worth four outages, and one outage in 30 days of service. */
const REPAIR_UNKNOWN_S = 3_600;
const REPAIR_STRENGTH = 4;
const SERVICE_UNKNOWN_S = 30 * 86_400;
/** From this many expected outages on their sum is taken as normal. */
const OUTAGES_MANY = 60;
const OUTAGES_MAX = 200;
/** The logistic curve with this factor stays within 1% of the normal distribution. */
const NORMAL_BY_LOGISTIC = 1.702;

/**
 * Chance that a subject of one availability promise uses up its down time. Outages come at random, at the rate at which those of
 * all subjects came so far, and each lasts as long as repairs took on average: exponentially, so that how long one has lasted
 * says nothing about how long it will. Both are shrunk towards what is assumed of anything. What it learns it can unlearn.
 */
export class AvailabilityForecaster {
  #outages = 0;
  #repairS = 0;
  #servedS = 0;
  #open = 0;
  #openSinceS = 0;

  learn(lesson: UptimeLesson, sign: 1 | -1): void {
    this.#outages += sign * lesson.outages;
    this.#repairS += sign * lesson.repairS;
    this.#servedS += sign * lesson.servedS;
    this.#open += sign * lesson.open;
    this.#openSinceS += sign * lesson.openSinceS;
  }

  /** The sum of all that it has learned. */
  data(): UptimeLesson {
    return { outages: this.#outages, repairS: this.#repairS, servedS: this.#servedS, open: this.#open, openSinceS: this.#openSinceS };
  }

  /** Chance, 0 to 1, that more than `leftMs` of what is to come is down. */
  chance({ leftMs, restMs, isDown }: UptimeLeft, nowAtMs: number): number {
    if (leftMs < 0) return 1;
    if (restMs <= leftMs) return 0;
    const servedS = this.#servedS + Math.max(0, (this.#open * nowAtMs) / 1000 - this.#openSinceS);
    const repairMs = (1000 * (this.#repairS + REPAIR_STRENGTH * REPAIR_UNKNOWN_S)) / (this.#outages + REPAIR_STRENGTH);
    const expected = ((this.#outages + 1) * (restMs / 1000)) / (servedS + SERVICE_UNKNOWN_S);
    return expected > OUTAGES_MANY ? manyExceed(leftMs / repairMs, expected) : fewExceed(leftMs / repairMs, expected, isDown ? 1 : 0);
  }
}

/** A Poisson number of outages after those that are open, each of mean length 1: the chance that they add up to more than `left`. */
function fewExceed(left: number, expected: number, openNow: number): number {
  let outagesHere = exp(-expected);
  let repairsHere = exp(-left);
  let withinLeft = 0; // Chance that fewer than `count` repairs would be over within `left`.
  let chance = 0;
  for (let count = 0; count < OUTAGES_MAX; count += 1) {
    if (count === 0 && openNow === 1) {
      withinLeft = repairsHere;
      repairsHere *= left;
    }
    chance += outagesHere * Math.min(1, withinLeft);
    outagesHere *= expected / (count + 1);
    withinLeft += repairsHere;
    repairsHere *= left / (count + 1 + openNow);
  }
  return Math.min(1, Math.max(0, chance));
}

function manyExceed(left: number, expected: number): number {
  return logistic((NORMAL_BY_LOGISTIC * (expected - left)) / Math.sqrt(2 * expected));
}
