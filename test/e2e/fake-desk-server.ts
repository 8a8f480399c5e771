import { Server, type Socket } from 'socket.io';
import type { WireError } from '../../shared/error/index.ts';
import { type DeskDetail, type DeskPatch, type DeskRow, type DeskView, patchDesk } from '../../shared/view/index.ts';
import { type Act, type ClientToServer, HEARTBEAT_MS, type ServerToClient } from '../../shared/wire/index.ts';
import { listen, pageServer } from './built-pages.ts';

export type FakeDeskServer = {
  readonly url: string;
  /** What was done, oldest first. */
  readonly acts: readonly Act[];
  /** Starts again with this view, for pages that come later. */
  begin(view: DeskView): void;
  /** Sends rows that are new or differ, and those that went. */
  patch(patch: Pick<DeskPatch, 'rows' | 'gone'>): void;
  /** Refuses what is done from now on, or `null` to do it again. */
  refuse(error: WireError | null): void;
  /** Goes on accepting connections, and says nothing any more. */
  silence(): void;
  speak(): void;
  close(): Promise<void>;
};

export type FakeDeskOptions = {
  readonly view: DeskView;
  readonly detail: (row: DeskRow) => DeskDetail;
  /** The server's clock, epoch ms. */
  readonly nowAtMs: () => number;
};

const ROOM = 'desk';
const UNKNOWN: WireError = { code: 'VALUE_RANGE', message: 'There is no such row.', fix: 'Reload the page.' };

/** Serves the built pages and one desk, and does what it is told as simply as can be. */
export async function startFakeDesk({ view, detail, nowAtMs }: FakeDeskOptions): Promise<FakeDeskServer> {
  const http = pageServer();
  const io = new Server<ClientToServer, ServerToClient>(http);
  const acts: Act[] = [];
  const state = { view, seq: 0, epoch: 0, place: 1_000, silent: false, refusal: null as WireError | null };
  const stamp = () => ({ epoch: `fake${state.epoch}`, seq: state.seq, nowAtMs: nowAtMs() });
  const rowOf = (id: string) => state.view.rows.find((row) => row.id === id);
  const patch = (change: DeskPatch): void => {
    state.view = patchDesk(state.view, change);
    state.seq += 1;
    io.to(ROOM).emit('delta', { ...stamp(), patch: change });
  };
  const act = (what: Act): ReturnType<typeof replyTo> => {
    const row = rowOf(what.id);
    if (state.refusal !== null || row === undefined) return replyTo(state.refusal ?? UNKNOWN);
    acts.push(what);
    state.place += 1;
    patch(what.do === 'exclude' ? { rows: [], gone: [row.id] } : { rows: [{ ...row, ...effectOf(what), rev: state.place }], gone: [] });
    return replyTo(state.place);
  };
  io.on('connection', (socket: Socket<ClientToServer, ServerToClient>) => {
    socket.on('clock', (reply) => void (state.silent || reply(nowAtMs())));
    socket.on('subscribe', (_, reply) => {
      if (state.silent) return;
      void socket.join(ROOM);
      socket.emit('snapshot', { ...stamp(), view: state.view });
      reply({ ok: true, position: stamp() });
    });
    socket.on('detail', ({ id }, reply) => {
      const row = rowOf(id);
      if (!state.silent) reply(row === undefined ? { ok: false, error: UNKNOWN } : { ok: true, detail: detail(row) });
    });
    socket.on('act', (what, reply) => void (state.silent || reply(act(what))));
  });
  const beat = setInterval(() => void (state.silent || io.to(ROOM).emit('heartbeat', stamp())), HEARTBEAT_MS);
  const url = await listen(http);
  return {
    url,
    acts,
    begin: (fresh) => {
      Object.assign(state, { view: fresh, seq: 0, epoch: state.epoch + 1, silent: false, refusal: null });
      acts.length = 0;
    },
    patch,
    refuse: (error) => {
      state.refusal = error;
    },
    silence: () => {
      state.silent = true;
    },
    speak: () => {
      state.silent = false;
    },
    close: async () => {
      clearInterval(beat);
      await io.close();
    },
  };
}

function replyTo(answer: number | WireError) {
  return typeof answer === 'number' ? ({ ok: true, place: answer } as const) : ({ ok: false, error: answer } as const);
}

function effectOf(act: Act): Partial<DeskRow> {
  if (act.do === 'acknowledge') return { ackedBy: act.by };
  if (act.do === 'unacknowledge') return { ackedBy: null };
  if (act.do === 'shelve') return { shelvedBy: act.by, shelvedUntilMs: act.untilAtMs };
  if (act.do === 'unshelve') return { shelvedBy: null, shelvedUntilMs: null };
  return act.do === 'assign' ? { owner: act.to } : {};
}
