import { assert } from '../../shared/error/index.ts';
import { type Batch, type KeptEvent, parseEvent } from '../../shared/event/index.ts';
import { inLineOrder } from './line.ts';

/** Events of one append: as they are, or as the JSON that they came in, which weighs less and costs the garbage collector nothing. */
export type Holding = { readonly events: readonly KeptEvent[] } | { readonly json: Uint8Array };

type Held = Holding & { readonly firstPlace: number; readonly count: number };

const UTF_8 = new TextDecoder('utf-8');

/** The events of a log in memory, by place. What is held as JSON is parsed when it is asked for. */
export class HeldEvents {
  readonly #batches: { readonly receivedAtMs: number; readonly parts: readonly Held[] }[] = [];
  #parts: Held[] = [];
  #count = 0;
  #read: { readonly held: Held; readonly events: readonly KeptEvent[] } | undefined;

  get count(): number {
    return this.#count;
  }

  /** Holds the events of an append, `count` of them. */
  add(holding: Holding, count: number): void {
    this.#parts.push({ ...holding, firstPlace: this.#count + 1, count });
    this.#count += count;
  }

  /** What was added since the last call is a batch. */
  endBatch(receivedAtMs: number): void {
    this.#batches.push({ receivedAtMs, parts: this.#parts });
    this.#parts = [];
  }

  *batches(): Generator<Batch> {
    for (const { receivedAtMs, parts } of this.#batches) {
      const firstPlace = parts[0]?.firstPlace ?? 0;
      yield { firstPlace, receivedAtMs, events: parts.flatMap((held) => eventsOf(held)) };
    }
  }

  at(place: number): KeptEvent {
    let held = this.#read?.held;
    if (held === undefined || !holds(held, place)) held = this.#holding(place);
    if (this.#read?.held !== held) this.#read = { held, events: eventsOf(held) };
    const event = this.#read.events[place - held.firstPlace];
    assert(event !== undefined, `the log in memory holds no place ${place}`);
    return event;
  }

  #holding(place: number): Held {
    const open = this.#parts.find((held) => holds(held, place));
    const found =
      open ?? this.#batches.findLast(({ parts }) => (parts[0]?.firstPlace ?? 0) <= place)?.parts.find((held) => holds(held, place));
    assert(found !== undefined, `the log in memory holds no place ${place}`);
    return found;
  }
}

function holds({ firstPlace, count }: Held, place: number): boolean {
  return place >= firstPlace && place < firstPlace + count;
}

function eventsOf(held: Held): readonly KeptEvent[] {
  if (!('json' in held)) return held.events.map(inLineOrder);
  return (JSON.parse(UTF_8.decode(held.json)) as unknown[]).map((raw) => parseEvent(raw));
}
