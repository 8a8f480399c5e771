import { KeptError, type WireError } from '../../shared/error/index.ts';
import { type ClientToServer, parseReplayDo, parseReplayOpen, type ReplayReply, type ServerToClient } from '../../shared/wire/index.ts';
import type { ReplaySink, Replays, RunningReplay } from '../ports/index.ts';

type Calls = Pick<ClientToServer, 'replay-open' | 'replay-do'>;
type Sent = Pick<ServerToClient, 'replay-frame' | 'replay-ended'>;

/** Of a socket, what a replay needs. */
export interface ReplaySocket {
  on<E extends keyof Calls>(event: E, listener: Calls[E]): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
  emit<E extends keyof Sent>(event: E, ...args: Parameters<Sent[E]>): unknown;
}

/**
 * The replays of one connection: one at a time, which ends with it. A frame asks for more by its acknowledgement, so that a page that is
 * slow, or gone, gets fewer.
 */
export function serveReplays(socket: ReplaySocket, replays: Replays | null, refusalFor: (error: unknown) => WireError): void {
  const calls = new ReplayCalls(socket, replays);
  const answered = (work: () => Promise<ReplayReply>, reply: unknown) => {
    if (typeof reply !== 'function') return;
    void work()
      .catch((error: unknown): ReplayReply => ({ ok: false, error: refusalFor(error) }))
      .then((result) => reply(result));
  };
  socket.on('replay-open', (raw, reply) => answered(() => calls.open(raw), reply));
  socket.on('replay-do', (raw, reply) => answered(() => calls.do(raw), reply));
  socket.on('disconnect', () => calls.close());
}

class ReplayCalls {
  readonly #socket: ReplaySocket;
  readonly #replays: Replays | null;
  #replay: RunningReplay | null = null;
  #ending: Promise<void> | null = null;
  #isGone = false;
  /** Counts openings: what an earlier replay still says is not passed on. */
  #opened = 0;

  constructor(socket: ReplaySocket, replays: Replays | null) {
    this.#socket = socket;
    this.#replays = replays;
  }

  /** @throws KeptError REPLAY_INVALID, REPLAY_BUSY. */
  async open(raw: unknown): Promise<ReplayReply> {
    const wanted = parseReplayOpen(raw);
    if (this.#replays === null) throw new KeptError('REPLAY_BUSY', 'This server runs no replays.');
    const turn = ++this.#opened;
    const ending = this.#end();
    if (ending !== null) await ending;
    if (this.#isGone || turn !== this.#opened) throw overtaken();
    const { replay, opened } = this.#replays.open(wanted, this.#sinkOf(turn));
    this.#replay = replay;
    const reply = await opened;
    if (!reply.ok && this.#replay === replay) this.#replay = null;
    return reply;
  }

  /** @throws KeptError REPLAY_INVALID, REPLAY_UNKNOWN. */
  async do(raw: unknown): Promise<ReplayReply> {
    const wanted = parseReplayDo(raw);
    if (this.#replay === null) throw unknown();
    return this.#replay.do(wanted);
  }

  close(): void {
    this.#isGone = true;
    void this.#end();
  }

  /** What is still ending takes a place among those that run: who opens another waits for it. */
  #end(): Promise<void> | null {
    if (this.#replay !== null) {
      const ending = this.#replay.close().finally(() => {
        if (this.#ending === ending) this.#ending = null;
      });
      this.#ending = ending;
    }
    this.#replay = null;
    return this.#ending;
  }

  #sinkOf(opened: number): ReplaySink {
    const isCurrent = () => !this.#isGone && opened === this.#opened;
    return {
      frame: (frame) => {
        if (isCurrent()) this.#socket.emit('replay-frame', frame, () => this.#taken(opened));
      },
      ended: (ended) => {
        if (!isCurrent()) return;
        this.#replay = null;
        this.#socket.emit('replay-ended', ended);
      },
    };
  }

  #taken(opened: number): void {
    if (opened === this.#opened) this.#replay?.taken();
  }
}

function overtaken(): KeptError {
  return new KeptError('REPLAY_UNKNOWN', 'Another replay was opened before this one, or the connection ended.');
}

function unknown(): KeptError {
  return new KeptError('REPLAY_UNKNOWN', 'No replay is open on this connection.');
}
