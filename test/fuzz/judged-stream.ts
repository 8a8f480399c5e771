import type { Book } from '../../shared/book/index.ts';
import { advance, type EngineState, stateAsOf } from '../../shared/engine/index.ts';
import { DistinctEvents, type KeptEvent } from '../../shared/event/index.ts';
import { DeskRows, deskDetail, judgementLines, wallView } from '../../shared/view/index.ts';
import { faultsBySchema } from '../data/judge-schema.ts';
import { MINUTE_MS } from '../simulation/world.ts';
import { refusable } from './run-cases.ts';

const SHOWN = 300;
const LINES_MAX = 1_000;
const DETAILS_MAX = 3;
/** What text made from a missing or impossible value looks like. */
const LEAKED = /undefined|NaN|Infinity|\[object /;

/** As of when, and whether the wall and the desk are drawn as well, which is dear. */
type Looked = { readonly asOfMs: number | null; readonly hasScreens: boolean };

/** What is wrong with the lines and screens that events are judged to; `VALUE_RANGE` and the like refuse the whole. */
export function faultsOfJudging(book: Book, events: readonly KeptEvent[], { asOfMs, hasScreens }: Looked): readonly string[] {
  const log = new DistinctEvents();
  for (const event of events) log.take(event);
  const isOwn = LEAKED.test(JSON.stringify(events)); // What a source sends may be shown, whatever it looks like.
  return refusable(() => {
    const state = stateAsOf(book, log.inOrder(), { asOfMs, places: null });
    if (state === null) return [];
    return [...refusable(() => faultsOfLines(state, isOwn)), ...(hasScreens ? faultsOfScreens(state, isOwn) : [])];
  });
}

function faultsOfLines(state: EngineState, isOwn: boolean): readonly string[] {
  // An event of a wrong year has as many empty windows as the years between: whoever reads stops, as `head` does.
  const lines = [...judgementLines(state).take(LINES_MAX)].map((line) => JSON.stringify(line));
  const misfits = faultsBySchema(lines.map((line) => JSON.parse(line))).map((line) => JSON.stringify(line));
  return [...(isOwn ? [] : lines.flatMap(leaksIn)), ...misfits.map((line) => `misses the schema: ${line.slice(0, SHOWN)}`)];
}

/** A little later, with the forecasts that screens show. */
function faultsOfScreens(state: EngineState, isOwn: boolean): readonly string[] {
  advance(state, state.nowAtMs + MINUTE_MS);
  const walls = state.book.boards.map(({ id }) => wallView(state, { boardId: id, banner: null }));
  const desk = new DeskRows(state, { banner: null }).view;
  const details = desk.rows.slice(0, DETAILS_MAX).map(({ id }) => deskDetail(state, id));
  const shown = [...walls, desk, ...details].map((screen) => JSON.stringify(screen));
  return isOwn ? [] : shown.flatMap(leaksIn);
}

function leaksIn(text: string): readonly string[] {
  const at = text.search(LEAKED);
  return at < 0 ? [] : [`shows ${text.slice(Math.max(0, at - SHOWN), at + SHOWN)}`];
}
