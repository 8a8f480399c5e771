import type { Obligation } from '../clock/index.ts';
import { type EngineState, standsNow } from '../engine/index.ts';

/**
 * The sites whose part of a view is shown, by the names of their groups; all of it where nobody is bound to any. A site is what crew
 * pages call one: the group of a promise, be it a gate, a depot or an operator.
 */
export type Sites = 'all' | readonly string[];

/** Whether an obligation is of one of these sites: by its own group, or by that of a figure in which it counts. */
export function isWithin(state: EngineState, sites: Sites, obligation: Obligation): boolean {
  if (sites === 'all') return true;
  return isOneOf(sites, obligation.group) || standsNow(state, obligation).some(({ group }) => isOneOf(sites, group));
}

export function isOneOf(sites: Sites, group: string | null): boolean {
  return sites === 'all' || (group !== null && sites.includes(group));
}
