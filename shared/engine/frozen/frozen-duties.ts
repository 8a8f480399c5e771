import { type Allowance, type Deadline, promiseIn, type Version } from '../../book/index.ts';
import type { Duty } from '../money/duties.ts';
import type { EngineState } from '../state.ts';

/** A duty as plain data. */
type DutyData = Omit<Duty, 'promise' | 'version'> & { readonly promise: string; readonly version: number; readonly within: Allowance };

/** Duties by what makes them, then by the subject that they are owed on. */
export type DutiesData = readonly (readonly [
  maker: string,
  bySubject: readonly (readonly [subject: string, duties: readonly DutyData[]])[],
])[];

export function frozenDuties({ book, duties }: EngineState): DutiesData {
  return [...duties.madeBy].map(([maker, bySubject]) => [
    maker,
    [...bySubject].map(([subject, list]) => [subject, list.map((duty) => frozenDuty(book.versions, duty))]),
  ]);
}

export function thawDuties({ book, duties }: EngineState, data: DutiesData): void {
  for (const [maker, bySubject] of data) {
    const made = new Map(bySubject.map(([subject, list]) => [subject, list.map((duty) => dutyFrom(book.versions, duty))]));
    duties.madeBy.set(maker, made);
    for (const [subject, list] of made) duties.on.getOrInsertComputed(subject, () => new Map()).set(maker, list);
  }
}

function frozenDuty(versions: readonly Version[], { promise, version, ...rest }: Duty): DutyData {
  return { ...rest, promise: promise.id, version: versions.indexOf(version), within: withinOf(promise) };
}

/** Each has one allowance for all, see `dutiesOf`. */
function withinOf({ limit }: Deadline): Allowance {
  return (limit as { readonly limits: { readonly byTier: { readonly value: Allowance } } }).limits.byTier.value;
}

function dutyFrom(versions: readonly Version[], { promise: id, version: at, within, ...rest }: DutyData): Duty {
  const version = versions[at] as Version;
  const limits = { byTier: { value: within }, exceptions: [] };
  return { ...rest, version, promise: { ...(promiseIn(version, id) as Deadline), limit: { kind: 'within', limits } } };
}
