import { type EngineState, governingOf, type Open, openKey, standsNow } from '../../engine/index.ts';
import { compareText } from '../../text/index.ts';
import { labelOf } from '../label.ts';
import { CREW_NEXT_MAX, type CrewNext } from './crew.ts';
import { crewPromises } from './crew-sites.ts';

/** What falls due next at a site: what its own deadlines have under it, or what a ratio of its own counts of others' (CREW-6). */
export function crewNext(state: EngineState, site: string): readonly CrewNext[] {
  const here = crewPromises(state).filter(({ id }) => state.groups.get(id)?.has(site) === true);
  const own = new Set(here.filter(({ kind }) => kind === 'deadline').map(({ id }) => id));
  const counted = new Set(here.map((promise) => (promise.kind === 'ratio' ? promise.of : null)));
  const next: CrewNext[] = [];
  for (const open of ahead(state, ({ promise, group }) => (own.has(promise) ? group === site : counted.has(promise)))) {
    if (!own.has(open.obligation.promise) && !isCounted(state, open, site)) continue;
    next.push(nextRow(state, open));
    if (next.length === CREW_NEXT_MAX) break;
  }
  return next;
}

function isCounted(state: EngineState, { obligation }: Open, site: string): boolean {
  return standsNow(state, obligation).some(({ group, isExcluded }) => group === site && !isExcluded);
}

/** What counts down of what may be meant, the soonest first. */
function ahead({ open, nowAtMs }: EngineState, isMeant: (obligation: Open['obligation']) => boolean): readonly Open[] {
  const running = [...open.values()].filter(
    ({ obligation }) => obligation.state === 'open' && (obligation.dueAtMs ?? 0) >= nowAtMs && isMeant(obligation),
  );
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
