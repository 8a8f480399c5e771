import { fileURLToPath } from 'node:url';
import { loadBook } from '../../server/command/book-file.ts';
import { applyBatch, type EngineState, emptyState, lineIdOf } from '../../shared/engine/index.ts';
import { instantOf, type KeptEvent } from '../../shared/event/index.ts';

const { book } = loadBook(fileURLToPath(new URL('../../examples/boston311/book.yaml', import.meta.url)));
/** The set is the state of the evening before. */
export const LAST_DAY = '2016-01-13';

/** A known figure: a number of each name, or a table. */
export type Answer = { readonly id: string; readonly value: unknown };
type Table = { readonly columns: readonly string[]; readonly rows: readonly (readonly unknown[])[] };

export const midnightOf = (date: string): number => book.zone.instantOfLocalMs(Date.parse(`${date}T00:00:00Z`));
const YEAR_MS = midnightOf('2015-01-01');

/**
 * What was known at an instant, judged at that instant (LOG-3). The log was received today, after every due time; here all that
 * had happened by then is taken as received then.
 */
export function asOf(events: readonly KeptEvent[], atMs: number): EngineState {
  const state = emptyState(book);
  const happened = events.filter((event) => (instantOf(event.time) ?? 0) <= atMs);
  applyBatch(state, { firstPlace: 1, receivedAtMs: atMs, events: happened });
  return state;
}

/** The tally of the window that begins at an instant; all zero where nothing counts in it. */
function tallyOf(state: EngineState, promise: string, group: string | null, fromAtMs: number) {
  const none = { kept: 0, broken: 0, open: 0, noData: 0, excluded: 0 };
  return state.lines.get(lineIdOf(promise, group))?.tallies.get(fromAtMs) ?? none;
}

/** How the requests of one line stand. What is broken and was closed all the same is told by the promise to close at all. */
function standing(state: EngineState, line: 'year' | 'month' | 'department', group: string | null, fromAtMs: number) {
  const { kept, broken, open, noData, excluded } = tallyOf(state, line, group, fromAtMs);
  const closed = tallyOf(state, `${line}-closed`, group ?? 'dated', fromAtMs);
  return {
    known: kept + broken + open + noData + excluded,
    noDue: excluded,
    kept,
    brokenClosed: closed.kept - kept,
    brokenOpen: closed.open - open,
    open,
    keptRate: kept + broken === 0 ? null : Math.round((kept / (kept + broken)) * 1e6) / 1e6,
  };
}

function departments(state: EngineState) {
  const codes = [...state.lines.values()].flatMap(({ promise, group }) => (promise === 'department' && group !== null ? [group] : []));
  return codes.sort().map((code) => [code, ...Object.values(standing(state, 'department', code, YEAR_MS))]);
}

/** The obligations to close by the due time, of all requests. */
function obligationsOf(state: EngineState) {
  return [...state.items.values()].flatMap((item) =>
    item.obligations.filter(({ promise }) => promise === 'closed-by-due').map((obligation) => ({ ...obligation, marks: item.marks })),
  );
}

/** What was not closed at the midnight of a date; `later` says what became of it. */
function backlog(state: EngineState, later: EngineState, date: string) {
  const fromAtMs = midnightOf(date);
  const undated = tallyOf(state, 'year-closed', 'undated', YEAR_MS).open;
  const dated = tallyOf(state, 'year-closed', 'dated', YEAR_MS).open;
  const { toAtMs = fromAtMs } = state.lines.get('closed-by-due')?.tallies.get(fromAtMs) ?? {};
  const willBreak = obligationsOf(state).filter(({ state: verdict, dueAtMs, subject }) => {
    if (verdict !== 'open' || dueAtMs === null || dueAtMs >= toAtMs) return false;
    return later.items.get(subject)?.obligations.some((other) => other.promise === 'closed-by-due' && other.state === 'broken');
  });
  return [
    date,
    undated + dated,
    undated,
    dated - tallyOf(state, 'year', null, YEAR_MS).open,
    tallyOf(state, 'closed-by-due', null, fromAtMs).open,
    willBreak.length,
  ];
}

function fileFigures(state: EngineState) {
  const all = obligationsOf(state);
  const countOf = (holds: (one: (typeof all)[number]) => boolean) => all.filter(holds).length;
  return {
    requests: all.length,
    noDue: tallyOf(state, 'year', null, YEAR_MS).excluded,
    notClosed: tallyOf(state, 'year-closed', 'dated', YEAR_MS).open + tallyOf(state, 'year-closed', 'undated', YEAR_MS).open,
    closedBeforeOpen: countOf(({ metAtMs, openedAtMs }) => metAtMs !== null && metAtMs < openedAtMs),
    dueNotAfterOpen: countOf(({ dueAtMs, openedAtMs }) => dueAtMs !== null && dueAtMs <= openedAtMs),
    closedEqualsDue: countOf(({ metAtMs, dueAtMs }) => metAtMs !== null && metAtMs === dueAtMs),
  };
}

/** The verdict on each closed request that had a due time, beside the one that the city wrote down. */
function flagAgreement(state: EngineState) {
  const counts: Record<string, number> = {};
  for (const { state: verdict, dueAtMs, metAtMs, marks } of obligationsOf(state)) {
    if (dueAtMs === null || metAtMs === null) continue;
    const flag = marks.find(({ type }) => type === 'ticket.closed')?.data['flag'] ?? 'blank';
    const pair = `${verdict === 'kept' ? 'inTime' : 'late'}/${flag}`;
    counts[pair] = (counts[pair] ?? 0) + 1;
  }
  return counts;
}

function dueAtHalfPastEight(state: EngineState) {
  const days = [...(state.lines.get(lineIdOf('due-at', '08:30'))?.tallies.values() ?? [])];
  const sum = (some: typeof days) => some.reduce((total, { kept, broken, open }) => total + kept + broken + open, 0);
  const isWorkday = (fromAtMs: number) => ![0, 6].includes(new Date(fromAtMs + book.zone.offsetAtMs(fromAtMs)).getUTCDay());
  return { n: sum(days), monFri: sum(days.filter(({ fromAtMs }) => isWorkday(fromAtMs))) };
}

/** A table whose rows are the figures of a date each, as one figure for each of them; any other one as it is. */
export function byDate({ id, value }: Answer): readonly Answer[] {
  return id === 'boston.2015.backlog' ? (value as Table).rows.map((row) => ({ id: `${id}.${row[0]}`, value: row })) : [{ id, value }];
}

/** The figure of an id such as `boston.2015.asof.2015-07-01.month.2015-02`, as the product has it. */
export function figureOf({ id, value }: Answer, stateAt: (date: string) => EngineState): unknown {
  const [, , kind, date = '', line, name] = id.split('.');
  if (kind === 'file') return fileFigures(stateAt(LAST_DAY));
  if (kind === 'flag-agreement') return flagAgreement(stateAt(LAST_DAY));
  if (kind === 'due-0830') return dueAtHalfPastEight(stateAt(LAST_DAY));
  if (kind === 'backlog') return backlog(stateAt(date), stateAt(LAST_DAY), date);
  if (line === 'departments') return { ...(value as Table), rows: departments(stateAt(date)) };
  return line === 'all' ? standing(stateAt(date), 'year', null, YEAR_MS) : standing(stateAt(date), 'month', null, midnightOf(`${name}-01`));
}
