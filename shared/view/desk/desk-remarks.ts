import type { Judged, Obligation } from '../../clock/index.ts';
import { type EngineState, governingOf, handoffsOf, type Incident, type Item, incidentsOn } from '../../engine/index.ts';
import type { Text } from '../../text/index.ts';
import type { DeskDetail } from './desk.ts';

type Explained = { readonly item: Item; readonly obligation: Obligation; readonly judged: Judged };

/** What of an obligation its clock does not show: as figures, and as sentences to stand above it. */
export function deskRemarks(
  state: EngineState,
  { item, obligation, judged }: Explained,
): Pick<DeskDetail, 'ignoredOpenings' | 'handoffs' | 'incidents' | 'remarks'> {
  const ignoredOpenings = judged.round.ignored.length;
  const handoffs = governingOf(state, obligation).isOwnedByFirstContact ? handoffsOf(item) : null;
  const incidents = incidentsOn(state, item.subject);
  return {
    ignoredOpenings,
    handoffs,
    incidents,
    remarks: [
      ...incidents.map(incidentRemark),
      ...(isMetBefore(obligation) ? [{ key: 'desk.met-before' } as const] : []),
      ...ignoredRemark(ignoredOpenings),
      ...(handoffs === null ? [] : [{ key: 'desk.handoffs', args: { count: handoffs } } as const]),
    ],
  };
}

/** Met by what happened before it opened: nothing of its allowance was used (OBL-2). */
function isMetBefore({ state, metAtMs, openedAtMs }: Obligation): boolean {
  return state === 'kept' && metAtMs !== null && metAtMs < openedAtMs;
}

function ignoredRemark(count: number): readonly Text[] {
  if (count === 0) return [];
  return count === 1 ? [{ key: 'desk.ignored.one' }] : [{ key: 'desk.ignored.many', args: { count } }];
}

function incidentRemark({ id, title, cause, isOpen }: Incident): Text {
  const about = [title, cause].filter((text) => text !== '').join(' · ');
  const name = about === '' ? id : `${id} · ${about}`;
  return { key: isOpen ? 'desk.incident.open' : 'desk.incident.closed', args: { name } };
}
