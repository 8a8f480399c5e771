import type { Board } from '../../book/index.ts';
import { type Change, type EngineState, type LineState, promiseAt } from '../../engine/index.ts';
import { isStatistic } from '../../measure/index.ts';
import type { Bilingual, Text, TextKey } from '../../text/index.ts';
import { say } from '../../text/index.ts';
import { labelOf } from '../label.ts';
import { promisesOf } from './promises-of.ts';
import type { State, WallChange } from './wall.ts';

const CHANGES_MAX = 6;

/** What changed last on a board, newest first. */
export function changeRows(state: EngineState, board: Board): readonly WallChange[] {
  return newest(state, board, { fromAtMs: 0, max: CHANGES_MAX });
}

/** What changed last of all promises since an instant, newest first. */
export function changesSince(state: EngineState, fromAtMs: number, max: number): readonly WallChange[] {
  const promises = new Set(state.book.versions.flatMap((version) => version.promises.map(({ id }) => id)));
  return newest(state, { promises: [...promises] }, { fromAtMs, max });
}

type Promises = Pick<Board, 'promises'>;

function newest(
  state: EngineState,
  board: Promises,
  { fromAtMs, max }: { readonly fromAtMs: number; readonly max: number },
): readonly WallChange[] {
  const rows: WallChange[] = [];
  for (let index = state.recent.length - 1; index >= 0 && rows.length < max; index -= 1) {
    const change = state.recent[index] as Change;
    const row = change.atMs < fromAtMs ? null : rowOf(state, board, change);
    if (row !== null) rows.push(row);
  }
  return rows;
}

function rowOf(state: EngineState, board: Promises, change: Change): WallChange | null {
  switch (change.kind) {
    case 'line':
      return onBoard(board, promiseOf(change.line)) ? lineRow(state, change) : null;
    case 'window':
      return onBoard(board, promiseOf(change.line))
        ? row(
            change.atMs,
            `window ${change.line} ${change.toAtMs}`,
            'broken',
            {
              key: 'change.window',
              args: { name: nameOf(state, change.line) },
            },
            figures(state, change),
          )
        : null;
    case 'obligation':
      if (!promisesOf(state, board).has(change.promise)) return null;
      return row(
        change.atMs,
        `item ${change.promise} ${change.subject} ${change.nth}${change.stage === undefined ? '' : `/${change.stage}`} ${change.atMs}`,
        'broken',
        { key: 'change.item', args: { item: labelOf(change.subject, change.stage) } },
        {
          key: 'change.item-detail',
          args: { name: shortOf(state, change.promise) },
        },
      );
    case 'rejudged':
      return rejudgedRow(state, board, change);
    case 'feed': {
      return row(
        change.atMs,
        `feed ${change.feed} ${change.atMs} ${change.to}`,
        change.to === 'live' ? 'on-track' : 'no-data',
        { key: feedKey(change), args: { feed: change.feed } },
        null,
      );
    }
    default:
      return null;
  }
}

/** How many verdicts on the board late events have turned, and to what. */
function rejudgedRow(
  state: EngineState,
  board: Promises,
  { promises, sinceAtMs, atMs }: Extract<Change, { kind: 'rejudged' }>,
): WallChange | null {
  const shown = promisesOf(state, board);
  let [toKept, toBroken] = [0, 0];
  for (const [promise, counts] of Object.entries(promises)) {
    if (!shown.has(promise)) continue;
    toKept += counts.toKept;
    toBroken += counts.toBroken;
  }
  const count = toKept + toBroken;
  if (count === 0) return null;
  const title: Text = count === 1 ? { key: 'change.rejudged-one', args: {} } : { key: 'change.rejudged', args: { count } };
  const detail: Text = { key: 'change.rejudged-detail', args: { kept: toKept, broken: toBroken } };
  return row(atMs, `rejudged ${sinceAtMs}`, toBroken > 0 ? 'broken' : 'kept', title, detail);
}

/** What happened to a feed: one is back only if it had gone. */
function feedKey({ from, to }: Extract<Change, { kind: 'feed' }>): TextKey {
  if (to === 'silent') return 'change.feed-silent';
  if (to === 'behind') return 'change.feed-behind';
  return from === 'behind' ? 'change.feed-caught-up' : 'change.feed-live';
}

function lineRow(state: EngineState, change: Extract<Change, { kind: 'line' }>): WallChange {
  const args = { name: nameOf(state, change.line), from: stateName(change.from), to: stateName(change.to) };
  return row(
    change.atMs,
    `line ${change.line} ${change.atMs} ${change.to}`,
    change.to,
    { key: 'change.line', args },
    change.all === 0 ? null : figures(state, change),
  );
}

function row(atMs: number, id: string, state: State, title: Text, detail: Text | null): WallChange {
  return { id, atMs, state, title, detail };
}

/** Of a count and of a statistic, how many. */
function figures(state: EngineState, { line, kept: good, all }: Extract<Change, { kind: 'line' | 'window' }>): Text {
  const promise = promiseAt(state, promiseOf(line), state.nowAtMs);
  if (promise.kind === 'count' || isStatistic(promise)) return { key: 'change.count-detail', args: { all } };
  return { key: 'change.line-detail', args: { good, all } };
}

function onBoard(board: Promises, promise: string): boolean {
  return board.promises.includes(promise);
}

function promiseOf(lineId: string): string {
  return lineId.split('/', 1)[0] as string;
}

function shortOf(state: EngineState, promise: string): Bilingual {
  return promiseAt(state, promise, state.nowAtMs).short;
}

/** The short name of a promise, with its group. */
function nameOf(state: EngineState, lineId: string): Bilingual {
  const short = shortOf(state, promiseOf(lineId));
  const group = lineId.slice(promiseOf(lineId).length + 1);
  return group === '' ? short : { en: `${short.en} ${group}`, zh: `${short.zh} ${group}` };
}

function stateName(state: LineState): Bilingual {
  return { en: say('en', `inline.${state}`), zh: say('zh', `inline.${state}`) };
}
