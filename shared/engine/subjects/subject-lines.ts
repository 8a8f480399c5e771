import { type Availability, choiceFor, type Target } from '../../book/index.ts';
import { joinedId, type Mark, readsMark, scopeAt, spansFrom, type Uptime, uptimeOf } from '../../clock/index.ts';
import type { JsonObject } from '../../event/index.ts';
import { CALM } from '../../foresight/index.ts';
import type { Window } from '../../measure/index.ts';
import type { Item } from '../items/item.ts';
import type { EngineState, SubjectLine } from '../state.ts';
import { askForSecond, lineIdOf, promiseAt, windowFor } from '../windows/lines.ts';

/** Says that what is known of an item has changed: the lines it has are read anew, and those it should have are made. */
export function touchSubject(state: EngineState, item: Item, mark: Mark | null): void {
  for (const [id, versions] of state.availabilities) {
    if (mark !== null && !mayMatter(versions, mark)) continue;
    const line = state.subjects.get(lineIdOf(id, item.subject));
    if (line !== undefined) {
      line.uptimes.clear();
      line.targetAt = null;
      markSubjectDirty(state, line);
      unsettleFrom(state, line, mark === null || mayReachBack(versions, item, mark) ? Number.NEGATIVE_INFINITY : mark.atMs);
    } else if (versions.some((promise) => (mark === null ? isRegistered(state, promise, item.subject) : readsMark(promise, mark.type)))) {
      newSubjectLine(state, id, item.subject);
    }
  }
}

/** A correction may take the place of any mark, whatever its own type (LOG-2). */
function mayMatter(versions: readonly Availability[], mark: Mark): boolean {
  return typeof mark.data['replaces'] === 'string' || versions.some((promise) => readsMark(promise, mark.type));
}

/** A first mark may begin service, and brings what joins the register; a correction may take the place of an earlier mark. */
function mayReachBack(versions: readonly Availability[], { marks, replaced }: Item, mark: Mark): boolean {
  return replaced !== null || versions.some((promise) => marks.find(({ type }) => readsMark(promise, type)) === mark);
}

/** What closed windows of a subject owe is worked out anew, of those that are over after an instant. */
export function unsettleFrom(state: EngineState, { id, promise }: SubjectLine, fromAtMs: number): void {
  const owes = state.availabilities.get(promise)?.some(({ remedies }) => remedies.length > 0) === true;
  const { unsettledFrom } = state.windowLedger;
  if (owes) unsettledFrom.set(id, Math.min(fromAtMs, unsettledFrom.get(id) ?? fromAtMs));
}

export function markSubjectDirty(state: EngineState, line: SubjectLine): void {
  state.dirtySubjects.add(line.id);
  askForSecond(state);
}

function isRegistered(state: EngineState, { item }: Availability, subject: string): boolean {
  return item !== null && state.itemKinds.has(item) && state.registers.of(item, subject).length > 0;
}

function newSubjectLine(state: EngineState, promise: string, subject: string): void {
  const line: SubjectLine = {
    id: lineIdOf(promise, subject),
    promise,
    subject,
    uptimes: new Map(),
    targetAt: null,
    window: windowFor(state, promiseAt(state, promise, state.nowAtMs), state.nowAtMs),
    state: 'idle',
    sinceAtMs: state.nowAtMs,
    rung: CALM,
    chance: null,
    breaksAtMs: null,
    silentSinceAtMs: null,
    isBackfilled: false,
    learned: null,
    wakeAtMs: null,
  };
  state.subjects.set(line.id, line);
  markSubjectDirty(state, line);
  unsettleFrom(state, line, Number.NEGATIVE_INFINITY);
}

/** The lines of one availability promise, in the order in which they came. */
export function subjectLinesOf(state: EngineState, promiseId: string): readonly SubjectLine[] {
  return [...state.subjects.values()].filter((line) => line.promise === promiseId);
}

/** The version of an availability promise that governs an instant (WIN-4). */
export function availabilityAt(state: EngineState, promiseId: string, atMs: number): Availability {
  const promise = promiseAt(state, promiseId, atMs);
  return promise.kind === 'availability' ? promise : (state.availabilities.get(promiseId)?.at(-1) as Availability);
}

/** What a line's marks say of all its time, as a version reads them. */
export function uptimeFor(state: EngineState, line: SubjectLine, promise: Availability): Uptime {
  return line.uptimes.getOrInsertComputed(promise, () => {
    joinRegisters(state, line, promise);
    return uptimeOf(promise, line.subject, state.items.get(line.subject)?.marks ?? [], {
      book: state.book,
      registerOf: state.registers.of,
      startOf: (firstMarkAtMs) => windowFor(state, promise, firstMarkAtMs).fromAtMs,
    });
  });
}

/** The target of a subject's tier, by the register at the later of the window's start and its first service in it; `null` without one. */
export function targetIn(state: EngineState, line: SubjectLine, promise: Availability, { fromAtMs }: Window): Target | null {
  if (line.targetAt?.fromAtMs !== fromAtMs) line.targetAt = { fromAtMs, target: targetFrom(state, line, promise, fromAtMs) };
  return line.targetAt.target;
}

function targetFrom(state: EngineState, line: SubjectLine, promise: Availability, fromAtMs: number): Target | null {
  const [service] = spansFrom(uptimeFor(state, line, promise).inService, fromAtMs);
  const atMs = Math.max(fromAtMs, service?.fromAtMs ?? fromAtMs);
  const scope = scopeAt(
    { book: state.book, item: promise.item, opening: openingOf(state, line, promise), registerOf: state.registers.of },
    atMs,
  );
  return choiceFor(
    promise.target,
    promise.tier.map((tier) => tier.evaluate(scope)),
  );
}

const NO_DATA: JsonObject = {};

/** A register finds the subject by its id, else by what its first mark brings. */
export function openingOf(state: EngineState, { subject }: SubjectLine, promise: Availability) {
  const first = state.items.get(subject)?.marks.find((mark) => readsMark(promise, mark.type));
  return { subject, data: first?.data ?? NO_DATA };
}

function joinRegisters(state: EngineState, line: SubjectLine, promise: Availability): void {
  const openings = [openingOf(state, line, promise), ...readOpenings(state, line, promise)];
  for (const { kind } of state.book.registers) {
    for (const opening of openings) {
      const id = joinedId({ book: state.book, item: promise.item, opening }, kind);
      if (id !== null) state.registers.join(`${kind}/${id}`, line.subject, state.place);
    }
  }
}

/** Conditions of stops and exclusions are read at the mark that they are about, which may join another subject than the first one. */
function readOpenings(state: EngineState, { subject }: SubjectLine, { stops, exclude, down }: Availability) {
  const marks = state.items.get(subject)?.marks ?? [];
  const isRead = ({ type }: Mark) =>
    (exclude.length > 0 && down.has(type)) || stops.some(({ when, from }) => when !== null && from.has(type));
  return marks.filter(isRead).map(({ data }) => ({ subject, data }));
}

/** All versions of each availability promise, by id. */
export function availabilitiesOf({ versions }: EngineState['book']): ReadonlyMap<string, readonly Availability[]> {
  const byId = new Map<string, Availability[]>();
  for (const promise of versions.flatMap((version) => version.promises))
    if (promise.kind === 'availability') byId.getOrInsertComputed(promise.id, () => []).push(promise);
  return byId;
}
