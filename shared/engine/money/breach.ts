import type { Deadline } from '../../book/index.ts';
import { type Mark, type Obligation, withoutReplaced } from '../../clock/index.ts';
import { compareText } from '../../text/index.ts';
import { type Complaint, complaintOf } from '../complaints/complaint.ts';
import { governingOf } from '../items/governing.ts';
import type { EngineState } from '../state.ts';
import type { Breach } from './claims.ts';

/** Whether an obligation owes what its promise says: broken for certain (FEED-2), and no step of another (OBL-10). */
export function isOwing({ state, unconfirmed, stage }: Obligation): boolean {
  return state === 'broken' && !unconfirmed && stage === null;
}

/** What a breach is looked at with: the rounds beside it, and up to which instant events are known; `null` for all. */
export type Sight = { readonly rounds: readonly Obligation[]; readonly untilMs: number | null };

/** An obligation as a breach, whether it is broken or not: what its lines are made from. */
export function breachOf(state: EngineState, obligation: Obligation, sight: Sight): Breach {
  const { subject, opening, openedAtMs, decidedAtMs } = obligation;
  const { remedies, item }: Deadline = governingOf(state, obligation);
  const bare = { remedies, item, opening: { subject, data: opening }, openedAtMs, atMs: decidedAtMs ?? openedAtMs };
  if (remedies.every(({ after, per }) => after === null && per !== 'complaint')) return { ...bare, marks: [], complaints: [] };
  const marks = known(state.items.get(subject)?.marks ?? [], sight);
  return {
    ...bare,
    marks: marks.filter(({ atMs, data }) => isAbout(obligation, sight.rounds, atMs, numberIn(data))),
    complaints: complaintsAbout(state, obligation, sight),
  };
}

function complaintsAbout(state: EngineState, obligation: Obligation, sight: Sight): readonly Complaint[] {
  const found = [...state.complaints.of(obligation.subject)].map((subject) =>
    complaintOf(subject, known(state.items.get(subject)?.marks ?? [], sight)),
  );
  return found
    .filter((complaint) => complaint !== null)
    .filter(({ promise }) => promise === null || promise === obligation.promise)
    .filter(({ filedAtMs, heardAtMs, nth }) => isAbout(obligation, sight.rounds, filedAtMs ?? heardAtMs, nth))
    .sort((a, b) => a.heardAtMs - b.heardAtMs || compareText(a.subject, b.subject));
}

/**
 * Whether something that happened is about this round of several: the one that it names, else the last breach that had opened by
 * then, else the first breach.
 */
export function isAbout({ promise, nth }: Obligation, rounds: readonly Obligation[], atMs: number, named: number | null): boolean {
  if (named !== null) return named === nth;
  const breaches = rounds.filter((round) => round.promise === promise && round.stage === null && (round.nth === nth || isOwing(round)));
  if (breaches.length <= 1) return true;
  const last = breaches.findLast(({ openedAtMs }) => openedAtMs <= atMs) ?? breaches[0];
  return last?.nth === nth;
}

function known(marks: readonly Mark[], { untilMs }: Sight): readonly Mark[] {
  return withoutReplaced(untilMs === null ? marks : marks.filter(({ atMs }) => atMs <= untilMs));
}

export function numberIn({ nth }: Mark['data']): number | null {
  return typeof nth === 'number' ? nth : null;
}
