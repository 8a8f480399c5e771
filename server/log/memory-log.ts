import { randomUUID } from 'node:crypto';
import type { Batch, Json, JsonObject, KeptEvent } from '../../shared/event/index.ts';
import type { AppendOptions, Clock, Log, LogHealth, Receipt } from '../ports/index.ts';
import { CONFLICT, type CommitResult, REPEAT } from './commit.ts';
import { cutTo } from './cut.ts';
import { type PersonalValue, Sealer } from './erase/sealing.ts';
import type { Appended, Group } from './group.ts';
import { GroupCommit } from './group-commit.ts';
import { Health } from './health.ts';
import { HeldEvents } from './held-events.ts';
import { hashText } from './identity/identity-hash.ts';
import { IdentitySet } from './identity/identity-set.ts';
import { saysTheSame, type Told } from './identity/same-event.ts';
import { lineOf } from './line.ts';

export type MemoryLogOptions = { readonly clock: Clock; readonly personal?: readonly string[] };

type Before = { readonly place: number; readonly event: KeptEvent };
type Sifting = Pick<CommitResult, 'statuses' | 'places'> & { readonly days: Int32Array };

/** A log without a disk, for tests and short runs: it keeps every event, and the identities as the log on disk does. */
export class MemoryLog implements Log {
  readonly epoch = randomUUID();
  readonly #sealer: Sealer;
  readonly #health = new Health();
  readonly #group: GroupCommit;
  readonly #held = new HeldEvents();
  readonly #personal = new Map<number, readonly PersonalValue[]>();
  /** By UTC day and source. */
  readonly #sets = new Map<string, IdentitySet>();
  readonly #words = new Uint32Array(2);
  #lastSource = '';
  #lastDay = 0;
  #lastSet = new IdentitySet();

  constructor(options: MemoryLogOptions) {
    this.#sealer = new Sealer(options.personal ?? []);
    this.#group = new GroupCommit({
      clock: options.clock,
      sealer: this.#sealer,
      head: { place: 0, receivedAtMs: 0 },
      commit: { group: async (group, receivedAtMs) => this.#commit(group, receivedAtMs) },
    });
  }

  head(): { readonly place: number; readonly receivedAtMs: number } {
    return this.#group.head;
  }

  inFlightAtMs(): number | null {
    return this.#group.inFlightAtMs;
  }

  append(events: readonly KeptEvent[], options?: AppendOptions): Promise<readonly Receipt[]> {
    return this.#group.append(events, options);
  }

  async *read(afterPlace: number, untilPlace = Number.POSITIVE_INFINITY): AsyncGenerator<Batch> {
    for (const batch of this.#held.batches()) {
      const cut = cutTo(batch, afterPlace, Math.min(untilPlace, this.head().place));
      if (cut !== undefined) yield cut;
    }
  }

  health(): LogHealth {
    return this.#health.now;
  }

  onHealth(listener: (health: LogHealth) => void): () => void {
    return this.#health.on(listener);
  }

  onCommit(listener: (batch: Batch) => void): () => void {
    return this.#group.onCommit(listener);
  }

  async personal(place: number): Promise<JsonObject | undefined> {
    return personalObject(this.#personal.get(place) ?? []);
  }

  close(): Promise<void> {
    return this.#group.close();
  }

  #commit(group: Group, receivedAtMs: number): CommitResult {
    const firstPlace = this.#held.count + 1;
    const sifting = { days: group.days(), statuses: new Uint8Array(group.count), places: new Float64Array(group.count) };
    const personal = Map.groupBy(group.personal(), (value) => value.index);
    let from = 0;
    for (const append of group.appends) {
      this.#sift(append, from, personal, sifting);
      from += append.events.length;
    }
    const { statuses, places } = sifting;
    if (this.#held.count < firstPlace) return { firstPlace: 0, receivedAtMs, statuses, places };
    this.#held.endBatch(receivedAtMs);
    return { firstPlace, receivedAtMs, statuses, places };
  }

  /** Tells new events of an append from repeats and conflicts, and holds the new ones. */
  #sift(
    append: Appended,
    from: number,
    personal: ReadonlyMap<number, readonly PersonalValue[]>,
    { days, statuses, places }: Sifting,
  ): void {
    const { events } = append;
    const firstPlace = this.#held.count + 1;
    const taken: KeptEvent[] = [];
    for (let at = 0; at < events.length; at += 1) {
      const index = from + at;
      const event = events[at];
      if (event === undefined) continue;
      const values = personal.get(index);
      const set = this.#setOf(event.source, days[index] ?? 0);
      hashText(event.id, this.#words);
      const before = this.#find(set, event.id, { firstPlace, taken });
      if (before === undefined) {
        places[index] = firstPlace + taken.length;
        set.add(this.#words[0] ?? 0, this.#words[1] ?? 0, places[index] ?? 0);
        if (values !== undefined) this.#personal.set(places[index] ?? 0, values);
        taken.push(event);
      } else {
        places[index] = before.place;
        statuses[index] = this.#isRepeat(before, event, values) ? REPEAT : CONFLICT;
      }
    }
    if (taken.length === 0) return;
    const isWhole = taken.length === events.length;
    this.#held.add(isWhole && append.json !== undefined ? { json: append.json } : { events: taken }, taken.length);
  }

  #setOf(source: string, day: number): IdentitySet {
    if (source === this.#lastSource && day === this.#lastDay) return this.#lastSet;
    const name = `${day} ${source}`;
    let set = this.#sets.get(name);
    if (set === undefined) {
      set = new IdentitySet();
      this.#sets.set(name, set);
    }
    [this.#lastSource, this.#lastDay, this.#lastSet] = [source, day, set];
    return set;
  }

  /** The event with the id whose hash stands in `#words`: it decides, since ids that differ may share a hash. */
  #find(set: IdentitySet, id: string, open: { readonly firstPlace: number; readonly taken: readonly KeptEvent[] }): Before | undefined {
    const [low = 0, high = 0] = this.#words;
    for (let slot = set.first(low, high); slot !== -1; slot = set.next(slot, low, high)) {
      const place = set.placeAt(slot);
      const event = open.taken[place - open.firstPlace] ?? this.#held.at(place);
      if (event.id === id) return { place, event };
    }
    return undefined;
  }

  #isRepeat({ place, event: stored }: Before, event: KeptEvent, values: readonly PersonalValue[] | undefined): boolean {
    return saysTheSame(told(stored, this.#personal.get(place)), told(event, values), this.#sealer);
  }
}

function told(event: KeptEvent, personal: readonly PersonalValue[] = []): Told {
  return { line: lineOf(event), personal };
}

/** Personal values by path; `undefined` where there are none. */
export function personalObject(values: readonly Pick<PersonalValue, 'path' | 'value'>[]): JsonObject | undefined {
  // The values were written by `canonicalJson`.
  return values.length === 0 ? undefined : Object.fromEntries(values.map(({ path, value }) => [path, JSON.parse(value) as Json]));
}
