import { periodNameOf, type Tally } from '../measure/index.ts';
import { multiply, type Rational, rational, roundHalfUp } from '../number/index.ts';
import type { Change } from './change.ts';
import { askForSecond, promiseAt, windowKindOf } from './lines.ts';
import { closingVerdict } from './reckon-lines.ts';
import type { EngineState, Line } from './state.ts';
import { ONE_POINT, owesByWindow, type PointsFor, pointsNow, windowDebts } from './window-debts.ts';

/** What a window owes once it is over and missed, in minor units: the sum of its lines. */
export function windowOwedMinor(state: EngineState, line: Line, tally: Tally): number {
  const isOwed = state.nowAtMs >= tally.toAtMs && owesByWindow(state, line, tally) && closingVerdict(state, line, tally) === 'broken';
  return isOwed ? sumOf(state, line, tally, pointsNow(state, line, tally)) : 0;
}

/** What the window of now would owe if it ended as it stands, on what is billed so far (MON-4); 0 while it is not missed. */
export function provisionalMinor(state: EngineState, line: Line): number {
  const tally = line.current;
  const isOwed = owesByWindow(state, line) && closingVerdict(state, line, tally) === 'broken';
  return isOwed ? rememberedSum(state, line, 'as-it-stands', shownPoints(pointsNow(state, line, tally))) : 0;
}

/** What it would owe if it missed its target by one point. */
export function onePointMinor(state: EngineState, line: Line): number {
  return owesByWindow(state, line) ? rememberedSum(state, line, 'one-point', ONE_POINT) : 0;
}

/** Points to hundredths, for a screen: a mean that moves with every event does not make all bills be worked out again. */
function shownPoints(pointsFor: PointsFor): PointsFor {
  return (payment) => rational(roundHalfUp(multiply(pointsFor(payment), rational(100))), 100);
}

/** Screens ask many times a minute; the answer changes with the bills and with the points alone. */
function rememberedSum(state: EngineState, line: Line, what: 'as-it-stands' | 'one-point', pointsFor: PointsFor): number {
  const { remedies } = promiseAt(state, line.promise, line.current.fromAtMs);
  const points = remedies.map((remedy) => (remedy.kind === 'do' || remedy.per === 'obligation' ? '' : pointsText(pointsFor(remedy))));
  const key = `${line.current.fromAtMs} ${state.bills.revision} ${points.join()}`;
  const known = state.windowLedger.sums.get(`${what} ${line.id}`);
  if (known?.key === key) return known.minor;
  const minor = sumOf(state, line, line.current, pointsFor);
  state.windowLedger.sums.set(`${what} ${line.id}`, { key, minor });
  return minor;
}

function pointsText({ n, d }: Rational): string {
  return `${n}/${d}`;
}

function sumOf(state: EngineState, line: Line, tally: Tally, pointsFor: PointsFor): number {
  let sum = 0;
  for (const { minor } of windowDebts(state, line, tally, pointsFor)) sum += minor;
  return sum;
}

/** Writes what closed windows owe, where that is not what was written last: when they close, and when a late event turns them. */
export function settleWindows(state: EngineState, changes: Change[]): void {
  const { unsettled, billed, joined } = state.windowLedger;
  if (billed.size + joined.size > 0)
    for (const line of state.lines.values()) for (const tally of touchedTallies(state, line)) unsettled.set(tally, line);
  billed.clear();
  joined.clear();
  for (const [tally, line] of unsettled) settle(state, line, tally, changes);
  unsettled.clear();
}

/** What windows owe may have changed with a kind of the register that their payments read. */
export function noteRegister(state: EngineState, kind: unknown): void {
  state.bills.revision += 1;
  for (const promise of state.book.versions.flatMap((version) => version.promises)) {
    if (promise.kind === 'deadline') continue;
    const sources = promise.remedies.flatMap((remedy) => (remedy.kind === 'pay' && remedy.pay.kind === 'of' ? [remedy.pay.of.source] : []));
    const charges = promise.bill === null ? [] : [promise.bill.charges.source];
    if (![...sources, ...charges].some((source) => source.includes(`${kind}.`))) continue;
    state.windowLedger.joined.add(promise.id);
    askForSecond(state);
  }
}

/** The closed windows of a line whose bills have changed, or what its payments read in the register. */
function touchedTallies(state: EngineState, line: Line): readonly Tally[] {
  const isJoined = state.windowLedger.joined.has(line.promise);
  if (!isJoined && !state.billed.includes(line.promise)) return [];
  return [...line.tallies.values()].filter((tally) => {
    if (state.nowAtMs < tally.toAtMs) return false;
    if (isJoined) return true;
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
