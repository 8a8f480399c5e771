import type { WireError } from '../../shared/error/index.ts';
import type { ReplayDo, ReplayEnded, ReplayFrame, ReplayOpen, ReplayReply, ReplayStatus } from '../../shared/wire/index.ts';
import { follow, type Held, type KeptSocket, openSocket, Retry, refusalOf, type Topic } from '../connection/index.ts';

/** The server gives a seek two minutes; an answer that takes longer than this is taken for lost. */
const ANSWER_MS_MAX = 130_000;

/** `going`: on the way to an instant. `lost`: the server is away, and is asked again. `ended`: the server let go of it, `fault` says why. */
export type ReplayPhase = 'off' | 'going' | 'here' | 'lost' | 'ended';

export type ReplayRange = { readonly fromAtMs: number; readonly toAtMs: number };
/** Of a socket, what a replay needs; another one in tests. */
export type ReplayWire = Pick<KeptSocket, 'on' | 'off' | 'emit' | 'connect' | 'disconnect' | 'connected' | 'timeout'>;

export type ReplayLinkOptions<V, P> = {
  readonly patch: Topic<V, P>['patch'];
  readonly view: { readonly view: 'desk' } | { readonly view: 'wall'; readonly board: string };
  readonly wire?: ReplayWire;
};

/** One replay over a connection of its own, kept up over breaks: it goes back to where it stood. `close` it when the page goes. */
export class ReplayLink<V, P> {
  readonly #options: ReplayLinkOptions<V, P>;
  readonly #socket: ReplayWire;
  readonly #retry = new Retry(Math.random);
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #range: ReplayRange | null = null;
  /** Who waits for the range to be open. */
  #opened: ((isThere: boolean) => void) | null = null;
  #held: Held<V> | null = null;
  /** Counts what was asked for: the answer to an earlier question says nothing any more. */
  #asked = 0;
  #view = $state.raw<V | null>(null);
  #status = $state.raw<ReplayStatus | null>(null);
  #phase = $state<ReplayPhase>('off');
  #goalAtMs = $state<number | null>(null);
  #fault = $state.raw<WireError | null>(null);
  #speed = $state(1);

  constructor(options: ReplayLinkOptions<V, P>) {
    this.#options = options;
    this.#socket = options.wire ?? openSocket();
    this.#listen();
  }

  /** What was shown at `status.atMs`; `null` before the first frame. */
  get view(): V | null {
    return this.#view;
  }
  get status(): ReplayStatus | null {
    return this.#status;
  }
  get phase(): ReplayPhase {
    return this.#phase;
  }
  /** Where it is going, while it is. */
  get goalAtMs(): number | null {
    return this.#phase === 'going' ? this.#goalAtMs : null;
  }
  get fault(): WireError | null {
    return this.#fault;
  }
  get speed(): number {
    return this.#speed;
  }
  get isPlaying(): boolean {
    return this.#phase === 'here' && this.#status?.isPlaying === true;
  }

  /** Opens a range and goes to an instant of it, paused. @returns whether it is there. */
  open(range: ReplayRange, atMs: number): Promise<boolean> {
    this.#range = range;
    this.#goalAtMs = atMs;
    this.#phase = 'going';
    this.#fault = null;
    this.#opened?.(false);
    const opened = new Promise<boolean>((resolve) => {
      this.#opened = resolve;
    });
    if (this.#socket.connected) void this.#begin();
    else this.#socket.connect();
    return opened;
  }

  /** @returns whether it is there; not where something else was asked for meanwhile. */
  async seek(atMs: number): Promise<boolean> {
    if (this.#range === null || this.#phase === 'lost') return false;
    if (this.#phase === 'ended' || atMs < this.#range.fromAtMs) return this.open({ ...this.#range, fromAtMs: atMs }, atMs);
    this.#goalAtMs = atMs;
    return (await this.#go({ do: 'seek', atMs }))?.ok === true;
  }

  /** Goes on, or back, to the next change of a state. @returns whether there was one; `null` where nothing was answered. */
  async step(isBack = false): Promise<boolean | null> {
    this.#goalAtMs = null;
    const reply = await this.#go(isBack ? { do: 'step', isBack } : { do: 'step' });
    return reply?.ok === true ? (reply.stepped ?? false) : null;
  }

  play(isPlaying: boolean): void {
    if (this.#phase === 'here') void this.#go({ do: isPlaying ? 'play' : 'pause' });
  }

  /** @param speed 1 to `REPLAY_SPEED_MAX`. */
  pace(speed: number): void {
    this.#speed = speed;
    if (this.#phase === 'here') void this.#go({ do: 'speed', speed });
  }

  /** Stays where it has come to. */
  cancel(): void {
    if (this.#phase === 'going') void this.#go({ do: 'pause' });
  }

  close(): void {
    clearTimeout(this.#retryTimer);
    this.#opened?.(false);
    this.#socket.off();
    this.#socket.disconnect();
  }

  async #begin(): Promise<void> {
    const range = this.#range;
    if (range === null) return;
    const request: ReplayOpen = { ...this.#options.view, ...range, speed: this.#speed, paused: true };
    const opened = await this.#ask((reply) => this.#socket.timeout(ANSWER_MS_MAX).emit('replay-open', request, reply));
    const goalAtMs = this.#goalAtMs;
    const isElsewhere = goalAtMs !== null && goalAtMs !== range.fromAtMs;
    const there = opened?.ok === true && isElsewhere ? await this.#go({ do: 'seek', atMs: goalAtMs }) : opened;
    this.#opened?.(there?.ok === true);
  }

  #go(wanted: ReplayDo): Promise<ReplayReply | null> {
    if (wanted.do === 'seek' || wanted.do === 'step') this.#phase = 'going';
    return this.#ask((reply) => this.#socket.timeout(ANSWER_MS_MAX).emit('replay-do', wanted, reply));
  }

  /** Asks, and takes the answer in if nothing else was asked meanwhile. */
  async #ask(send: (reply: (error: Error | null, answer: ReplayReply) => void) => void): Promise<ReplayReply | null> {
    this.#asked += 1;
    const asked = this.#asked;
    const reply = await new Promise<ReplayReply | null>((resolve) => send((error, answer) => resolve(error ? null : answer)));
    if (asked !== this.#asked || this.#phase === 'lost') return null;
    if (reply === null) this.#end(null);
    else if (reply.ok) this.#arrived(reply.status);
    else this.#end(reply.error);
    return reply;
  }

  #arrived(status: ReplayStatus): void {
    this.#status = status;
    this.#fault = null;
    this.#phase = 'here';
  }

  #end(fault: WireError | null): void {
    this.#fault = fault;
    this.#phase = 'ended';
  }

  #take(frame: ReplayFrame): void {
    this.#status = frame.status;
    if (frame.kind === 'time') return;
    if (frame.kind === 'snapshot') {
      const { epoch, seq, view } = frame.snapshot;
      this.#held = { position: { epoch, seq }, view: view as V };
    } else if (this.#held !== null) {
      const next = follow(this.#held, [frame.delta as typeof frame.delta & { readonly patch: P }], this.#options.patch);
      // Frames come in order over one connection; where one is missing all the same, seeking to the same instant draws it whole.
      if (next === null) void this.seek(frame.status.atMs);
      else this.#held = next;
    }
    this.#view = this.#held?.view ?? null;
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on('replay-frame', (frame: ReplayFrame, taken: () => void) => {
      this.#take(frame);
      taken();
    });
    socket.on('replay-ended', ({ error }: ReplayEnded) => this.#end(error ?? null));
    socket.on('connect', () => {
      this.#retry.connected(performance.now());
      if (this.#range === null) return;
      this.#phase = 'going';
      void this.#begin();
    });
    socket.on('disconnect', () => this.#lose(null));
    socket.on('connect_error', (error: Error) => this.#lose(refusalOf(error)?.retryAfterMs ?? null));
  }

  /** What it showed stays, and it comes back to that instant. */
  #lose(hintMs: number | null): void {
    this.#asked += 1;
    this.#goalAtMs ??= this.#status?.atMs ?? null;
    if (this.#phase === 'here') this.#goalAtMs = this.#status?.atMs ?? this.#goalAtMs;
    this.#phase = 'lost';
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#socket.connect(), this.#retry.broken(performance.now(), hintMs));
  }
}
