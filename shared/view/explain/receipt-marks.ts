import type { Deadline } from '../../book/index.ts';
import { joinedId, type Mark, type Obligation, readsMark } from '../../clock/index.ts';
import { type EngineState, effectiveMarks, governingOf, isOfClosing, type LedgerEntry, promiseAt, standsNow } from '../../engine/index.ts';
import { compareText } from '../../text/index.ts';
import type { NamedWindow } from './window-named.ts';

/**
 * The events that an obligation rests on, in order: those of its item that its promise reads, what the register said, and what was
 * said and done about what it owes.
 */
export function marksOfObligation(state: EngineState, obligation: Obligation, entries: readonly LedgerEntry[]): readonly Mark[] {
  const item = state.items.get(obligation.subject);
  const promise = governingOf(state, obligation);
  const own = item === undefined ? [] : effectiveMarks(item).filter((mark) => bearsOn(promise, mark, obligation));
  return inOrder([...own, ...registerMarks(state, obligation, promise), ...claimMarks(state, entries)], state.nowAtMs);
}

/** Complaints with how they were decided, and who settled or waived what: what somebody outside is owed rests on them. */
function claimMarks(state: EngineState, entries: readonly LedgerEntry[]): readonly Mark[] {
  return entries.flatMap(({ promise, subject, remedy, number }) => {
    const item = remedy.isInternal ? undefined : state.items.get(subject);
    if (item === undefined) return [];
    return effectiveMarks(item).filter(
      ({ type, data }) =>
        type.startsWith('complaint.') ||
        remedy.after?.has(type) === true ||
        (isOfClosing(type) && (data['promise'] ?? promise) === promise && (data['remedy'] ?? number) === number),
    );
  });
}

function bearsOn(promise: Deadline, { type, data }: Mark, { nth }: Obligation): boolean {
  if (type === 'kept.excluded' || type === 'kept.included')
    return (data['promise'] === undefined || data['promise'] === promise.id) && (typeof data['nth'] !== 'number' || data['nth'] === nth);
  const { opens, met, broken, moves, reopened, stops, stages } = promise;
  return (
    [opens, met, broken, moves, reopened, ...stages.map(({ deadline }) => deadline.met)].some((types) => types.has(type)) ||
    stops.some(({ from, to }) => from.has(type) || to.has(type))
  );
}

/** What the register said of the kinds that the promise reads. */
function registerMarks({ book, registers }: EngineState, { subject, opening }: Obligation, promise: Deadline): readonly Mark[] {
  const read = sourcesOf(promise);
  return book.registers.flatMap(({ kind }) => {
    const isRead = promise.item === kind || read.some((source) => source.includes(`${kind}.`));
    const id = isRead ? joinedId({ book, item: promise.item, opening: { subject, data: opening } }, kind) : null;
    return id === null ? [] : registers.marksOf(kind, id);
  });
}

/** The expressions that decide what is allowed, counted and owed. */
function sourcesOf({ tier, limit, group, exclude, remedies, stops }: Deadline): readonly string[] {
  const exceptions = 'limits' in limit ? limit.limits.exceptions.map(({ when }) => when) : [];
  const payments = remedies.flatMap((remedy) => [remedy.to, remedy.kind === 'pay' && remedy.pay.kind === 'of' ? remedy.pay.of : null]);
  const conditions = [...exclude.map(({ when }) => when), ...stops.map(({ when }) => when)];
  return [...tier, group, ...exceptions, ...payments, ...conditions].flatMap((expression) =>
    expression === null ? [] : [expression.source],
  );
}

/** The events that a window rests on, in order, with the bills that its lines credit and what was said and done about them. */
export function marksOfWindow(state: EngineState, named: NamedWindow, entries: readonly LedgerEntry[]): readonly Mark[] {
  const bills = entries.flatMap(({ subject }) => state.items.get(subject)?.marks.filter(({ type }) => isBill(state, named, type)) ?? []);
  const own = named.kind === 'subject' ? subjectMarks(state, named) : lineMarks(state, named);
  return inOrder([...own, ...bills, ...claimMarks(state, entries)], state.nowAtMs);
}

function isBill(state: EngineState, named: NamedWindow, type: string): boolean {
  const promise = promiseAt(state, named.line.promise, named.fromAtMs);
  return promise.kind !== 'deadline' && promise.bill !== null && promise.bill.event.has(type);
}

function subjectMarks(state: EngineState, { line, standing }: Extract<NamedWindow, { kind: 'subject' }>): readonly Mark[] {
  const { promise, window } = standing;
  const item = state.items.get(line.subject);
  const own = item === undefined ? [] : effectiveMarks(item).filter(({ type, atMs }) => atMs < window.toAtMs && readsMark(promise, type));
  return promise.item === null ? own : [...own, ...state.registers.marksOf(promise.item, line.subject)];
}

/** Of obligations those that opened and finished them; else the events that were counted. */
function lineMarks(state: EngineState, { line, tally }: Extract<NamedWindow, { kind: 'line' }>): readonly Mark[] {
  const isIn = (atMs: number) => atMs >= tally.fromAtMs && atMs < tally.toAtMs;
  return [...state.items.values()].flatMap((item) => {
    const obligations = item.obligations.filter((obligation) =>
      standsNow(state, obligation).some(({ promise, group, atMs }) => promise.id === line.promise && group === line.group && isIn(atMs)),
    );
    const counted = [...(item.counted?.values() ?? [])].filter(
      ({ promise, group, atMs }) => promise === line.promise && group === line.group && isIn(atMs),
    );
    if (obligations.length === 0 && counted.length === 0) return [];
    const ids = new Set(counted.map(({ id }) => id));
    return effectiveMarks(item).filter(
      (mark) =>
        ids.has(JSON.stringify([mark.source, mark.id])) ||
        obligations.some((obligation) => bearsOn(governingOf(state, obligation), mark, obligation)),
    );
  });
}

/** By time, then by place in the log; what lies ahead has not happened. */
function inOrder(marks: readonly Mark[], nowAtMs: number): readonly Mark[] {
  return [...new Set(marks)]
    .filter(({ atMs }) => atMs <= nowAtMs)
    .sort((a, b) => a.atMs - b.atMs || a.place - b.place || compareText(a.id, b.id));
}
