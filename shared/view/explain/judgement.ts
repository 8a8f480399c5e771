import { zonedText } from '../../calendar/index.ts';
import type { Obligation } from '../../clock/index.ts';
import { type EngineState, governingOf, handoffsOf, ownerBy } from '../../engine/index.ts';
import { compareText } from '../../text/index.ts';
import { byPromise } from '../by-promise.ts';
import { ledgerEntries, ledgerLine } from '../money/ledger-line.ts';
import { availabilityWindowLines } from './availability-windows.ts';
import type { JudgeLine, ObligationLine } from './judge-line.ts';
import { promiseLines, windowLines } from './window-lines.ts';

/**
 * All that a state judges, without forecasts: obligations by promise, subject and nth; windows and then periods by promise,
 * group (none first) and start; what is owed in the order of the obligations, then in that of the windows. Texts are compared by code unit.
 * @throws KeptError VALUE_RANGE when too many empty windows lie between two that hold something.
 */
export function* judgementLines(state: EngineState): Generator<JudgeLine> {
  const owing: Obligation[] = [];
  for (const obligation of obligationsOf(state)) {
    yield obligationLine(state, obligation);
    if (obligation.state === 'broken' || state.hasClosings) owing.push(obligation);
  }
  yield* byPromise(windowLines(state), availabilityWindowLines(state));
  yield* promiseLines(state);
  for (const entry of ledgerEntries(state, owing)) yield ledgerLine(state, entry);
}

function* obligationsOf(state: EngineState): Generator<Obligation> {
  const items = [...state.items.values()].sort((a, b) => compareText(a.subject, b.subject));
  for (const promise of state.deadlines.toSorted(compareText)) {
    for (const item of items) for (const obligation of item.obligations) if (obligation.promise === promise) yield obligation;
  }
}

function obligationLine(state: EngineState, obligation: Obligation): ObligationLine {
  const { promise, subject, nth, group, openedAtMs, dueAtMs, metAtMs, state: verdict, unconfirmed, isProvisional } = obligation;
  const { zone } = governingOf(state, obligation).calendar;
  const isBook = state.book.versions[0]?.fromAtMs === 0; // Without versions the book itself holds from the beginning of time.
  return {
    kind: 'obligation',
    promise,
    subject,
    nth,
    group,
    opens: zonedText(zone, openedAtMs),
    due: dueAtMs === null ? null : zonedText(zone, dueAtMs),
    met: metAtMs === null ? null : zonedText(zone, metAtMs),
    state: verdict,
    version: isBook ? null : obligation.version,
    ...ownerOn(state, obligation),
    ...(obligation.stage === null ? {} : { stage: obligation.stage }),
    ...(unconfirmed ? { unconfirmed: true } : {}),
    ...(isProvisional ? { provisional: true } : {}),
  };
}

/** Of a promise that the first contact owns: who that is, once there was one, and how often the item was handed on (OBL-9). */
function ownerOn(state: EngineState, obligation: Obligation): Pick<ObligationLine, 'owner' | 'handoffs'> {
  const promise = governingOf(state, obligation);
  const item = state.items.get(obligation.subject);
  if (!promise.isOwnedByFirstContact || item === undefined) return {};
  const owner = ownerBy(promise, item);
  return { ...(owner === null ? {} : { owner }), handoffs: handoffsOf(item) };
}
