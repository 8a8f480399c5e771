import type { Version } from '../../book/index.ts';
import { periodNameOf } from '../../measure/index.ts';
import type { Change } from '../change.ts';
import { itemOf } from '../items/items.ts';
import { refold } from '../items/refold.ts';
import { type Duty, dutiesOf, putDuties } from '../money/duties.ts';
import { entriesOfWindow } from '../money/ledger.ts';
import { publicMinor } from '../money/owed-if-broken.ts';
import type { EngineState, Line, SubjectLine } from '../state.ts';
import { standingsFrom } from '../subjects/subject-windows.ts';
import { askForSecond } from './lines.ts';
import { standOfLine, standOfSubject, type WindowStand } from './window-stand.ts';

/** Which line or subject a window is one of, and where it begins. */
type Place = { readonly id: string; readonly promise: string; readonly fromAtMs: number };

/** Writes what closed windows owe, where that is not what was written last: when they close, and when a late event turns them. */
export function settleWindows(state: EngineState, changes: Change[]): void {
  const { unsettled, unsettledFrom, billed, joined } = state.windowLedger;
  if (!state.isReckoned || unsettled.size + unsettledFrom.size + billed.size + joined.size === 0) return;
  for (const stand of touchedStands(state)) settleStand(state, stand, changes);
  for (const [tally, line] of unsettled) {
    const stand = standOfLine(state, line, tally);
    if (stand !== null) settleStand(state, stand, changes);
  }
  for (const [id, fromAtMs] of unsettledFrom) {
    const line = state.subjects.get(id);
    if (line !== undefined) settleSubject(state, line, fromAtMs, changes);
  }
  for (const done of [unsettled, unsettledFrom, billed, joined]) done.clear();
}

/** What windows owe may have changed with a kind of the register that their payments read. */
export function noteRegister(state: EngineState, kind: unknown): void {
  state.bills.revision += 1;
  if (typeof kind !== 'string') return; // No subject is of it.
  for (const promise of state.book.versions.flatMap((version) => version.promises)) {
    if (promise.kind === 'deadline') continue;
    const sources = promise.remedies.flatMap((remedy) => {
      // What a subject joins itself touches the subject.
      const isRead = remedy.kind === 'pay' && (remedy.isCredit || promise.kind !== 'availability');
      return isRead && remedy.pay.kind === 'of' ? [remedy.pay.of.source] : [];
    });
    const charges = promise.bill === null ? [] : [promise.bill.charges.source];
    if (![...sources, ...charges].some((source) => source.includes(`${kind}.`))) continue;
    state.windowLedger.joined.add(promise.id);
    askForSecond(state);
  }
}

/** The windows whose bills have changed, or what their payments read in the register. */
function* touchedStands(state: EngineState): Generator<WindowStand> {
  const { billed, joined } = state.windowLedger;
  if (billed.size + joined.size === 0) return;
  for (const stand of owingStands(state, (promise) => joined.has(promise) || state.billed.includes(promise))) {
    const { promise, terms, window } = stand;
    if (joined.has(promise) || billed.has(`${promise} ${periodNameOf(terms.window, terms.calendar.zone, window)}`)) yield stand;
  }
}

/** The windows of promises that may owe: those that are over, and of a count that pays by complaint all. */
export function* owingStands(state: EngineState, isAsked: (promise: string) => boolean): Generator<WindowStand> {
  for (const line of state.lines.values()) if (isAsked(line.promise)) yield* lineStands(state, line);
  for (const line of state.subjects.values()) if (isAsked(line.promise)) yield* subjectStands(state, line);
}

function* lineStands(state: EngineState, line: Line): Generator<WindowStand> {
  for (const tally of line.tallies.values()) {
    const stand = tally.toAtMs <= state.nowAtMs || line.cases !== null ? standOfLine(state, line, tally) : null;
    if (stand !== null) yield stand;
  }
}

function* subjectStands(state: EngineState, line: SubjectLine, sinceAtMs?: number): Generator<WindowStand> {
  for (const standing of standingsFrom(state, line, sinceAtMs)) {
    const stand = standing.window.toAtMs <= state.nowAtMs ? standOfSubject(state, line, standing) : null;
    if (stand !== null) yield stand;
  }
}

/** All closed windows that are over after an instant; without a bound, those too that its service no longer reaches. */
function settleSubject(state: EngineState, line: SubjectLine, fromAtMs: number, changes: Change[]): void {
  const { id, promise } = line;
  const rest = new Set(fromAtMs === Number.NEGATIVE_INFINITY ? state.windowLedger.written.get(id)?.keys() : []);
  for (const stand of subjectStands(state, line, fromAtMs)) {
    rest.delete(stand.window.fromAtMs);
    settleStand(state, stand, changes);
  }
  for (const startAtMs of rest) {
    if (state.hasDuties) assign(state, makerOf(id, startAtMs), [], changes);
    settle(state, { id, promise, fromAtMs: startAtMs }, 0, changes);
  }
}

function settleStand(state: EngineState, stand: WindowStand, changes: Change[]): void {
  const { id, promise, window, terms, group } = stand;
  const entries = entriesOfWindow(state, stand);
  if (state.hasDuties) {
    const version = state.book.versions.find(({ promises }) => promises.includes(terms)) as Version;
    const duties = dutiesOf(entries, { version, data: NO_DATA, group: terms.kind === 'availability' ? null : group });
    assign(state, makerOf(id, window.fromAtMs), duties, changes);
  }
  settle(state, { id, promise, fromAtMs: window.fromAtMs }, publicMinor(entries), changes);
}

const NO_DATA = {};

/** Says what of a window must be settled in time, and judges the subjects anew on which that differs. */
function assign(state: EngineState, maker: string, duties: readonly Duty[], changes: Change[]): void {
  for (const subject of putDuties(state, maker, duties)) refold(state, itemOf(state, subject), changes);
}

/** No item has such a subject: a window makes its duties under a name of its own. */
function makerOf(line: string, fromAtMs: number): string {
  return `window ${fromAtMs} ${line}`;
}

function settle(state: EngineState, { id, promise, fromAtMs }: Place, owedMinor: number, changes: Change[]): void {
  const { written } = state.windowLedger;
  const amountMinor = owedMinor - (written.get(id)?.get(fromAtMs) ?? 0);
  if (amountMinor === 0) return;
  if (owedMinor !== 0) written.getOrInsertComputed(id, () => new Map()).set(fromAtMs, owedMinor);
  else written.get(id)?.delete(fromAtMs);
  const line = amountMinor > 0 ? 'owed' : 'contra';
  changes.push({ kind: 'ledger', promise, subject: id, nth: 1, line, amountMinor, windowFromAtMs: fromAtMs, atMs: state.nowAtMs });
}
