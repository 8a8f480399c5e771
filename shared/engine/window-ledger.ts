import { periodNameOf, type Tally } from '../measure/index.ts';
import type { Change } from './change.ts';
import { promiseAt, windowKindOf } from './lines.ts';
import { closingVerdict } from './reckon-lines.ts';
import type { EngineState, Line } from './state.ts';
import { ONE_POINT, owesByWindow, type PointsFor, pointsNow, windowDebts } from './window-debts.ts';

/** What a window owes once it is over and missed, in minor units: the sum of its lines. */
export function windowOwedMinor(state: EngineState, line: Line, tally: Tally): number {
  const isOwed = state.nowAtMs >= tally.toAtMs && owesByWindow(state, line, tally) && closingVerdict(state, line, tally) === 'broken';
  return isOwed ? sumOf(state, line, tally, pointsNow(state, line, tally)) : 0;
}

/** What the window of now would owe if it ended as it stands, and if it missed by one point: on what is billed so far (MON-4). */
export function provisionalMinor(state: EngineState, line: Line): { readonly asItStands: number; readonly atOnePoint: number } {
  const tally = line.current;
  if (!owesByWindow(state, line, tally)) return { asItStands: 0, atOnePoint: 0 };
  const isMissed = closingVerdict(state, line, tally) === 'broken';
  return {
    asItStands: isMissed ? rememberedSum(state, line, pointsNow(state, line, tally)) : 0,
    atOnePoint: rememberedSum(state, line, ONE_POINT),
  };
}

/** Screens ask many times a minute; the answer changes with the bills and with the points alone. */
function rememberedSum(state: EngineState, line: Line, pointsFor: PointsFor): number {
  const { remedies } = promiseAt(state, line.promise, line.current.fromAtMs);
  const points = remedies.map((remedy) => (remedy.kind === 'do' || remedy.per === 'obligation' ? '' : pointsText(pointsFor(remedy))));
  const id = `${line.id}${pointsFor === ONE_POINT ? ' 1' : ''}`;
  const key = `${line.current.fromAtMs} ${state.bills.revision} ${points.join()}`;
  const known = state.windowLedger.sums.get(id);
  if (known?.key === key) return known.minor;
  const minor = sumOf(state, line, line.current, pointsFor);
  state.windowLedger.sums.set(id, { key, minor });
  return minor;
}

function pointsText({ n, d }: { readonly n: bigint; readonly d: bigint }): string {
  return `${n}/${d}`;
}

function sumOf(state: EngineState, line: Line, tally: Tally, pointsFor: PointsFor): number {
  let sum = 0;
  for (const { minor } of windowDebts(state, line, tally, pointsFor)) sum += minor;
  return sum;
}

/** Writes what closed windows owe, where that is not what was written last: when they close, and when a late event turns them. */
export function settleWindows(state: EngineState, changes: Change[]): void {
  const { unsettled, billed } = state.windowLedger;
  if (billed.size > 0) for (const line of state.lines.values()) for (const tally of billedTallies(state, line)) unsettled.set(tally, line);
  billed.clear();
  for (const [tally, line] of unsettled) settle(state, line, tally, changes);
  unsettled.clear();
}

/** The closed windows of a line whose bills have changed. */
function billedTallies(state: EngineState, line: Line): readonly Tally[] {
  if (!state.billed.includes(line.promise)) return [];
  return [...line.tallies.values()].filter((tally) => {
    if (state.nowAtMs < tally.toAtMs) return false;
    const promise = promiseAt(state, line.promise, tally.fromAtMs);
    return state.windowLedger.billed.has(`${line.promise} ${periodNameOf(windowKindOf(promise), promise.calendar.zone, tally)}`);
  });
}

function settle(state: EngineState, line: Line, tally: Tally, changes: Change[]): void {
  const { written } = state.windowLedger;
  const owed = windowOwedMinor(state, line, tally);
  const amountMinor = owed - (written.get(tally) ?? 0);
  if (amountMinor === 0) return;
  if (owed === 0) written.delete(tally);
  else written.set(tally, owed);
  changes.push({
    kind: 'ledger',
    promise: line.promise,
    subject: line.id,
    nth: 1,
    line: amountMinor > 0 ? 'owed' : 'contra',
    amountMinor,
    windowFromAtMs: tally.fromAtMs,
    atMs: state.nowAtMs,
  });
}
