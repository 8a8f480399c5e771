import { randomUUID } from 'node:crypto';
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { type DefaultEventsMap, Server, type Socket } from 'socket.io';
import { KeptError, type WireError } from '../../shared/error/index.ts';
import type { Bilingual } from '../../shared/text/index.ts';
import { type DeskPatch, DeskRows, type DeskView, type ViewPatch, type WallView, wallView } from '../../shared/view/index.ts';
import {
  type ActReply,
  type ClientToServer,
  type DetailReply,
  HEARTBEAT_MS,
  PROTOCOL_VERSION,
  parseSubscribe,
  type ServerToClient,
  type Subscribe,
  type SubscribeReply,
} from '../../shared/wire/index.ts';
import type { Clock } from '../ports/index.ts';
import { act, type DeskSource, detailFor } from './desk-calls.ts';
import { WallPicture } from './picture.ts';
import { type RedactionClass, redactionFor } from './redaction.ts';
import { Room } from './room.ts';

/** What the gateway reads: the engine's state and when it changes; and where it takes what people do. */
export type Source = DeskSource & {
  readonly generation: number;
  onChange(listener: () => void): () => void;
};

export type GatewayOptions = {
  readonly http: HttpServer;
  readonly source: Source;
  readonly clock: Clock;
  readonly banner: Bilingual | null;
};

type SocketData = {
  redaction: RedactionClass /** Messages in the second that began at `sinceAtMs`. */;
  messages: number;
  sinceAtMs: number;
};
type Io = Server<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;
type OneSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;

/** Largest message from a client: a subscription is far smaller. */
const MESSAGE_BYTES_MAX = 16_384;
const MESSAGES_PER_SECOND_MAX = 50;
const SOCKETS_MAX = 20_000;
/** How often a room's changes go out at most. */
const WALL_INTERVAL_MS = 100;
const DESK_INTERVAL_MS = 250;

type AnyRoom = Room<WallView, ViewPatch> | Room<DeskView, DeskPatch>;

/** The Socket.IO side of the server: rooms by view and class of redaction, snapshots, deltas, heartbeats, the clock. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #io: Io;
  readonly #rooms = new Map<string, AnyRoom>();
  readonly #run = randomUUID();
  #generation: number;
  #cancelBeat: () => void = () => {};
  readonly #stopListening: () => void;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#generation = options.source.generation;
    this.#io = new Server(options.http, {
      serveClient: false,
      maxHttpBufferSize: MESSAGE_BYTES_MAX,
      allowRequest: (request, answer) => answer(null, isSameOrigin(request)),
    });
    this.#io.use((socket, proceed) => proceed(refusalOf(socket, this.#io)));
    this.#io.on('connection', (socket) => this.#connected(socket));
    this.#stopListening = options.source.onChange(() => this.#changed());
    this.#beat();
  }

  async close(): Promise<void> {
    this.#cancelBeat();
    this.#stopListening();
    for (const room of this.#rooms.values()) room.close();
    await this.#io.close();
  }

  #connected(socket: OneSocket): void {
    socket.data = { redaction: 'wall', messages: 0, sinceAtMs: 0 };
    socket.use((_packet, proceed) => {
      if (this.#isTooBusy(socket)) socket.disconnect(true);
      else proceed();
    });
    socket.on('clock', (reply) => {
      if (typeof reply === 'function') reply(this.#options.clock.nowAtMs());
    });
    socket.on('subscribe', (raw, reply) => {
      if (typeof reply === 'function') reply(this.#subscribe(socket, raw));
    });
    socket.on('detail', (raw, reply) => {
      if (typeof reply === 'function') reply(this.#detail(socket, raw));
    });
    socket.on('act', (raw, reply) => {
      if (typeof reply === 'function') void this.#act(socket, raw).then(reply);
    });
  }

  /** A screen asks a few times a minute; whoever asks all the time is let go, and comes back by itself. */
  #isTooBusy(socket: OneSocket): boolean {
    const nowAtMs = this.#options.clock.nowAtMs();
    if (nowAtMs - socket.data.sinceAtMs >= 1_000) Object.assign(socket.data, { messages: 0, sinceAtMs: nowAtMs });
    socket.data.messages += 1;
    return socket.data.messages > MESSAGES_PER_SECOND_MAX;
  }

  #subscribe(socket: OneSocket, raw: unknown): SubscribeReply {
    try {
      const request = parseSubscribe(raw);
      const redaction = redactionFor(request);
      const key = keyOf(request, redaction);
      const room = this.#roomOf(key);
      for (const other of socket.rooms) if (other !== socket.id && other !== key) socket.leave(other);
      const reply = room.join(request.resume);
      socket.join(key);
      socket.data.redaction = redaction;
      return { ok: true, ...reply };
    } catch (error) {
      return { ok: false, error: refusalFor(error) };
    }
  }

  #detail(socket: OneSocket, raw: unknown): DetailReply {
    try {
      return detailFor(this.#options.source, raw, socket.data.redaction);
    } catch (error) {
      return { ok: false, error: refusalFor(error) };
    }
  }

  /** What somebody did shows on every desk at once, before the answer. */
  async #act(socket: OneSocket, raw: unknown): Promise<ActReply> {
    try {
      const { source, clock } = this.#options;
      const reply = await act(source, raw, { redaction: socket.data.redaction, nowAtMs: clock.nowAtMs() });
      for (const [key, room] of this.#rooms) if (isDesk(key)) room.flush();
      return reply;
    } catch (error) {
      return { ok: false, error: refusalFor(error) };
    }
  }

  #roomOf(key: string): AnyRoom {
    return this.#rooms.getOrInsertComputed(key, () => (isDesk(key) ? this.#deskRoom(key) : this.#wallRoom(key)));
  }

  #deskRoom(key: string): Room<DeskView, DeskPatch> {
    const { source, clock, banner } = this.#options;
    return new Room({
      epoch: this.#epoch,
      clock,
      picture: new DeskRows(source.state, { banner }),
      intervalMs: DESK_INTERVAL_MS,
      rowsIn: ({ rows, gone }) => 1 + rows.length + gone.length,
      send: (delta) => this.#io.to(key).emit('delta', delta),
    });
  }

  #wallRoom(key: string): Room<WallView, ViewPatch> {
    const board = key.split(':')[1] as string;
    return new Room({
      epoch: this.#epoch,
      clock: this.#options.clock,
      picture: new WallPicture(() => this.#viewOf(board)),
      intervalMs: WALL_INTERVAL_MS,
      rowsIn: () => 1,
      send: (delta) => this.#io.to(key).emit('delta', delta),
    });
  }

  #viewOf(boardId: string): WallView {
    const { source, banner } = this.#options;
    const view = wallView(source.state, { boardId, banner });
    if (view !== null) return view;
    const known = source.state.book.boards.map((board) => board.id).join(', ');
    throw new KeptError('BOARD_UNKNOWN', `There is no board "${boardId}"; the book has: ${known || 'none'}.`);
  }

  get #epoch(): string {
    return `${this.#run}.${this.#generation}`;
  }

  #changed(): void {
    if (this.#generation !== this.#options.source.generation) this.#startOver();
    for (const [key, room] of this.#rooms) if (this.#hasMembers(key)) room.touch();
  }

  /** Another book: what clients hold is another epoch's, so all get the whole view anew. */
  #startOver(): void {
    this.#generation = this.#options.source.generation;
    const keys = [...this.#rooms.keys()];
    for (const room of this.#rooms.values()) room.close();
    this.#rooms.clear();
    const boards = new Set(this.#options.source.state.book.boards.map((board) => board.id));
    for (const key of keys) {
      if (isDesk(key) || boards.has(key.split(':')[1] as string)) this.#io.to(key).emit('snapshot', this.#roomOf(key).snapshot());
      else this.#io.in(key).disconnectSockets(true); // The board is gone: the page asks again and is told so.
    }
  }

  #beat(): void {
    const { clock } = this.#options;
    for (const [key, room] of this.#rooms) {
      if (!this.#hasMembers(key)) continue;
      if (isDesk(key)) room.touch(); // What goes out of sight by itself, goes also when nothing else happens.
      this.#io.to(key).emit('heartbeat', { epoch: this.#epoch, seq: room.seq, nowAtMs: clock.nowAtMs() });
    }
    this.#cancelBeat = clock.wakeAt(clock.nowAtMs() + HEARTBEAT_MS, () => this.#beat());
  }

  #hasMembers(key: string): boolean {
    return (this.#io.sockets.adapter.rooms.get(key)?.size ?? 0) > 0;
  }
}

/** One room for a view and a class of redaction, as `wall:hall:wall` and `desk:lead`. */
function keyOf(request: Subscribe, redaction: RedactionClass): string {
  return request.view === 'desk' ? `desk:${redaction}` : `wall:${request.board}:${redaction}`;
}

function isDesk(key: string): boolean {
  return key.startsWith('desk:');
}

/** What the caller is told; a fault of our own or of the disk says nothing of the inside. */
function refusalFor(error: unknown): WireError {
  if (error instanceof KeptError && error.code !== 'LOG_FAILED') return error.toJSON();
  console.error(error);
  if (error instanceof KeptError)
    return new KeptError(error.code, 'It could not be written to the log, and nothing of it is kept.').toJSON();
  return new KeptError('SERVER_FAULT', 'The server failed at it.').toJSON();
}

/** A page of another site may not open a socket here. Programs send no Origin. */
function isSameOrigin({ headers }: IncomingMessage): boolean {
  if (headers.origin === undefined) return true;
  try {
    return new URL(headers.origin).host === headers.host;
  } catch {
    return false;
  }
}

function refusalOf(socket: OneSocket, io: Io): Error | undefined {
  const refuse = (error: KeptError) => Object.assign(error, { data: error.toJSON() });
  if (socket.handshake.auth['protocol'] !== PROTOCOL_VERSION) {
    return refuse(
      new KeptError(
        'PROTOCOL_VERSION',
        `The page speaks protocol ${JSON.stringify(socket.handshake.auth['protocol'])?.slice(0, 40)}, this server ${PROTOCOL_VERSION}.`,
      ),
    );
  }
  if (io.engine.clientsCount > SOCKETS_MAX) return refuse(new KeptError('LOG_BUSY', `There are ${SOCKETS_MAX} screens connected already.`));
  return undefined;
}
