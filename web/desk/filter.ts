import type { DeskRow, State } from '../../shared/view/index.ts';

/** What rows are chosen by, one value at a time. */
export const FACETS = ['promise', 'group', 'tier', 'owner', 'incident'] as const;
export type Facet = (typeof FACETS)[number];

/** States that a row can be chosen by, worst first. */
export const FILTER_STATES = ['broken', 'likely', 'at-risk', 'no-data', 'on-track'] as const satisfies readonly State[];

/** Which rows are listed. Of a facet `null` is all, and the empty text is those without a value. */
export type Filter = {
  /** Every word of it must be found; upper and lower case are alike. */
  readonly find: string;
  /** None is all. */
  readonly states: readonly State[];
} & { readonly [F in Facet]: string | null };

export const NO_FILTER: Filter = { find: '', states: [], promise: null, group: null, tier: null, owner: null, incident: null };

/** How many rows each choice would list, with the other filters as they are. Every value that occurs is there, with 0 if need be. */
export type Counts = { readonly [F in Facet]: ReadonlyMap<string, number> } & { readonly state: ReadonlyMap<State, number> };
export type Found = { readonly rows: readonly DeskRow[]; readonly counts: Counts };

export function isFiltered(filter: Filter): boolean {
  return filter.find.trim() !== '' || filter.states.length > 0 || FACETS.some((facet) => filter[facet] !== null);
}

/** The value of a row that a facet goes by. */
export function facetValue(row: DeskRow, facet: Facet): string {
  return row[facet] ?? '';
}

/** The rows that pass, in the order given, and the counts of all choices, in one pass. */
export function filterRows(rows: readonly DeskRow[], filter: Filter): Found {
  const counts = {
    promise: new Map(),
    group: new Map(),
    tier: new Map(),
    owner: new Map(),
    incident: new Map(),
    state: new Map(),
  } satisfies Counts;
  const passed: DeskRow[] = [];
  const found = finder(filter.find);
  const states = new Set(filter.states);
  for (const row of rows) {
    const missed = found(row) ? missedBy(row, filter, states) : MANY;
    if (missed === null) passed.push(row);
    for (const facet of FACETS) add(counts[facet], facetValue(row, facet), missed === null || missed === facet);
    add(counts.state, row.state, missed === null || missed === 'state');
  }
  return { rows: passed, counts };
}

const MANY = 'many';
type Missed = Facet | 'state' | typeof MANY | null;

/** The one filter that a row fails, `null` when it passes all. */
function missedBy(row: DeskRow, filter: Filter, states: ReadonlySet<State>): Missed {
  let missed: Missed = states.size === 0 || states.has(row.state) ? null : 'state';
  for (const facet of FACETS) {
    const wanted = filter[facet];
    if (wanted === null || wanted === facetValue(row, facet)) continue;
    if (missed !== null) return MANY;
    missed = facet;
  }
  return missed;
}

function add<K>(counts: Map<K, number>, key: K, counted: boolean): void {
  counts.set(key, (counts.get(key) ?? 0) + (counted ? 1 : 0));
}

// A row is never changed, only replaced, so its words can be kept as long as it is.
const WORDS = new WeakMap<DeskRow, string>();

function finder(find: string): (row: DeskRow) => boolean {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return () => true;
  return (row) => {
    const text = WORDS.get(row) ?? textOf(row);
    return words.every((word) => text.includes(word));
  };
}

function textOf(row: DeskRow): string {
  const text = [row.label, row.title, row.subject, row.owner ?? ''].join(' ').toLowerCase();
  WORDS.set(row, text);
  return text;
}
