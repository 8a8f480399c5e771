import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import { patchView, type ViewPatch, type WallView } from '../../shared/view/index.ts';
import {
  type ClientToServer,
  PROTOCOL_VERSIONS,
  type ReplayDo,
  type ReplayOpen,
  type ReplayReply,
  type ReplayStatus,
  type ServerToClient,
  type Snapshot,
} from '../../shared/wire/index.ts';

type Line = Socket<ServerToClient, ClientToServer>;

async function connected(url: string): Promise<Line> {
  const socket: Line = io(url, { transports: ['websocket'], auth: { protocols: PROTOCOL_VERSIONS } });
  await once(socket as never, 'connect');
  return socket;
}

/** What a wall showed at an instant, as JSON, and how far the log had come that it showed. */
export type Recorded = { readonly atMs: number; readonly place: number; readonly wall: string };

/** A live wall without a browser: it carries its view by deltas, and is recorded by asking for the whole of it. */
export class RecordedWall {
  readonly #socket: Line;
  readonly #board: string;
  #carried: { seq: number; view: WallView } | null = null;
  #onSnapshot: (recorded: Recorded) => void = () => {};

  private constructor(socket: Line, board: string) {
    this.#socket = socket;
    this.#board = board;
    socket.on('snapshot', (snapshot) => this.#take(snapshot));
    socket.on('delta', ({ seq, patch }) => {
      if (this.#carried !== null) this.#carried = { seq, view: patchView(this.#carried.view, patch as ViewPatch) };
    });
  }

  static async open(url: string, board: string): Promise<RecordedWall> {
    const wall = new RecordedWall(await connected(url), board);
    await wall.record();
    return wall;
  }

  /** @throws Error where what it carried by deltas is not what the server shows. */
  async record(): Promise<Recorded> {
    const { promise, resolve } = Promise.withResolvers<Recorded>();
    this.#onSnapshot = resolve;
    this.#socket.emit('subscribe', { view: 'wall', board: this.#board }, () => {});
    return promise;
  }

  /** At once, before another delta is heard. */
  #take({ seq, view, nowAtMs, seal }: Snapshot): void {
    const wall = JSON.stringify(view);
    if (this.#carried?.seq === seq && JSON.stringify(this.#carried.view) !== wall) throw new Error('The deltas led elsewhere.');
    this.#carried = { seq, view: view as WallView };
    this.#onSnapshot({ atMs: nowAtMs, place: seal?.place ?? 0, wall });
  }

  close(): void {
    this.#socket.close();
  }
}

/** A replay as the page of the review opens it. */
export class SeenReplay {
  readonly #socket: Line;
  #view: WallView | null = null;

  private constructor(socket: Line) {
    this.#socket = socket;
    socket.on('replay-frame', (frame, taken) => {
      if (frame.kind === 'snapshot') this.#view = frame.snapshot.view as WallView;
      if (frame.kind === 'delta' && this.#view !== null) this.#view = patchView(this.#view, frame.delta.patch as ViewPatch);
      taken();
    });
  }

  static async open(url: string, wanted: ReplayOpen): Promise<SeenReplay> {
    const socket = await connected(url);
    const replay = new SeenReplay(socket);
    statusIn(await new Promise<ReplayReply>((resolve) => socket.emit('replay-open', wanted, resolve)));
    return replay;
  }

  get wall(): string {
    return JSON.stringify(this.#view);
  }

  async do(wanted: ReplayDo): Promise<ReplayStatus> {
    return statusIn(await new Promise<ReplayReply>((resolve) => this.#socket.emit('replay-do', wanted, resolve)));
  }

  close(): void {
    this.#socket.close();
  }
}

function statusIn(reply: ReplayReply): ReplayStatus {
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`);
  return reply.status;
}
