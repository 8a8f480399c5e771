import { randomUUID } from 'node:crypto';
import { type Batch, type Json, type JsonObject, type KeptEvent, utcDayOf } from '../../shared/event/index.ts';
import type { AppendOptions, Clock, Log, LogHealth, Receipt } from '../ports/index.ts';
import { ACCEPTED, CONFLICT, type CommitRequest, type CommitResult, REPEAT } from './commit.ts';
import { cutTo } from './cut.ts';
import { GroupCommit } from './group-commit.ts';
import { Health } from './health.ts';
import { eventOfLine } from './line.ts';
import { saysTheSame, type Told } from './same-event.ts';
import { type PersonalValue, Sealer } from './sealing.ts';

export type MemoryLogOptions = { readonly clock: Clock; readonly personal?: readonly string[] };

/** A log without a disk, for tests and short runs: it keeps every line and a map of identities, the obvious way. */
export class MemoryLog implements Log {
  readonly epoch = randomUUID();
  readonly #sealer: Sealer;
  readonly #health = new Health();
  readonly #group: GroupCommit;
  readonly #batches: Batch[] = [];
  /** Entry at index i has place i + 1. */
  readonly #entries: Told[] = [];
  readonly #places = new Map<string, number>();

  constructor(options: MemoryLogOptions) {
    this.#sealer = new Sealer(options.personal ?? []);
    this.#group = new GroupCommit({
      clock: options.clock,
      sealer: this.#sealer,
      head: { place: 0, receivedAtMs: 0 },
      commit: async (request) => this.#commit(request),
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
    for (const batch of this.#batches) {
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
    return personalObject(this.#entries[place - 1]?.personal ?? []);
  }

  close(): Promise<void> {
    return this.#group.close();
  }

  #commit(request: CommitRequest): CommitResult {
    const firstPlace = this.#entries.length + 1;
    const lines = Buffer.from(request.body).toString('utf8').split('\n');
    const personal = Map.groupBy(request.personal, (value) => value.index);
    const statuses = new Uint8Array(lines.length);
    const places = new Float64Array(lines.length);
    const accepted: KeptEvent[] = [];
    lines.forEach((line, index) => {
      const event = eventOfLine(line);
      const told = { line, personal: personal.get(index) ?? [] };
      const identity = JSON.stringify([event.source, utcDayOf(event), event.id]);
      const before = this.#places.get(identity);
      const stored = before === undefined ? undefined : this.#entries[before - 1];
      if (before === undefined || stored === undefined) {
        this.#places.set(identity, this.#entries.push(told));
        accepted.push(event);
      }
      places[index] = before ?? this.#entries.length;
      statuses[index] = stored === undefined ? ACCEPTED : saysTheSame(stored, told, this.#sealer) ? REPEAT : CONFLICT;
    });
    const { receivedAtMs } = request;
    if (accepted.length === 0) return { firstPlace: 0, receivedAtMs, statuses, places };
    this.#batches.push({ firstPlace, receivedAtMs, events: accepted });
    return { firstPlace, receivedAtMs, statuses, places };
  }
}

/** Personal values by path; `undefined` where there are none. */
export function personalObject(values: readonly Pick<PersonalValue, 'path' | 'value'>[]): JsonObject | undefined {
  // The values were written by `canonicalJson`.
  return values.length === 0 ? undefined : Object.fromEntries(values.map(({ path, value }) => [path, JSON.parse(value) as Json]));
}
