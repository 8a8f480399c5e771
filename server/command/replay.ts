import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { zonedText } from '../../shared/calendar/index.ts';
import type { Change } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { type WallLine, wallView } from '../../shared/view/index.ts';
import { REPLAY_SPEED_MAX, type ReplayOpen } from '../../shared/wire/index.ts';
import { History, isWantedOn, Timeline } from '../history/index.ts';
import { SystemClock } from '../live/index.ts';
import { LogFile } from '../log/index.ts';
import { asUsage } from './as-usage.ts';
import { instantOption } from './instant-option.ts';

type Wanted = Extract<ReplayOpen, { readonly view: 'wall' }> & { readonly folder: string; readonly isJson: boolean };

/** One line of the board, as it stood at the beginning or from an instant on. */
type Told = {
  readonly kind: 'start' | 'line';
  readonly at: string;
  readonly place: number;
  readonly line: string;
  readonly was: string | null;
  readonly state: string;
  readonly good: number;
  readonly all: number;
};

/**
 * `kept replay FOLDER --board B --from T --to T [--speed N] [--json]`: how the lines of a board stood, and each change of a state as the
 * wall showed it then. At a speed it takes its time, else it goes as fast as it can. The folder may be in use.
 * @throws KeptError USAGE, FILE_UNREADABLE, TIME_INVALID, BOARD_UNKNOWN, HISTORY_WITHOUT_BOOK.
 */
export async function replayCommand(args: readonly string[], io: { readonly stdout: Writable }): Promise<number> {
  const wanted = wantedOf(args);
  const log = new LogFile(wanted.folder);
  try {
    const timeline = await Timeline.at(new History({ log }), wanted.fromAtMs, new AbortController().signal);
    await pipeline(Readable.from(linesOf(timeline, wanted)), io.stdout, { end: false });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error; // Whoever reads has seen enough.
  } finally {
    log.close();
  }
  return 0;
}

async function* linesOf(timeline: Timeline, wanted: Wanted): AsyncGenerator<string> {
  const textOf = (told: Told) => (wanted.isJson ? `${JSON.stringify(told)}\n` : plainText(told));
  for (const line of boardLines(timeline, wanted.board)) yield textOf(startOf(timeline, line));
  const isWanted = isWantedOn(() => timeline.state, wanted, null);
  const patience = { signal: new AbortController().signal };
  for (let fromAtMs = timeline.atMs; ; fromAtMs = timeline.atMs) {
    const changes = await timeline.stepTo(wanted.toAtMs, isWanted, patience);
    if (wanted.speed !== undefined) await setTimeout((timeline.atMs - fromAtMs) / wanted.speed);
    if (changes.length === 0) return;
    for (const change of changes) if (change.kind === 'line') yield textOf(changeOf(timeline, change));
  }
}

/** @throws KeptError BOARD_UNKNOWN. */
function boardLines({ state }: Timeline, boardId: string): readonly WallLine[] {
  const view = wallView(state, { boardId, banner: null });
  if (view !== null) return view.lines;
  const known = state.book.boards.map(({ id }) => id).join(', ');
  throw new KeptError('BOARD_UNKNOWN', `There was no board "${boardId}" then; the book had: ${known || 'none'}.`);
}

function startOf(timeline: Timeline, { id, state, good, all }: WallLine): Told {
  return { kind: 'start', ...placeIn(timeline), line: id, was: null, state, good, all };
}

function changeOf(timeline: Timeline, { line, from, to, kept, all }: Extract<Change, { kind: 'line' }>): Told {
  return { kind: 'line', ...placeIn(timeline), line, was: from, state: to, good: kept, all };
}

function placeIn({ state, atMs }: Timeline): Pick<Told, 'at' | 'place'> {
  return { at: zonedText(state.book.zone, atMs), place: state.place };
}

function plainText({ at, line, was, state, good, all }: Told): string {
  return `${at}  ${line}: ${was === null ? state : `${was} → ${state}`} (${good} of ${all})\n`;
}

function wantedOf(args: readonly string[]): Wanted {
  const text = { type: 'string' } as const;
  const options = { board: text, from: text, to: text, speed: text, json: { type: 'boolean' } } as const;
  const { values, positionals } = asUsage(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new KeptError('USAGE', 'kept replay needs the data folder of one log.');
  const [fromAtMs, toAtMs] = [instantOption('from', values.from), instantOption('to', values.to)];
  if (values.board === undefined || fromAtMs === null || toAtMs === null)
    throw new KeptError('USAGE', 'kept replay needs --board BOARD, --from TIME and --to TIME.');
  if (fromAtMs > toAtMs) throw new KeptError('USAGE', '--from must not lie after --to.');
  const nowAtMs = new SystemClock().nowAtMs();
  if (toAtMs > nowAtMs)
    throw new KeptError('TIME_INVALID', `--to lies after now, ${new Date(nowAtMs).toISOString()}: no wall has shown it.`);
  const range = { folder, view: 'wall', board: values.board, fromAtMs, toAtMs, isJson: values.json ?? false } as const;
  return values.speed === undefined ? range : { ...range, speed: speedOf(values.speed) };
}

function speedOf(text: string): number {
  const speed = Number(text);
  if (!(speed >= 1 && speed <= REPLAY_SPEED_MAX))
    throw new KeptError('USAGE', `--speed takes a number from 1 to ${REPLAY_SPEED_MAX}, not "${text}".`);
  return speed;
}
