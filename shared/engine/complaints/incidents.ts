import type { Mark } from '../../clock/index.ts';
import type { JsonObject } from '../../event/index.ts';
import type { Effect } from '../items/corrections.ts';
import type { Item } from '../items/item.ts';
import { itemIdOf } from '../items/item-id.ts';
import { noteOn } from '../items/refold.ts';
import { effectiveMarks } from '../people/people.ts';
import type { EngineState } from '../state.ts';

/** An incident that claims an item: what it is about, whether it is over, and since when it claims the item. */
export type Incident = {
  readonly id: string;
  /** What its `incident.opened` says; empty where that says nothing, or has not come. */
  readonly title: string;
  readonly cause: string;
  readonly isOpen: boolean;
  readonly sinceAtMs: number;
};

const LINKED = 'incident.linked';
const TYPES: ReadonlySet<string> = new Set(['incident.opened', LINKED, 'incident.closed']);

/** Types that say what incidents there are, and which items belong to them. */
export function isIncidentType(type: string): boolean {
  return TYPES.has(type);
}

/** Which items incidents claim, and since when: what their links say, in any order of arrival. */
export class IncidentClaims {
  readonly #claims = new Map<string, ReadonlyMap<string, number>>();
  readonly #byItem = new Map<string, Set<string>>();

  /** Puts what an incident claims in the place of what it claimed before. Gives the items of both. */
  put(incident: string, claims: ReadonlyMap<string, number>): ReadonlySet<string> {
    const before = this.#claims.get(incident) ?? new Map<string, number>();
    for (const item of before.keys()) this.#byItem.get(item)?.delete(incident);
    for (const item of claims.keys()) this.#byItem.getOrInsertComputed(item, () => new Set()).add(incident);
    if (claims.size > 0) this.#claims.set(incident, claims);
    else this.#claims.delete(incident);
    return new Set([...before.keys(), ...claims.keys()]);
  }

  data(): readonly (readonly [incident: string, claims: readonly (readonly [item: string, sinceAtMs: number])[]])[] {
    return [...this.#claims].map(([incident, claims]) => [incident, [...claims]]);
  }

  restore(data: ReturnType<IncidentClaims['data']>): void {
    for (const [incident, claims] of data) this.put(incident, new Map(claims));
  }

  /** The incidents that claim an item, each with the instant since when, in no order. */
  of(item: string): readonly (readonly [incident: string, sinceAtMs: number])[] {
    const incidents = this.#byItem.get(item);
    if (incidents === undefined) return [];
    return [...incidents].map((incident) => [incident, this.#claims.get(incident)?.get(item) as number]);
  }
}

function hasIncident(marks: readonly Mark[]): boolean {
  return marks.some(({ type }) => isIncidentType(type));
}

/** Takes in what a new mark changes about an incident: the items that it claims, or claimed, are shown anew. */
export function noteIncident(state: EngineState, incident: Item, { come, gone }: Effect): void {
  if (!hasIncident(come) && !hasIncident(gone)) return;
  const claims = new Map<string, number>();
  for (const { type, atMs, data } of effectiveMarks(incident)) {
    if (type !== LINKED) continue;
    for (const id of idsIn(data)) {
      const item = itemIdOf(state, id);
      if (!claims.has(item)) claims.set(item, atMs);
    }
  }
  for (const subject of state.incidents.put(incident.subject, claims)) {
    const item = state.items.get(subject);
    if (item === undefined) continue;
    item.place = state.place;
    noteOn(state, item);
  }
}

/** `about` is one item or a list of them. */
function idsIn({ about }: JsonObject): readonly string[] {
  const ids = Array.isArray(about) ? about : [about];
  return ids.filter((id) => typeof id === 'string');
}

/** The incidents that claim an item: those that are open first, then by since when they do. */
export function incidentsOn(state: EngineState, subject: string): readonly Incident[] {
  const incidents = state.incidents.of(subject).map(([id, sinceAtMs]) => incidentOf(state.items.get(id), { id, sinceAtMs }));
  return incidents.sort((a, b) => Number(b.isOpen) - Number(a.isOpen) || a.sinceAtMs - b.sinceAtMs || (a.id < b.id ? -1 : 1));
}

function incidentOf(item: Item | undefined, { id, sinceAtMs }: Pick<Incident, 'id' | 'sinceAtMs'>): Incident {
  const marks = item === undefined ? [] : effectiveMarks(item).filter(({ type }) => isIncidentType(type) && type !== LINKED);
  const { title, cause } = marks.findLast(({ type }) => type === 'incident.opened')?.data ?? {};
  return {
    id,
    title: typeof title === 'string' ? title : '',
    cause: typeof cause === 'string' ? cause : '',
    isOpen: marks.at(-1)?.type !== 'incident.closed',
    sinceAtMs,
  };
}
