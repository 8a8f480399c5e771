import { createHash, randomBytes } from 'node:crypto';
import type { Json, JsonObject, KeptEvent } from '../../../shared/event/index.ts';

/** A value that was taken out of an event: where it stood (`data.passenger`), its salt, and itself as canonical JSON. */
export type PersonalValue = { readonly path: string; readonly salt: string; readonly value: string };

export type Sealed = { readonly event: KeptEvent; readonly personal: readonly PersonalValue[] };

const SALT_BYTES = 16;
const NOTHING: readonly PersonalValue[] = [];

/**
 * Takes personal values out of events. In the place of each stands `{"sealed": base64url(sha256(salt + canonical JSON))}`,
 * so the event can be kept and hashed for ever while the value can be erased.
 */
export class Sealer {
  /** Paths inside `data` of any event. */
  readonly #everywhere: readonly (readonly string[])[];
  /** Paths inside `data` of `register.put` events, by `data.kind`. */
  readonly #byKind: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly #random: (bytes: number) => Buffer;

  /** @param paths as a book's `personal:` gives them: `data.passenger`, or `customer.phone` for an attribute of a register kind. */
  constructor(paths: readonly string[], random: (bytes: number) => Buffer = randomBytes) {
    // A shorter path first: what lies inside an already sealed value is sealed with it.
    const split = paths.map((path) => path.split('.')).sort((a, b) => a.length - b.length);
    this.#everywhere = split.filter((path) => path[0] === 'data').map((path) => path.slice(1));
    this.#byKind = Map.groupBy(
      split.filter((path) => path[0] !== 'data'),
      (path) => path[0] ?? '',
    );
    this.#random = random;
  }

  /** Whether no field of any event is personal. */
  get isIdle(): boolean {
    return this.#everywhere.length === 0 && this.#byKind.size === 0;
  }

  seal(event: KeptEvent): Sealed {
    let data = event.data;
    let personal: PersonalValue[] | undefined;
    for (const path of this.pathsIn(event)) {
      const value = valueAt(data, path);
      if (value === undefined) continue;
      const salt = this.#random(SALT_BYTES).toString('base64url');
      const text = canonicalJson(value);
      data = withValue(data, path, { sealed: createHash('sha256').update(salt).update(text).digest('base64url') });
      personal ??= [];
      personal.push({ path: `data.${path.join('.')}`, salt, value: text });
    }
    return personal === undefined ? { event, personal: NOTHING } : { event: { ...event, data }, personal };
  }

  /** Paths inside `data` that are personal in this event. */
  pathsIn(event: KeptEvent): readonly (readonly string[])[] {
    if (event.type !== 'register.put' || this.#byKind.size === 0) return this.#everywhere;
    const kind = event.data['kind'];
    const ofKind = typeof kind === 'string' ? this.#byKind.get(kind) : undefined;
    return ofKind === undefined ? this.#everywhere : [...this.#everywhere, ...ofKind.map((path) => path.slice(1))];
  }
}

/** JSON with keys sorted at every level, so that equal values have equal texts. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}

/** The value at a path, `undefined` where there is none. */
export function valueAt(data: JsonObject, path: readonly string[]): Json | undefined {
  let value: Json | undefined = data;
  for (const key of path) {
    if (value === undefined || !isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/** A copy with the value at a path replaced, or removed when `undefined` is given; without such a place, the same. */
export function withValue(data: JsonObject, path: readonly string[], value: Json | undefined): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined || !Object.hasOwn(data, key)) return data;
  const inner = data[key];
  const next = rest.length === 0 ? value : inner !== undefined && isObject(inner) ? withValue(inner, rest, value) : inner;
  const entries = Object.entries(data).flatMap(([name, old]): [string, Json][] => {
    if (name !== key) return [[name, old]];
    return next === undefined ? [] : [[name, next]];
  });
  return Object.fromEntries(entries);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
