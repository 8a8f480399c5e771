import { randomUUID } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { type DefaultEventsMap, Server, type Socket } from 'socket.io';
import type { Change } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { type Subject, sitesOf } from '../../shared/right/index.ts';
import type { Bilingual } from '../../shared/text/index.ts';
import type { LogTrouble } from '../../shared/view/index.ts';
import {
  type ActReply,
  agreedVersion,
  type ClientToServer,
  type DetailReply,
  HEARTBEAT_MS,
  PROTOCOL_VERSIONS,
  parseSubscribe,
  type Seal,
  type ServerToClient,
  type Subscribe,
  type SubscribeReply,
} from '../../shared/wire/index.ts';
import { type Access, BOUNDS, type Bounds, type Caller, type Clock, LOCAL_ACCESS, type Replays } from '../ports/index.ts';
import { Admission } from './admission.ts';
import { act, type DeskSource, detailFor } from './desk-calls.ts';
import { Door } from './door.ts';
import { Member } from './member.ts';
import { type Conn, forgetRequest, hangUp, outletOf } from './outlet.ts';
import { type RedactionClass, redactionFor } from './redaction.ts';
import { refusalFor, refusedWith, versionText } from './refusals.ts';
import { serveReplays } from './replay-calls.ts';
import { BEAT_SLICES } from './room.ts';
import { type AnyRoom, Rooms } from './rooms.ts';
import { callerAt, isStillGood, LOOK_MS, mayGoOn } from './socket-guard.ts';

/** What the gateway reads: the engine's state and when it changes; and where it takes what people do. */
export type Source = DeskSource & {
  readonly generation: number;
  onChange(listener: (changes: readonly Change[]) => void): () => void;
};

export type GatewayOptions = {
  readonly http: HttpServer;
  readonly source: Source;
  readonly clock: Clock;
  readonly banner: Bilingual | null;
  /** What is wrong with the log now. Whoever changes it tells `source.onChange`. */
  readonly trouble?: () => LogTrouble | null;
  /** Of the log as far as the engine has folded it. */
  readonly sealNow?: () => Seal | null;
  /** Which pages are served, told to each that connects. */
  readonly pages?: () => string | null;
  /** What runs replays; without it none can be opened. */
  readonly replays?: Replays;
  /** Other bounds than the usual ones. */
  readonly bounds?: Partial<Bounds>;
  /** Who connects, for limits of an address; without it there are none. */
  readonly addressOf?: (request: IncomingMessage) => string;
  /** Who is who; without it accounts are off. */
  readonly access?: Access;
  /** Leaves of what a request says about its way what may be believed. */
  readonly believe?: (request: IncomingMessage) => void;
  /** The class that a subscription puts a connection in. */
  readonly classOf?: (request: Subscribe, subject: Subject) => RedactionClass;
};

type SocketData = {
  /** Who opened it, known before it is let in. */
  caller: Caller;
  member: Member;
  room: AnyRoom | null;
  /** What it subscribed to last. */
  wanted: Subscribe | null;
  redaction: RedactionClass;
  /** Messages in the second that began at `sinceAtMs`. */
  messages: number;
  sinceAtMs: number;
};
type Io = Server<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;
type OneSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;

/** What makes a whole view or a thread, and what it costs, in messages. */
const DEAR: readonly unknown[] = ['subscribe', 'replay-open'];
const DEAR_MESSAGES = 5;

/** A client that reads nothing does not say goodbye either. */
const GOODBYE_MS_MAX = 500;
const FULL_RETRY_MS = 30_000;

/** The Socket.IO side of the server: rooms by view and class of redaction, who comes in, and what they ask. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #bounds: Bounds;
  readonly #io: Io;
  readonly #admission: Admission;
  readonly #door: Door;
  readonly #access: Access;
  readonly #run = randomUUID();
  #rooms: Rooms;
  #generation: number;
  #slice = 0;
  #cancelBeat: () => void = () => {};
  #cancelLook: () => void = () => {};
  readonly #stopListening: () => void;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#bounds = { ...BOUNDS, ...options.bounds };
    const { socketsPerSecond: perSecond, messageBytes, helloMs } = this.#bounds;
    this.#admission = new Admission({ perSecond });
    this.#door = new Door({ bounds: this.#bounds, clock: options.clock, addressOf: options.addressOf });
    this.#access = options.access ?? LOCAL_ACCESS;
    this.#generation = options.source.generation;
    this.#rooms = this.#newRooms();
    this.#io = new Server(options.http, {
      serveClient: false,
      maxHttpBufferSize: messageBytes,
      connectTimeout: helloMs,
      perMessageDeflate: false, // It takes a hundred times the memory of a quiet connection, and each would encode for itself.
      allowRequest: (request, answer) => {
        options.believe?.(request);
        const refusal = this.#door.refusalOf(request);
        answer(refusal, refusal === null);
      },
    });
    this.#io.engine.on('connection', (conn: EventEmitter & { readonly request: IncomingMessage }) => this.#door.count(conn, conn.request));
    this.#io.use((socket, proceed) => proceed(this.#refusalOf(socket)));
    this.#io.on('connection', (socket) => this.#connected(socket));
    this.#stopListening = options.source.onChange((changes) => this.#changed(changes));
    this.#beat();
    if (this.#access.hasAccounts) this.#look();
  }

  async close(): Promise<void> {
    this.#cancelBeat();
    this.#cancelLook();
    this.#stopListening();
    this.#rooms.close();
    const conns = [...this.#io.sockets.sockets.values()].map(({ conn }) => conn as unknown as Conn);
    const timer = setTimeout(() => conns.forEach(hangUp), GOODBYE_MS_MAX);
    await this.#io.close();
    clearTimeout(timer);
  }

  #connected(socket: OneSocket): void {
    const conn = socket.conn as unknown as Conn;
    const member = new Member(outletOf(conn), Math.floor(Math.random() * BEAT_SLICES));
    const { caller } = socket.data;
    socket.data = { caller, member, room: null, wanted: null, redaction: 'wall', messages: 0, sinceAtMs: 0 };
    forgetRequest(conn);
    const protocol = agreedVersion(socket.handshake.auth, PROTOCOL_VERSIONS) as number;
    const pages = this.#options.pages?.() ?? null;
    socket.emit('welcome', { protocol, nowAtMs: this.#options.clock.nowAtMs(), ...(pages === null ? {} : { pages }) });
    socket.use((packet, proceed) => {
      if (this.#isTooBusy(socket, packet[0]) || !isStillGood(this.#access, caller)) socket.disconnect(true);
      else if (mayGoOn(caller, packet, { access: this.#access, refusalFor })) proceed();
    });
    socket.on('disconnect', () => socket.data.room?.leave(member));
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
    serveReplays(socket, this.#options.replays ?? null, refusalFor);
  }

  /** A screen asks a few times a minute; whoever asks all the time is let go, and comes back by itself. */
  #isTooBusy({ data }: OneSocket, event: unknown): boolean {
    const nowAtMs = this.#options.clock.nowAtMs();
    if (nowAtMs - data.sinceAtMs >= 1_000) Object.assign(data, { messages: 0, sinceAtMs: nowAtMs });
    data.messages += DEAR.includes(event) ? DEAR_MESSAGES : 1;
    return data.messages > this.#bounds.messagesPerSecond;
  }

  #subscribe(socket: OneSocket, raw: unknown): SubscribeReply {
    try {
      const request = parseSubscribe(raw);
      const redaction = (this.#options.classOf ?? redactionFor)(request, socket.data.caller.subject);
      const room = this.#rooms.of(request, redaction, sitesOf(socket.data.caller.subject));
      socket.data.room?.leave(socket.data.member);
      Object.assign(socket.data, { room, redaction, wanted: request });
      return { ok: true, position: room.join(socket.data.member, request.resume) };
    } catch (error) {
      return { ok: false, error: refusalFor(error) };
    }
  }

  #detail(socket: OneSocket, raw: unknown): DetailReply {
    try {
      const { redaction, caller } = socket.data;
      return detailFor(this.#options.source, raw, { redaction, sites: sitesOf(caller.subject) });
    } catch (error) {
      return { ok: false, error: refusalFor(error) };
    }
  }

  /** What somebody did shows on every desk at once, before the answer. */
  async #act(socket: OneSocket, raw: unknown): Promise<ActReply> {
    try {
      const { source, clock } = this.#options;
      const { redaction, caller } = socket.data;
      const by = caller.subject.kind === 'person' ? caller.subject.name : null;
      const reply = await act(source, raw, { redaction, sites: sitesOf(caller.subject), by, nowAtMs: clock.nowAtMs() });
      this.#rooms.flushDesks();
      return reply;
    } catch (error) {
      return { ok: false, error: refusalFor(error) };
    }
  }

  #newRooms(): Rooms {
    return new Rooms(this.#options, `${this.#run}.${this.#generation}`);
  }

  #changed(changes: readonly Change[]): void {
    if (this.#generation !== this.#options.source.generation) this.#startOver();
    this.#rooms.changed(changes);
  }

  /** Another book: what clients hold is another epoch's, so all get the whole view anew. */
  #startOver(): void {
    this.#generation = this.#options.source.generation;
    this.#rooms.close();
    this.#rooms = this.#newRooms();
    const boards = new Set(this.#options.source.state.book.boards.map((board) => board.id));
    for (const socket of this.#io.sockets.sockets.values()) {
      const { wanted, redaction, member, caller } = socket.data;
      if (wanted === null) continue;
      // The board is gone: the page asks again and is told so.
      if (wanted.view === 'wall' && !boards.has(wanted.board)) socket.disconnect(true);
      else {
        socket.data.room = this.#rooms.of(wanted, redaction, sitesOf(caller.subject));
        socket.data.room.join(member, undefined);
      }
    }
  }

  #beat(): void {
    const { clock } = this.#options;
    this.#rooms.tick(this.#slice);
    this.#slice = (this.#slice + 1) % BEAT_SLICES;
    this.#cancelBeat = clock.wakeAt(clock.nowAtMs() + HEARTBEAT_MS / BEAT_SLICES, () => this.#beat());
  }

  /** Whoever came with what has ended since is let go. */
  #look(): void {
    const { clock } = this.#options;
    for (const socket of this.#io.sockets.sockets.values()) if (!isStillGood(this.#access, socket.data.caller)) socket.disconnect(true);
    this.#cancelLook = clock.wakeAt(clock.nowAtMs() + LOOK_MS, () => this.#look());
  }

  #refusalOf(socket: OneSocket): Error | undefined {
    const { clock } = this.#options;
    const { sockets, socketsOfAddress } = this.#bounds;
    const { auth, headers } = socket.handshake;
    if (agreedVersion(auth, PROTOCOL_VERSIONS) === null) return refusedWith(new KeptError('PROTOCOL_VERSION', versionText(auth)));
    try {
      socket.data.caller = callerAt(this.#access, { headers, token: auth['token'] });
    } catch (error) {
      return error instanceof KeptError ? refusedWith(error) : new Error('The server failed at it.');
    }
    if (this.#io.engine.clientsCount > sockets)
      return refusedWith(new KeptError('SERVER_BUSY', `There are ${sockets} screens connected already.`), FULL_RETRY_MS);
    if (this.#door.isFull(socket.request))
      return refusedWith(new KeptError('SERVER_BUSY', `This address has ${socketsOfAddress} screens connected already.`), FULL_RETRY_MS);
    const retryAfterMs = this.#admission.retryAfterMs(clock.nowAtMs());
    if (retryAfterMs === 0) return undefined;
    return refusedWith(new KeptError('SERVER_BUSY', 'Many screens are coming back at once.'), retryAfterMs);
  }
}
