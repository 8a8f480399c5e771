import type { Stage } from '../book/index.ts';
import { changesAfter } from './joined.ts';
import { applyMark, type Judged, orderedFor, rejudge } from './judge-deadline.ts';
import type { Mark } from './mark.ts';
import { openRound, type Round } from './round.ts';
import type { Setting } from './setting.ts';

/** The marks that belong to one round: `at` is the place of the first one after its opening, and before that are those that came early. */
type Reach = { readonly marks: readonly Mark[]; readonly at: number; readonly toAtMs: number };

/** Where a stage begins: its instant, and the place of the first mark after it. */
type Beginning = { readonly atMs: number; readonly at: number };

/** The rounds of a deadline on one item, each followed by its stages in their order (OBL-10). @param wholes in their order. */
export function withStages(promiseId: string, wholes: readonly Judged[], setting: Setting): readonly Judged[] {
  const [first] = wholes;
  if (first === undefined || wholes.every(({ round }) => round.promise.stages.length === 0)) return wholes;
  const ordered = orderedFor(promiseId, first.effective, setting.book);
  return wholes.flatMap((whole, index) => [whole, ...stagesOf(whole, reachOf(ordered, whole, wholes[index + 1]), setting)]);
}

function reachOf(ordered: readonly Mark[], { round, after }: Judged, next: Judged | undefined): Reach {
  const opened = placeAfter(ordered, round.opening);
  // Only what an event opens can be met before it; what recurs had nothing to be met before the register put it.
  const from = round.promise.limit.kind === 'every' ? opened : after === null ? 0 : placeAfter(ordered, after);
  const to = next === undefined ? ordered.length : placeAfter(ordered, next.after ?? next.round.opening);
  return { marks: ordered.slice(from, to), at: opened - from, toAtMs: next?.round.opening.atMs ?? Infinity };
}

/** The place of the first mark after an opening; what the register opens has no place, and comes after all of its instant. */
function placeAfter(ordered: readonly Mark[], opening: Mark): number {
  const at = ordered.indexOf(opening);
  return at >= 0 ? at + 1 : ordered.filter(({ atMs }) => atMs <= opening.atMs).length;
}

/** The stages that have begun: the first at the opening, each next one when the one before it was done. */
function stagesOf(whole: Judged, reach: Reach, setting: Setting): readonly Judged[] {
  const stages: Judged[] = [];
  const endedAtMs = endOfRegistration(whole, setting);
  const used = new Set<Mark>(); // One mark ends one stage.
  let from: Beginning = { atMs: whole.round.opening.atMs, at: reach.at };
  for (const stage of whole.round.promise.stages) {
    const { judged, metBy } = judgeStage(whole, stage, { reach, from, used }, setting);
    if (endedAtMs !== null && isUnderWay(judged.round, endedAtMs)) break;
    stages.push(judged);
    if (metBy === null) break;
    used.add(metBy);
    const at = reach.marks.indexOf(metBy) + 1;
    if (at > from.at) from = { atMs: metBy.atMs, at };
  }
  return stages;
}

/** When the register let go of the subject of one that recurs: it ends what is under way without a verdict (OBL-8). */
function endOfRegistration({ round: { promise, opening }, bench }: Judged, { registerOf, nowAtMs }: Setting): number | null {
  if (promise.limit.kind !== 'every' || promise.item === null) return null;
  const removal = registerOf(promise.item, bench.subject).find(({ isRemoved, atMs }) => isRemoved && atMs >= opening.atMs);
  return removal === undefined || removal.atMs > nowAtMs ? null : removal.atMs;
}

function isUnderWay({ decidedAtMs, due }: Round, atMs: number): boolean {
  return (decidedAtMs === null || decidedAtMs > atMs) && (due.atMs === null || atMs <= due.atMs);
}

type Place = { readonly reach: Reach; readonly from: Beginning; readonly used: ReadonlySet<Mark> };

/** One stage, and the mark that it was done by; one that came before it began meets it with nothing used (OBL-2). */
function judgeStage(
  { round: whole, bench, effective, after: ended }: Judged,
  { name, deadline }: Stage,
  { reach, from, used }: Place,
  setting: Setting,
): { readonly judged: Judged; readonly metBy: Mark | null } {
  const step = { stage: name, fromAtMs: from.atMs };
  const round = openRound(bench, { promise: deadline, version: whole.version, mark: whole.opening, nth: whole.nth, step });
  const early = reach.marks.slice(0, from.at).find((mark) => {
    const breaks = whole.promise.stages[0]?.name === name && deadline.broken.has(mark.type);
    return (breaks || deadline.met.has(mark.type)) && !used.has(mark);
  });
  if (early !== undefined) applyMark(bench, round, early);
  const after = reach.marks.slice(from.at);
  const { book, registerOf, nowAtMs } = setting;
  const joining = { book, item: deadline.item, opening: { subject: bench.subject, data: whole.opening.data }, registerOf };
  const changes = changesAfter(deadline, joining, from.atMs).filter((atMs) => atMs <= nowAtMs && atMs < reach.toAtMs);
  const steps = [...after.map((mark) => ({ atMs: mark.atMs, mark })), ...changes.map((atMs) => ({ atMs, mark: null }))];
  for (const { atMs, mark } of changes.length === 0 ? steps : steps.sort((a, b) => a.atMs - b.atMs)) {
    if (mark === null) rejudge(bench, round, atMs);
    else applyMark(bench, round, mark);
  }
  const isMetEarly = early !== undefined && deadline.met.has(early.type);
  const metBy = isMetEarly ? early : (after.find(({ type }) => deadline.met.has(type)) ?? null);
  return { judged: { round, bench, effective, after: ended }, metBy };
}
