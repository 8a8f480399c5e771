import { type Book, type Count, type Deadline, type Ratio, versionAt } from '../../book/index.ts';
import type { EngineState } from '../../engine/index.ts';
import { type Bilingual, compareText } from '../../text/index.ts';
import { isOneOf, type Sites } from '../within.ts';
import type { CrewSites } from './crew.ts';

/** Sites that are listed at the most. */
const SITES_MAX = 1_000;
/** The line of all groups beyond the bound of a promise: it is nobody's. */
const OTHERS = '…';

/** The promises in force that sites keep: those judged by group, unless the group is a personal value or what is settled is money. */
export function crewPromises({ book, nowAtMs }: EngineState): readonly (Deadline | Ratio | Count)[] {
  return versionAt(book, nowAtMs).promises.filter(
    (promise): promise is Deadline | Ratio | Count =>
      promise.kind !== 'availability' &&
      promise.group !== null &&
      !isPersonal(book, promise.group.source) &&
      !(promise.kind === 'deadline' && promise.settles !== null),
  );
}

/** Every group that such a promise has a line for, with the promises that it keeps (CREW-1). */
export function crewSites(state: EngineState, banner: Bilingual | null, shown: Sites = 'all'): CrewSites {
  const sites = new Map<string, Bilingual[]>();
  for (const { id, short } of crewPromises(state))
    for (const site of state.groups.get(id)?.keys() ?? [])
      if (site !== OTHERS && isOneOf(shown, site)) sites.getOrInsertComputed(site, () => []).push(short);
  const named = [...sites].map(([site, promises]) => ({ site, promises })).sort((a, b) => compareText(a.site, b.site));
  return { sites: named.slice(0, SITES_MAX), banner };
}

/** Whether an expression reads a value that the book calls personal: `data.agent` is `item.agent` of an opening as well. */
function isPersonal({ personal }: Book, source: string): boolean {
  return personal.some((path) => source.includes(path) || source.includes(path.replace(/^data\./, 'item.')));
}
