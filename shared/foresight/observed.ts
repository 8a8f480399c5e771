import type { Place } from './agenda.ts';
import { merged } from './merged.ts';
import type { Observation } from './observation.ts';
import { aboutOf, nameOf, orderOf } from './order-of.ts';

type Observed = { readonly observation: Observation; readonly order: number };

/**
 * What happened and is not taken yet, in the order of event time. Those of one obligation and one instant stay as they were told; no
 * other order of telling makes a difference.
 */
export class ObservedInOrder {
  /** In order, but for the news. */
  #all: Observed[] = [];
  #news: Observed[] = [];
  /** The first that is not taken yet. */
  #at = 0;

  push(observation: Observation): void {
    const about = aboutOf(observation);
    if (about === null) return;
    this.#news.push({ observation, order: orderOf(observation.kind, about) });
  }

  get next(): Place | null {
    this.#sort();
    const next = this.#all[this.#at];
    return next === undefined ? null : { atMs: next.observation.atMs, order: next.order };
  }

  /** Takes the earliest one; there must be one. */
  pop(): Observation {
    this.#sort();
    const { observation } = this.#all[this.#at] as Observed;
    this.#at += 1;
    if (this.#at === this.#all.length) this.#clear();
    return observation;
  }

  /** How far a history is told: the instant of the latest event among them that is not after another instant, 0 where there is none. */
  lastUntil(untilMs: number): number {
    this.#sort();
    const isHeard = ({ observation }: Observed): boolean => observation.kind === 'told' || observation.isAhead !== true;
    return this.#all.findLast((each, at) => at >= this.#at && each.observation.atMs <= untilMs && isHeard(each))?.observation.atMs ?? 0;
  }

  /** Those that are not taken yet. */
  values(): readonly Observation[] {
    this.#sort();
    return this.#all.slice(this.#at).map(({ observation }) => observation);
  }

  /** Those of a whole import are not held until the next is told. */
  #clear(): void {
    this.#all = [];
    this.#at = 0;
  }

  #sort(): void {
    if (this.#news.length === 0) return;
    this.#all = merged(this.#all.slice(this.#at), this.#news.sort(compare), compare);
    this.#at = 0;
    this.#news = [];
  }
}

function compare(a: Observed, b: Observed): number {
  if (a.observation.atMs !== b.observation.atMs) return a.observation.atMs - b.observation.atMs;
  if (a.order !== b.order) return a.order - b.order;
  const [first, second] = [aboutOf(a.observation), aboutOf(b.observation)].map((about) => (about === null ? '' : nameOf(about)));
  return first === second ? 0 : (first as string) < (second as string) ? -1 : 1;
}
