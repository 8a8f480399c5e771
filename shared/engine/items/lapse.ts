import type { Obligation } from '../../clock/index.ts';
import { ackedBy, effectiveMarks } from '../people/people.ts';
import { type EngineState, type Lapsed, openKey } from '../state.ts';
import { governingOf } from './governing.ts';
import type { Item } from './item.ts';

/** A breach stays in sight this long after it happened, although it is done, until somebody acknowledges it. */
const NEWS_MS = 15 * 60_000;
/** As many as a person could ever see to; of twice as many the older half goes, so that a long back-fill seldom sorts. */
const LAPSED_KEPT = 2_000;

/** Puts the broken obligations of an item where a desk lists them, or takes them from there. */
export function lapse(state: EngineState, item: Item): void {
  for (const obligation of item.obligations) {
    if (obligation.state !== 'broken') continue;
    const untilAtMs = inSightUntil(state, item, obligation);
    if (untilAtMs > state.nowAtMs) state.lapsed.set(openKey(obligation), { obligation, untilAtMs });
    else if (state.lapsed.size === 0 || !state.lapsed.delete(openKey(obligation))) continue;
    state.touched.note(obligation);
  }
  if (state.lapsed.size >= 2 * LAPSED_KEPT) dropOldest(state);
}

function inSightUntil(state: EngineState, item: Item, obligation: Obligation): number {
  if (!isDone(state, item, obligation)) return Number.POSITIVE_INFINITY;
  const newsUntilAtMs = (obligation.decidedAtMs as number) + NEWS_MS;
  return newsUntilAtMs > state.nowAtMs && ackedBy(item, obligation) === null ? newsUntilAtMs : Number.NEGATIVE_INFINITY;
}

/** Met after all, or finished for good by an event such as a cancellation, also where the due had passed before. */
function isDone(state: EngineState, item: Item, obligation: Obligation): boolean {
  if (obligation.metAtMs !== null) return true;
  const { broken } = governingOf(state, obligation);
  return effectiveMarks(item).some((mark) => broken.has(mark.type) && (obligation.nth === 1 || mark.atMs >= obligation.openedAtMs));
}

function dropOldest(state: EngineState): void {
  const decidedAtMs = ([, { obligation }]: readonly [string, Lapsed]) => obligation.decidedAtMs as number;
  const oldest = [...state.lapsed].sort((a, b) => decidedAtMs(a) - decidedAtMs(b) || (a[0] < b[0] ? -1 : 1));
  for (const [key, { obligation }] of oldest.slice(0, -LAPSED_KEPT)) {
    state.lapsed.delete(key);
    state.touched.note(obligation);
  }
}
