import { versionAt } from '../../book/index.ts';
import { type EngineState, lastHandover, promiseAt } from '../../engine/index.ts';
import type { Bilingual } from '../../text/index.ts';
import { feedRow } from '../feed-row.ts';
import { promiseScores } from '../promise-scores.ts';
import { alarmPart, type LogTrouble } from '../wall/alarm.ts';
import { alarmLoad } from '../wall/alarm-load.ts';
import { warningsToday } from '../warnings-today.ts';
import type { Sites } from '../within.ts';
import type { DeskHead, DeskPromise } from './desk.ts';
import { nextBest } from './next-best.ts';

type OverDesk = { readonly sites: Sites; readonly banner: Bilingual | null; readonly trouble?: LogTrouble | null; readonly total: number };

const SECOND_MS = 1_000;

/** What stands above the rows. Instants at which feeds were heard are cut to seconds, or each event would send it anew. */
export function deskHead(state: EngineState, { sites, banner, trouble, total }: OverDesk): DeskHead {
  const { book, nowAtMs } = state;
  const governing = versionAt(book, nowAtMs);
  return {
    bookId: book.id,
    bookVersion: governing.fromAtMs === 0 ? '' : governing.from,
    timezone: book.zone.id,
    currency: book.currency,
    promises: state.deadlines.map((id) => deskPromise(state, id)),
    feeds: state.feeds.map((health) => {
      const row = feedRow(health);
      return { ...row, lastSeenAtMs: row.lastSeenAtMs === null ? null : row.lastSeenAtMs - (row.lastSeenAtMs % SECOND_MS) };
    }),
    nextBest: nextBest(state, null, sites),
    warnings: sites === 'all' ? warningsToday(state, null) : null,
    alarmLoad: alarmLoad(state, null, sites),
    scores: sites === 'all' ? promiseScores(state) : [],
    handover: sites === 'all' ? waitingHandover(state) : null,
    total,
    banner,
    ...alarmPart(state, trouble),
  };
}

function waitingHandover(state: EngineState): DeskHead['handover'] {
  const last = lastHandover(state);
  return last === null || last.taken !== null ? null : { id: last.id, by: last.by, atMs: last.atMs };
}

function deskPromise(state: EngineState, id: string): DeskPromise {
  const { short, says, remedies } = promiseAt(state, id, state.nowAtMs);
  return { id, short, says, hasMoney: remedies.some((remedy) => remedy.kind === 'pay' && !remedy.isInternal) };
}
