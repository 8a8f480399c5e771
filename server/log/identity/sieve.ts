import { ACCEPTED, CONFLICT, type CommitRequest, REPEAT } from '../commit.ts';
import type { PersonalValue, Sealer } from '../erase/sealing.ts';
import { keyEnd, lineEnds } from '../line.ts';
import type { StoredBodies } from '../stored-bodies.ts';
import type { IdentityCache } from './identity-cache.ts';
import type { IdentityHash } from './identity-hash.ts';
import type { IdentitySet } from './identity-set.ts';
import { saysTheSame, type Told } from './same-event.ts';

/** The identities that a group adds to one (source, UTC day): three words each, hash low, hash high, index in the batch. */
export type Touched = { readonly source: string; readonly day: number; readonly set: IdentitySet; readonly keys: number[] };

/** Which events of a group are new. */
export type Sifted = {
  readonly statuses: Uint8Array;
  readonly places: Float64Array;
  /** Lines of the accepted events, in order. */
  readonly accepted: readonly Line[];
  readonly touched: readonly Touched[];
};

/** One line inside a body; the identity lies in `[from, keyTo)`. */
export type Line = { readonly index: number; readonly body: Buffer; readonly from: number; readonly keyTo: number; readonly to: number };

type Look = { readonly line: Line; readonly touched: Touched; readonly low: number; readonly high: number };

export type SieveParts = {
  readonly cache: IdentityCache;
  readonly bodies: Pick<StoredBodies, 'holding'>;
  readonly hash: IdentityHash;
  readonly sealer: Sealer;
  /** Personal values of an entry that was written earlier. */
  readonly personalOf: (place: number) => readonly PersonalValue[];
};

/** Tells new events from repeats and conflicts (LOG-1), against the record and against the group itself. */
export class Sieve {
  readonly #parts: SieveParts;

  constructor(parts: SieveParts) {
    this.#parts = parts;
  }

  /** Adds what is new to the identities in memory; `forget` takes it back when the commit fails. */
  sift(request: CommitRequest, firstPlace: number): Sifted {
    const sifting = new Sifting(this.#parts, request, firstPlace);
    try {
      return sifting.run();
    } catch (cause) {
      // A half-sifted group would leave identities behind of events that were never written.
      this.forget(sifting.touched);
      throw cause;
    }
  }

  forget(touched: readonly Touched[]): void {
    for (const { source, day } of touched) this.#parts.cache.forget(source, day);
  }
}

class Sifting {
  readonly #parts: SieveParts;
  readonly #request: CommitRequest;
  readonly #firstPlace: number;
  readonly #body: Buffer;
  readonly #personal: ReadonlyMap<number, readonly PersonalValue[]>;
  /** By source, as an index into those of the request, and day. */
  readonly #touched = new Map<number, Touched>();
  readonly #accepted: Line[] = [];
  readonly #words = new Uint32Array(2);

  constructor(parts: SieveParts, request: CommitRequest, firstPlace: number) {
    this.#parts = parts;
    this.#request = request;
    this.#firstPlace = firstPlace;
    this.#body = bufferOver(request.body);
    this.#personal = Map.groupBy(request.personal, (value) => value.index);
  }

  get touched(): readonly Touched[] {
    return [...this.#touched.values()];
  }

  run(): Sifted {
    const ends = lineEnds(this.#body);
    const looks = this.#looks(ends);
    const statuses = new Uint8Array(ends.length);
    const places = new Float64Array(ends.length);
    for (const { line, touched, low, high } of looks) {
      const { index } = line;
      const before = this.#find(touched.set, line, low, high);
      if (before === undefined) {
        places[index] = this.#firstPlace + this.#accepted.length;
        touched.keys.push(low, high, this.#accepted.length);
        touched.set.add(low, high, places[index] ?? 0);
        this.#accepted.push(line);
        statuses[index] = ACCEPTED;
      } else {
        places[index] = before.place;
        statuses[index] = this.#isRepeat(before, line) ? REPEAT : CONFLICT;
      }
    }
    return { statuses, places, accepted: this.#accepted, touched: this.touched };
  }

  /** Where to look for each identity. All slots are read once here, since the processor fetches many at a time and in a search one after another. */
  #looks(ends: Uint32Array): readonly Look[] {
    const { sourceOf, days } = this.#request;
    const looks: Look[] = [];
    for (let index = 0; index < ends.length; index += 1) {
      const line = lineAt(this.#body, ends, index);
      this.#parts.hash(line.body, line.from, line.keyTo, this.#words);
      const [low = 0, high = 0] = this.#words;
      looks.push({ line, touched: this.#touch(sourceOf[index] ?? 0, days[index] ?? 0), low, high });
    }
    for (const { touched, low } of looks) touched.set.fetch(low);
    return looks;
  }

  #touch(sourceIndex: number, day: number): Touched {
    const { sources } = this.#request;
    const name = day * sources.length + sourceIndex;
    let touched = this.#touched.get(name);
    if (touched === undefined) {
      const source = sources[sourceIndex] ?? '';
      touched = { source, day, set: this.#parts.cache.setOf(source, day), keys: [] };
      this.#touched.set(name, touched);
    }
    return touched;
  }

  /** The entry with the same identity: equal hashes alone say nothing, the identity in the line decides. */
  #find(set: IdentitySet, line: Line, low: number, high: number): { readonly place: number; readonly line: Line } | undefined {
    for (let slot = set.first(low, high); slot !== -1; slot = set.next(slot, low, high)) {
      const place = set.placeAt(slot);
      const other = this.#lineOf(place);
      if (other !== undefined && sameBytes(other.body, other.from, other.keyTo, line, line.keyTo)) return { place, line: other };
    }
    return undefined;
  }

  #lineOf(place: number): Line | undefined {
    if (place >= this.#firstPlace) return this.#accepted[place - this.#firstPlace];
    const stored = this.#parts.bodies.holding(place);
    return lineAt(stored.body, stored.ends, place - stored.firstPlace);
  }

  #isRepeat(before: { readonly place: number; readonly line: Line }, line: Line): boolean {
    if (sameBytes(before.line.body, before.line.from, before.line.to, line, line.to)) return true;
    const earlier = before.place >= this.#firstPlace ? this.#personalIn(before.line) : this.#parts.personalOf(before.place);
    return saysTheSame(told(before.line, earlier), told(line, this.#personalIn(line)), this.#parts.sealer);
  }

  #personalIn(line: Line): readonly PersonalValue[] {
    return this.#personal.get(line.index) ?? [];
  }
}

export function bufferOver(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function lineAt(body: Buffer, ends: Uint32Array, index: number): Line {
  const from = index === 0 ? 0 : (ends[index - 1] ?? 0) + 1;
  return { index, body, from, keyTo: keyEnd(body, from), to: ends[index] ?? 0 };
}

function sameBytes(other: Buffer, from: number, to: number, line: Line, lineTo: number): boolean {
  return to - from === lineTo - line.from && other.compare(line.body, line.from, lineTo, from, to) === 0;
}

function told(line: Line, personal: readonly PersonalValue[]): Told {
  return { line: line.body.toString('utf8', line.from, line.to), personal };
}
