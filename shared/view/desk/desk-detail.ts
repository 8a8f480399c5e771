import { explainedSpans, type Obligation } from '../../clock/index.ts';
import { type EngineState, effectiveMarks, governingOf, type Item, judgedOf, obligationNamed, openKey } from '../../engine/index.ts';
import { instantOf } from '../../event/index.ts';
import type { Bilingual } from '../../text/index.ts';
import { clampChance } from '../chance.ts';
import { isWithin, type Sites } from '../within.ts';
import { DESK_EVENTS_MAX, type DeskDetail } from './desk.ts';
import { deskComplaints } from './desk-complaints.ts';
import { deskEvent } from './desk-event.ts';
import { deskRemarks } from './desk-remarks.ts';
import { deskRow } from './desk-row.ts';
import { remedyLines } from './remedy-lines.ts';

/** One obligation explained as of the state's time, whether a desk lists it or not; `null` when there is none of this id at these sites. */
export function deskDetail(state: EngineState, id: string, sites: Sites = 'all'): DeskDetail | null {
  const named = obligationNamed(state, id);
  if (named === null || !isWithin(state, sites, named.obligation)) return null;
  const { item } = named;
  const open = state.open.get(id) ?? null;
  const obligation = open?.obligation ?? named.obligation;
  const promise = governingOf(state, obligation);
  const judged = judgedOf(state, obligation);
  const { round, bench } = judged;
  return {
    row: deskRow(state, { item, obligation, open }),
    says: promise.says,
    version: state.book.versions[0]?.fromAtMs === 0 ? '' : obligation.version,
    openedAtMs: obligation.openedAtMs,
    scheduledAtMs: obligation.scheduledAtMs,
    metAtMs: obligation.metAtMs,
    expectedAtMs: obligation.metAtMs === null ? expectedAt(item) : null,
    isProvisional: obligation.isProvisional,
    excluded: obligation.reason,
    complaints: deskComplaints(state, item.subject, obligation.promise),
    ...deskRemarks(state, { item, obligation, judged }),
    spans: explainedSpans(round, bench, state.nowAtMs),
    forecast: forecastOf(state, id, obligation),
    warning: warningOn(state, id),
    remedies: remedyLines(state, obligation),
    events: item.marks
      .slice(-DESK_EVENTS_MAX)
      .reverse()
      .map((mark) => deskEvent(mark, round.ignored)),
    eventsTotal: item.marks.length,
    also: alsoOn(state, item, { obligation, sites }),
  };
}

/** What the source said last of when it will be done. */
function expectedAt(item: Item): number | null {
  const expected = effectiveMarks(item).findLast(({ data }) => typeof data['expected'] === 'string')?.data['expected'];
  return typeof expected === 'string' ? instantOf(expected) : null;
}

function forecastOf(state: EngineState, id: string, obligation: Obligation): DeskDetail['forecast'] {
  const forecast = obligation.state === 'open' ? state.open.get(id)?.forecast : null;
  return forecast == null ? null : { chance: clampChance(forecast.chance), why: forecast.driver };
}

function warningOn({ warnings }: EngineState, id: string): DeskDetail['warning'] {
  const warning = warnings.on(id);
  if (warning === undefined) return null;
  const { raisedAtMs, by, chance, threshold, breaksAtMs, driver } = warning;
  return { raisedAtMs, by, chance: clampChance(chance), threshold, breaksAtMs, driver };
}

type Shown = { readonly obligation: Obligation; readonly sites: Sites };

/** Other promises on the item, and the whole or the other stages of this one. */
function alsoOn(state: EngineState, item: Item, { obligation, sites }: Shown): DeskDetail['also'] {
  const { promise, nth, stage } = obligation;
  return item.obligations
    .filter((other) => isWithin(state, sites, other))
    .filter((other) => (other.promise === promise ? other.nth === nth && other.stage !== stage : other.stage === null))
    .map((other) => ({ id: openKey(other), short: shortOf(state, other), state: standingOf(state, other) }));
}

function shortOf(state: EngineState, obligation: Obligation): Bilingual {
  const { short } = governingOf(state, obligation);
  const { stage } = obligation;
  return stage === null ? short : { en: `${short.en} · ${stage}`, zh: `${short.zh} · ${stage}` };
}

function standingOf(state: EngineState, obligation: Obligation): DeskDetail['also'][number]['state'] {
  if (obligation.state !== 'open' && obligation.state !== 'stopped') return obligation.state;
  const open = state.open.get(openKey(obligation));
  return open === undefined || open.forecast === null ? 'open' : open.rung.state;
}
