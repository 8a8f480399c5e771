import { type EngineState, governingOf, type Open, openKey, standsNow } from '../engine/index.ts';
import { compareText } from '../text/index.ts';
import { CREW_NEXT_MAX, type CrewNext } from './crew.ts';
import { crewPromises } from './crew-sites.ts';
import { labelOf } from './label.ts';

/** What falls due next at a site: what a promise of its own has under it, or what a ratio of its own counts (CREW-6). */
export function crewNext(state: EngineState, site: string): readonly CrewNext[] {
  const here = crewPromises(state).filter(({ id }) => state.groups.get(id)?.has(site) === true);
  const own = new Set(here.filter(({ kind }) => kind === 'deadline').map(({ id }) => id));
  const counted = new Set(here.map((promise) => (promise.kind === 'ratio' ? promise.of : null)));
  const isHere = ({ obligation }: Open) =>
    (own.has(obligation.promise) && obligation.group === site) ||
    (counted.has(obligation.promise) && standsNow(state, obligation).some(({ group, isExcluded }) => group === site && !isExcluded));
  const next: CrewNext[] = [];
  for (const open of ahead(state)) {
    if (!isHere(open)) continue;
    next.push(nextRow(state, open));
    if (next.length === CREW_NEXT_MAX) break;
  }
  return next;
}

/** What counts down, the soonest first. */
function ahead({ open, nowAtMs }: EngineState): readonly Open[] {
  const running = [...open.values()].filter(({ obligation: { state, dueAtMs } }) => state === 'open' && (dueAtMs ?? 0) >= nowAtMs);
  return running.sort((a, b) => dueOf(a) - dueOf(b) || compareText(a.obligation.subject, b.obligation.subject));
}

function dueOf({ obligation }: Open): number {
  return obligation.dueAtMs ?? 0;
}

function nextRow(state: EngineState, open: Open): CrewNext {
  const { obligation, rung } = open;
  const { subject, stage } = obligation;
  const { short } = governingOf(state, obligation);
  return { id: openKey(obligation), short, label: labelOf(subject, stage), state: rung.state, dueAtMs: dueOf(open) };
}
