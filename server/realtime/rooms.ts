import type { Change, EngineState } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import type { Bilingual } from '../../shared/text/index.ts';
import {
  type DeskPatch,
  DeskRows,
  type DeskView,
  type LogTrouble,
  type Sites,
  type ViewPatch,
  WallPicture,
  type WallView,
  wallView,
} from '../../shared/view/index.ts';
import { HEARTBEAT_MS, type Seal, type Subscribe } from '../../shared/wire/index.ts';
import type { Clock } from '../ports/index.ts';
import { alarmOf } from './alarms.ts';
import type { RedactionClass } from './redaction.ts';
import { Room } from './room.ts';

export type RoomsOptions = {
  readonly source: { readonly state: EngineState };
  readonly clock: Clock;
  readonly banner: Bilingual | null;
  /** What is wrong with the log now. */
  readonly trouble?: () => LogTrouble | null;
  /** Of the log as far as the engine has folded it, for the walls. */
  readonly sealNow?: () => Seal | null;
};

/** How often a room's changes go out at most. */
const WALL_INTERVAL_MS = 100;
const DESK_INTERVAL_MS = 250;

export type AnyRoom = Room<WallView, ViewPatch> | Room<DeskView, DeskPatch>;

/** A room and what it shows: each view and class of redaction has one of its own. */
type Placed = { readonly room: AnyRoom; readonly request: Subscribe; readonly sites: Sites };

/** The rooms that somebody has been in, of one epoch: a book, and the run of the server. */
export class Rooms {
  readonly #options: RoomsOptions;
  readonly #epoch: string;
  readonly #rooms = new Map<string, Placed>();
  /** Walls of one board differ by what a class may see and not by what is drawn: they are drawn once for each change. */
  readonly #drawn = new Map<string, WallView>();

  constructor(options: RoomsOptions, epoch: string) {
    this.#options = options;
    this.#epoch = epoch;
  }

  /** @throws KeptError BOARD_UNKNOWN. */
  of(request: Subscribe, redaction: RedactionClass, sites: Sites): AnyRoom {
    const key = keyOf(request, redaction, sites);
    const make = () => ({ room: request.view === 'desk' ? this.#deskRoom(sites) : this.#wallRoom(request.board), request, sites });
    return this.#rooms.getOrInsertComputed(key, make).room;
  }

  /** The engine changed something: rooms in which somebody is look what they show of it. */
  changed(changes: readonly Change[]): void {
    this.#drawn.clear();
    const { state } = this.#options.source;
    for (const { room, request, sites } of this.#rooms.values()) {
      if (room.size === 0) continue;
      room.touch();
      // What is told of singly names lines of all sites: a desk that is cut waits for its rows.
      if (room.slow === 0 || (request.view === 'desk' && sites !== 'all')) continue;
      const board = request.view === 'desk' ? null : (state.book.boards.find(({ id }) => id === request.board) ?? null);
      room.alarm(changes.flatMap((change) => alarmOf(state, change, board) ?? []));
    }
  }

  /** What somebody did shows on every desk at once. */
  flushDesks(): void {
    for (const { room, request } of this.#rooms.values()) if (request.view === 'desk') room.flush();
  }

  /** One slice of the members is told that it is up to date; those who were slow come back. */
  tick(slice: number): void {
    for (const { room, request } of this.#rooms.values()) {
      if (room.size === 0) continue;
      // What goes out of sight by itself, goes also when nothing else happens.
      if (slice === 0 && request.view === 'desk') room.touch();
      room.readmit();
      room.beat(slice, HEARTBEAT_MS);
    }
  }

  close(): void {
    for (const { room } of this.#rooms.values()) room.close();
  }

  #deskRoom(sites: Sites): Room<DeskView, DeskPatch> {
    const { source, clock, banner, trouble = () => null } = this.#options;
    const picture = new DeskRows(source.state, { banner, trouble, sites });
    return new Room({ epoch: this.#epoch, clock, picture, intervalMs: DESK_INTERVAL_MS });
  }

  #wallRoom(board: string): Room<WallView, ViewPatch> {
    const picture = new WallPicture(() => this.#viewOf(board));
    const { clock, sealNow = () => null } = this.#options;
    return new Room({ epoch: this.#epoch, clock, picture, intervalMs: WALL_INTERVAL_MS, sealNow });
  }

  #viewOf(boardId: string): WallView {
    return this.#drawn.getOrInsertComputed(boardId, () => {
      const { source, banner, trouble } = this.#options;
      const view = wallView(source.state, { boardId, banner, trouble: trouble?.() ?? null });
      if (view !== null) return view;
      const known = source.state.book.boards.map((board) => board.id).join(', ');
      throw new KeptError('BOARD_UNKNOWN', `There is no board "${boardId}"; the book has: ${known || 'none'}.`);
    });
  }
}

/** As `wall:hall:wall` and `desk:lead:"all"`. */
function keyOf(request: Subscribe, redaction: RedactionClass, sites: Sites): string {
  return request.view === 'desk' ? `desk:${redaction}:${JSON.stringify(sites)}` : `wall:${request.board}:${redaction}`;
}
