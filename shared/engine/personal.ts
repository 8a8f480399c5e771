import type { Json, JsonObject, KeptEvent } from '../event/index.ts';

/** What stands in the place of a personal value, sealed by the log or not: an object, which is no text that anything could show. */
const HIDDEN = { personal: true } as const satisfies JsonObject;

/** Inside `data`, the keys that lead to a value. */
type Path = readonly string[];

/**
 * Takes personal values out of an event before anything is made of it. The log has sealed those that were personal when they came; this
 * hides those that came before the book called them so, and those of logs that seal nothing. What is never in a state is in no view.
 * @param paths as a book's `personal:` gives them: `data.passenger`, or `customer.phone` for an attribute of a register kind.
 */
export function hidingPersonal(paths: readonly string[]): (event: KeptEvent) => KeptEvent {
  if (paths.length === 0) return (event) => event;
  const split = paths.map((path) => path.split('.'));
  const everywhere = split.filter(([root]) => root === 'data').map((path) => path.slice(1));
  const byKind = Map.groupBy(split, ([root = '']) => root);
  return (event) => {
    const { kind } = event.data;
    const ofKind = event.type === 'register.put' && typeof kind === 'string' && kind !== 'data' ? (byKind.get(kind) ?? []) : [];
    const data = [...everywhere, ...ofKind.map((path) => path.slice(1))].reduce(hidden, event.data);
    return data === event.data ? event : { ...event, data };
  };
}

/** The same object where there is nothing to hide. */
function hidden(data: JsonObject, [key, ...rest]: Path): JsonObject {
  if (key === undefined || !Object.hasOwn(data, key)) return data;
  if (rest.length === 0) return { ...data, [key]: HIDDEN };
  const outer = data[key] as Json;
  const inner = isObject(outer) ? hidden(outer, rest) : outer;
  return inner === outer ? data : { ...data, [key]: inner };
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
