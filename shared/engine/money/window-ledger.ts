import { multiply, type Rational, rational, roundHalfUp } from '../../number/index.ts';
import { workedPayment } from '../../remedy/index.ts';
import type { EngineState } from '../state.ts';
import type { WindowStand } from '../windows/window-stand.ts';
import { ONE_POINT, type PointsFor, pointsNow, windowDebts } from './window-debts.ts';

/** Whether a window makes lines: over, and missed. */
export function isOwingWindow({ nowAtMs }: EngineState, { window, isMissed }: WindowStand): boolean {
  return isMissed && window.toAtMs <= nowAtMs;
}

/** What the window of now would owe if it ended as it stands, on what is billed so far (MON-4); 0 while it is not missed. */
export function provisionalMinor(state: EngineState, stand: WindowStand): number {
  return stand.isMissed ? rememberedSum(state, stand, 'as-it-stands', shownPoints(pointsNow(stand))) : 0;
}

/** What it would owe if it missed its target by one point. */
export function onePointMinor(state: EngineState, stand: WindowStand): number {
  const ofCases = stand.isMissed ? 0 : oneCaseMinor(state, stand);
  return rememberedSum(state, stand, 'one-point', ONE_POINT) + ofCases;
}

/** What the first complaint above a limit would owe as far as the book alone says. */
function oneCaseMinor({ book }: EngineState, { terms }: WindowStand): number {
  const grounds = { scope: { data: {}, item: {} }, currency: book.currency, points: null };
  return terms.remedies.reduce((sum, remedy) => {
    const isOwed = remedy.kind === 'pay' && remedy.per === 'complaint' && remedy.after === null && !remedy.isInternal;
    return isOwed ? sum + workedPayment(remedy, grounds).minor : sum;
  }, 0);
}

/** Points to hundredths, for a screen: a mean that moves with every event does not make all bills be worked out again. */
function shownPoints(pointsFor: PointsFor): PointsFor {
  return (payment) => rational(roundHalfUp(multiply(pointsFor(payment), rational(100))), 100);
}

/** Screens ask many times a minute; the answer changes with the bills, the register and the points alone. */
function rememberedSum(state: EngineState, stand: WindowStand, what: 'as-it-stands' | 'one-point', pointsFor: PointsFor): number {
  const { id, terms, window, opening } = stand;
  const points = terms.remedies.map((remedy) =>
    remedy.kind === 'do' || !remedy.per.startsWith('percentage') ? '' : pointsText(pointsFor(remedy)),
  );
  const key = `${window.fromAtMs} ${state.bills.revision} ${points.join()}`;
  const known = state.windowLedger.sums.get(`${what} ${id}`);
  if (known?.key === key && known.of === opening.data) return known.minor;
  const minor = sumOf(state, stand, pointsFor);
  state.windowLedger.sums.set(`${what} ${id}`, { key, of: opening.data, minor });
  return minor;
}

function pointsText({ n, d }: Rational): string {
  return `${n}/${d}`;
}

function sumOf(state: EngineState, stand: WindowStand, pointsFor: PointsFor): number {
  let sum = 0;
  for (const { remedy, minor } of windowDebts(state, stand, pointsFor)) if (!remedy.isInternal) sum += minor;
  return sum;
}
