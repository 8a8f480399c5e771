import { type Deadline, promiseIn } from '../../book/index.ts';
import { type Judged, judgeOnce, type Obligation, type Once, obligationOf, type Setting } from '../../clock/index.ts';
import type { JsonObject } from '../../event/index.ts';
import { compareText } from '../../text/index.ts';
import type { Item } from '../items/item.ts';
import type { EngineState } from '../state.ts';
import type { LedgerEntry } from './ledger-entry.ts';

/** A line that must be settled in time: what its obligation of the promise `<id>/remedy` is judged from (MON-7). */
export type Duty = Omit<Once, 'nth'> & {
  /** Number of the remedy in the book's list. */
  readonly number: number;
  readonly group: string | null;
  /** Why it was waived; `null` where it was not. */
  readonly waived: string | null;
};

/** Duties by what makes them, and by the subject that they are owed on: one breach may make some on many subjects. */
export type Duties = {
  readonly madeBy: Map<string, ReadonlyMap<string, readonly Duty[]>>;
  readonly on: Map<string, Map<string, readonly Duty[]>>;
};

/** What a breach has beside its lines. */
export type Terms = { readonly version: Once['version']; readonly data: JsonObject; readonly group: string | null };

/** The duties that the lines of one breach make: one for each line that is or was owed and has a time to be settled in. */
export function dutiesOf(entries: readonly LedgerEntry[], { version, data, group }: Terms): readonly Duty[] {
  const timed = entries.filter(({ payByMs, state }) => payByMs !== null && state !== 'difference');
  const lines = Map.groupBy(timed, ({ subject, number }) => JSON.stringify([subject, number]));
  return [...lines.values()].flatMap((line) => {
    const { promise, subject, number, owedAtMs, remedy } = line[0] as LedgerEntry;
    const settling = promiseIn(version, `${promise}/remedy`) as Deadline;
    if (owedAtMs === null || remedy.within === null) return [];
    const limits = { byTier: { value: remedy.within }, exceptions: [] };
    const settled = line.find(({ state }) => state === 'settled');
    const waived = line.find(({ state }) => state === 'waived');
    return {
      promise: { ...settling, limit: { kind: 'within', limits } },
      version,
      subject,
      number,
      group,
      data,
      openedAtMs: owedAtMs,
      doneAtMs: settled?.closed?.atMs ?? null,
      waived: settled === undefined ? (waived?.closed?.reason ?? null) : null,
    } as const;
  });
}

/** Puts the duties that something makes in the place of those it made before. Gives the subjects on which they differ. */
export function putDuties({ duties: { madeBy, on } }: EngineState, maker: string, duties: readonly Duty[]): readonly string[] {
  const before = madeBy.get(maker) ?? NONE;
  if (duties.length === 0 && before.size === 0) return [];
  const after = Map.groupBy(duties, ({ subject }) => subject);
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (subject) => keyOf(before.get(subject)) !== keyOf(after.get(subject)),
  );
  for (const subject of changed) {
    const own = after.get(subject);
    const makers = on.getOrInsertComputed(subject, () => new Map());
    if (own === undefined) makers.delete(maker);
    else makers.set(maker, own);
    if (makers.size === 0) on.delete(subject);
  }
  if (after.size === 0) madeBy.delete(maker);
  else madeBy.set(maker, after);
  return changed;
}

const NONE: ReadonlyMap<string, readonly Duty[]> = new Map();

function keyOf(duties: readonly Duty[] = []): string {
  return JSON.stringify(
    duties.map(({ promise: { id }, version, number, openedAtMs, doneAtMs, waived, group, data }) => [
      id,
      version.from,
      number,
      openedAtMs,
      doneAtMs,
      waived,
      group,
      data,
    ]),
  );
}

/** The obligations to settle in time that are owed on an item. */
export function settlingObligations(state: EngineState, item: Item, setting: Setting): readonly Obligation[] {
  return dutiesOn(state, item.subject).map((duty) => {
    const { round, bench, effective } = judgeOnce(duty, item.marks, setting);
    const obligation = { ...obligationOf(round, bench, effective, setting), group: duty.group };
    return duty.waived === null ? obligation : { ...obligation, state: 'excluded', reason: duty.waived };
  });
}

/** What such an obligation was judged from; `null` where it is none. */
export function settlingJudged(state: EngineState, obligation: Obligation, setting: Setting): Judged | null {
  const duty = dutyNamed(state, obligation);
  return duty === null ? null : judgeOnce({ ...duty, nth: obligation.nth }, state.items.get(obligation.subject)?.marks ?? [], setting);
}

/** The duty of one such obligation. */
export function dutyNamed(state: EngineState, { promise, subject, nth }: Pick<Obligation, 'promise' | 'subject' | 'nth'>): Duty | null {
  return dutiesOn(state, subject).find((each) => each.promise.id === promise && each.nth === nth) ?? null;
}

/** Those of one promise are counted in the order in which they came to be owed. */
function dutiesOn({ duties }: EngineState, subject: string): readonly (Duty & { readonly nth: number })[] {
  const own = [...(duties.on.get(subject) ?? [])].flatMap(([maker, list]) => list.map((duty) => ({ ...duty, maker })));
  const inOrder = own.sort(
    (a, b) =>
      compareText(a.promise.id, b.promise.id) || a.openedAtMs - b.openedAtMs || a.number - b.number || compareText(a.maker, b.maker),
  );
  const counts = new Map<string, number>();
  return inOrder.map((duty) => {
    const nth = (counts.get(duty.promise.id) ?? 0) + 1;
    counts.set(duty.promise.id, nth);
    return { ...duty, nth };
  });
}
