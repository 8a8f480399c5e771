import type { BookPromise, Remedy } from '../../book/index.ts';
import { dueOf, judgeDeadline, type Obligation } from '../../clock/index.ts';
import { instantOf } from '../../event/index.ts';
import { governingOf } from '../items/governing.ts';
import { settingOf } from '../items/setting-of.ts';
import type { EngineState } from '../state.ts';
import { windowFor } from '../windows/lines.ts';
import type { WindowStand } from '../windows/window-stand.ts';
import { breachOf, isAbout, isOwing } from './breach.ts';
import { caseClaims } from './case-claims.ts';
import { type Claim, claimsOfBreach } from './claims.ts';
import { type Closed, closeClaims, type Numbered, type WorthThen } from './close-claims.ts';
import { type Closing, closingsOn } from './closing.ts';
import type { LedgerCause, LedgerEntry } from './ledger-entry.ts';
import { type Debt, pointsNow, windowDebts } from './window-debts.ts';
import { isOwingWindow } from './window-ledger.ts';

/** The lines that an obligation makes now, by the book's order of remedies: none unless it is broken, and for certain (FEED-2). */
export function entriesOfObligation(
  state: EngineState,
  obligation: Obligation,
  rounds: readonly Obligation[] = state.items.get(obligation.subject)?.obligations ?? [],
): readonly LedgerEntry[] {
  const isGone = !isOwing(obligation);
  if (obligation.stage !== null || (isGone && !state.hasClosings)) return [];
  const promise = governingOf(state, obligation);
  if (promise.remedies.length === 0) return [];
  const { nth } = obligation;
  const claims = claimsOfBreach(state, breachOf(state, obligation, { rounds, untilMs: null }));
  const isMeant = (closing: Closing) =>
    closing.amountMinor === null ? (closing.nth ?? nth) === nth : isAbout(obligation, rounds, closing.atMs, closing.nth);
  const closed = closedOf(state, promise, {
    lines: claims.map((claim) => ({ claim, number: promise.remedies.indexOf(claim.remedy) + 1, isGone })),
    isMeant,
    worthThen: (line, atMs) => worthAt(state, obligation, line, atMs),
  });
  return closed.map((each) => entryOf(state, promise, { kind: 'obligation', obligation }, each));
}

/** The lines that a window makes, in the order of its debts: none unless it is missed, and over where it owes as a whole. */
export function entriesOfWindow(state: EngineState, stand: WindowStand): readonly LedgerEntry[] {
  const { fromAtMs, toAtMs } = stand.window;
  const isGone = !isOwingWindow(state, stand);
  const whole =
    isGone && !state.hasClosings ? [] : [...windowDebts(state, stand, pointsNow(stand))].map((debt) => claimed(debt, toAtMs, isGone));
  const lines = [...whole, ...caseClaims(state, stand).map((claim) => ({ claim, isGone: false }))];
  const { remedies } = stand.terms;
  const closed = closedOf(state, stand.terms, {
    lines: lines.map(({ claim, isGone }) => ({ claim, isGone, number: remedies.indexOf(claim.remedy) + 1 })),
    isMeant: (closing, subject) => subject !== stand.id || isOfWindow(state, closing, stand),
    worthThen: ({ claim, isGone }) => (isGone || claim.state === 'rejected' ? null : claim.minor),
  });
  const cause: LedgerCause = { kind: 'window', line: stand.id, group: stand.group, fromAtMs, toAtMs };
  return closed.map((each) => entryOf(state, stand.terms, cause, each));
}

function claimed(debt: Debt, owedAtMs: number, isGone: boolean): { readonly claim: Claim; readonly isGone: boolean } {
  return { claim: { ...debt, state: 'owed', claimedAtMs: null, owedAtMs }, isGone };
}

type Lines = {
  readonly lines: readonly Numbered[];
  /** Whether what was done about a subject is about this breach. */
  readonly isMeant: (closing: Closing, subject: string) => boolean;
  readonly worthThen: WorthThen;
};

/** Lines of one breach with what was settled and waived on their subjects, in their order. */
function closedOf(state: EngineState, { id }: BookPromise, { lines, isMeant, worthThen }: Lines): readonly Closed[] {
  const asTheyAre = (line: Numbered): Closed => ({ line, state: line.claim.state, minor: line.claim.minor, closed: null });
  if (!state.hasClosings) return lines.map(asTheyAre);
  const closed = [...Map.groupBy(lines, ({ claim }) => claim.subject)].flatMap(([subject, own]) =>
    closeClaims(
      own,
      closingsOn(state, subject, id).filter((closing) => isMeant(closing, subject)),
      worthThen,
    ),
  );
  const places = new Map(lines.map((line, place) => [line, place]));
  return closed.sort((a, b) => (places.get(a.line) ?? 0) - (places.get(b.line) ?? 0));
}

/** What a line was worth by the events up to an instant: its item is judged again by them alone, whenever the others arrived. */
function worthAt(state: EngineState, { promise, subject, nth }: Obligation, { claim, number }: Numbered, untilMs: number): number | null {
  const marks = (state.items.get(subject)?.marks ?? []).filter(({ atMs }) => atMs <= untilMs);
  const setting = { ...settingOf(state), nowAtMs: Math.min(untilMs, state.nowAtMs), silentAt: () => false };
  const rounds = judgeDeadline(promise, subject, marks, setting);
  const then = rounds.find((round) => round.nth === nth && round.stage === null);
  if (then === undefined || !isOwing(then)) return null;
  const { remedies } = governingOf(state, then);
  const claims = claimsOfBreach(state, breachOf(state, then, { rounds, untilMs }));
  const same = claims.find((each) => each.subject === claim.subject && remedies.indexOf(each.remedy) + 1 === number);
  return same === undefined || same.state === 'rejected' ? null : same.minor;
}

/** On a line itself a closing means the window that it names, else without an amount every one that is over by then, else the last of those. */
function isOfWindow(state: EngineState, { window, amountMinor, atMs }: Closing, stand: WindowStand): boolean {
  const { fromAtMs, toAtMs } = stand.window;
  if (window !== null) return instantOf(window) === fromAtMs;
  return toAtMs <= atMs && (amountMinor === null || windowFor(state, stand.terms, toAtMs).toAtMs > atMs);
}

function entryOf(state: EngineState, promise: BookPromise, cause: LedgerCause, { line, ...closed }: Closed): LedgerEntry {
  const { claim, number, isGone } = line;
  const owedAtMs = isGone || claim.state !== 'owed' ? null : claim.owedAtMs;
  return { promise: promise.id, cause, number, ...claim, ...closed, owedAtMs, payByMs: payByMs(state, promise, claim.remedy, owedAtMs) };
}

/** When a line must be settled, on the promise's calendar. */
function payByMs({ book }: EngineState, { calendar }: BookPromise, { within }: Remedy, owedAtMs: number | null): number | null {
  return within === null || owedAtMs === null ? null : dueOf(within, owedAtMs, [], { working: calendar, always: book.always }).atMs;
}
