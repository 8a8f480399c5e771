import { type EngineState, governingOf, ownerBy } from '../engine/index.ts';
import type { Json } from '../event/index.ts';
import { compareText } from '../text/index.ts';
import { tierOf } from '../view/index.ts';
import { LEAGUE_ROWS_MAX } from './ask.ts';
import type { DecidedItem } from './decided.ts';
import { moneyOf } from './promise-sum.ts';
import type { League, LeagueRow } from './week.ts';

type Sum = { kept: number; broken: number; owedMinor: number };
const TABLES = ['site', 'operator', 'tier'] as const;
type Table = (typeof TABLES)[number];

/** Groups that are told apart while items are counted: names beyond them come from a value that is no group. */
const GROUPS_MAX = 5_000;
const REST = '';
/** What events call who does the work, the first that is there. */
const OPERATOR_KEYS = ['operator', 'carrier', 'agency', 'queue', 'team'];

/** Items by the site, the operator and the tier that they say they are of (REV-4). */
export class LeagueTables {
  readonly #state: EngineState;
  readonly #sums: { readonly [table in Table]: Map<string, Sum> } = { site: new Map(), operator: new Map(), tier: new Map() };

  constructor(state: EngineState) {
    this.#state = state;
  }

  take(decided: DecidedItem): void {
    const { state } = decided.obligation;
    if (state !== 'kept' && state !== 'broken') return;
    const { owedMinor } = moneyOf(decided.entries);
    const keys = keysOf(this.#state, decided);
    for (const table of TABLES) {
      const key = keys[table];
      if (key === null) continue;
      const sums = this.#sums[table];
      const sum = sums.getOrInsertComputed(sums.size < GROUPS_MAX || sums.has(key) ? key : REST, emptySum);
      sum[state] += 1;
      sum.owedMinor += owedMinor;
    }
  }

  get league(): League {
    return { site: rowsOf(this.#sums.site), operator: rowsOf(this.#sums.operator), tier: rowsOf(this.#sums.tier) };
  }
}

function keysOf(state: EngineState, { item, obligation }: DecidedItem): { readonly [table in Table]: string | null } {
  const { opening, group } = obligation;
  const promise = governingOf(state, obligation);
  const operator = OPERATOR_KEYS.map((key) => textOf(opening[key])).find((text) => text !== null);
  return { site: textOf(opening['site']) ?? group, operator: operator ?? ownerBy(promise, item), tier: tierOf(state, obligation, promise) };
}

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function emptySum(): Sum {
  return { kept: 0, broken: 0, owedMinor: 0 };
}

/** The smallest share kept first; what is beyond the bound is one row without a name. */
function rowsOf(sums: ReadonlyMap<string, Sum>): readonly LeagueRow[] {
  const rows = [...sums].map(([key, sum]) => rowOf(key, sum)).sort(byShare);
  if (rows.length <= LEAGUE_ROWS_MAX && !sums.has(REST)) return rows;
  const named = rows.filter(({ key }) => key !== REST);
  const most = new Set(named.toSorted((a, b) => b.kept + b.broken - a.kept - a.broken).slice(0, LEAGUE_ROWS_MAX - 1));
  const rest = emptySum();
  for (const row of rows.filter((each) => !most.has(each))) {
    rest.kept += row.kept;
    rest.broken += row.broken;
    rest.owedMinor += row.owedMinor;
  }
  return [...rows.filter((row) => most.has(row)), rowOf(null, rest)];
}

function rowOf(key: string | null, sum: Sum): LeagueRow {
  const { kept, broken, owedMinor } = sum;
  return { key, kept, broken, keptShare: kept + broken === 0 ? null : kept / (kept + broken), owedMinor };
}

function byShare(a: LeagueRow, b: LeagueRow): number {
  return (a.keptShare ?? 1) - (b.keptShare ?? 1) || b.broken - a.broken || compareText(a.key ?? '', b.key ?? '');
}
