import type { WireError } from '../../shared/error/index.ts';
import type { Act, ActReply, DetailReply } from '../../shared/wire/index.ts';
import { Link, type Wire } from './link.ts';
import { reloadOnce } from './reload-once.ts';
import { Retry } from './retry.ts';
import { ANSWER_MS_MAX, goToSignIn, type KeptSocket, openSocket, refusalOf } from './socket.ts';
import { WakeWatch } from './staleness.ts';
import type { Topic } from './topic.ts';

const SECOND_MS = 1_000;

/** One view over one socket, with its age. `close` it when the page goes. */
export class Connection<V, P> {
  readonly #topic: Topic<V, P>;
  readonly #socket: KeptSocket;
  readonly #link: Link<V, P>;
  readonly #wake = new WakeWatch(performance.now(), Date.now());
  readonly #retry = new Retry(Math.random);
  #tick: ReturnType<typeof setTimeout> | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  // Raw: the server's views are replaced whole, so a proxy per row would cost and give nothing.
  #view = $state.raw<V | null>(null);
  #refusal = $state.raw<WireError | null>(null);
  #nowAtMs = $state<number | null>(null);
  #heardAtMs = $state<number | null>(null);
  #silentMs = $state(0);
  #stale = $state(false);

  constructor(topic: Topic<V, P>) {
    this.#topic = topic;
    this.#socket = openSocket();
    this.#link = new Link({ topic, wire: wireOf(this.#socket), monotonicMs: () => performance.now(), random: Math.random });
    this.#listen();
    this.#socket.connect();
    this.#onTick();
  }

  /** What to draw; values change once a second at most, states at once. `null` before the first view. */
  get view(): V | null {
    return this.#view;
  }
  /** Why there is no view, if the server said so. */
  get refusal(): WireError | null {
    return this.#refusal;
  }
  /** The server's time, epoch ms, as of the last whole second; `null` before anything was heard. */
  get nowAtMs(): number | null {
    return this.#nowAtMs;
  }
  /** Server time of the last word from the server. */
  get heardAtMs(): number | null {
    return this.#heardAtMs;
  }
  /** How long the server has been silent, or the page open before its first word. */
  get silentMs(): number {
    return this.#silentMs;
  }
  /** Nothing was heard for `STALE_AFTER_MS`: what is shown may no longer be so. */
  get stale(): boolean {
    return this.#stale;
  }

  /** One row explained as of now; `null` when no answer came in time. */
  detail(id: string): Promise<DetailReply | null> {
    return new Promise((resolve) => {
      this.#socket.timeout(ANSWER_MS_MAX).emit('detail', { id }, (error, reply) => resolve(error ? null : reply));
    });
  }

  /** Does something about a row; `null` when no answer came in time, and then it may or may not have been done. */
  act(act: Act): Promise<ActReply | null> {
    return new Promise((resolve) => {
      this.#socket.timeout(ANSWER_MS_MAX).emit('act', act, (error, reply) => resolve(error ? null : reply));
    });
  }

  close(): void {
    clearTimeout(this.#tick);
    clearTimeout(this.#retryTimer);
    this.#socket.off();
    this.#socket.disconnect();
  }

  #listen(): void {
    const [socket, link] = [this.#socket, this.#link];
    const then = <A>(take: (message: A) => void) => {
      return (message: A): void => {
        take(message);
        this.#show(false);
      };
    };
    socket.on(
      'snapshot',
      then((snapshot) => link.snapshot(snapshot)),
    );
    socket.on(
      'delta',
      then((delta) => link.delta(delta)),
    );
    socket.on(
      'heartbeat',
      then((heartbeat) => link.heartbeat(heartbeat)),
    );
    socket.on(
      'alarm',
      then((alarm) => link.alarm(alarm)),
    );
    socket.on('connect', () => {
      clearTimeout(this.#retryTimer);
      this.#retry.connected(performance.now());
      link.connected();
    });
    socket.on('disconnect', () => {
      link.disconnected();
      this.#connectLater(null);
    });
    socket.on('connect_error', (error) => {
      const refusal = refusalOf(error);
      if (refusal?.code === 'PROTOCOL_VERSION' && reloadOnce(sessionStorage, Date.now(), () => location.reload())) return;
      if (refusal?.code === 'SIGN_IN_NEEDED') goToSignIn();
      if (refusal !== null) link.refused(refusal);
      this.#connectLater(refusal?.retryAfterMs ?? null);
    });
  }

  #connectLater(hintMs: number | null): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#socket.connect(), this.#retry.broken(performance.now(), hintMs));
  }

  #onTick(): void {
    if (this.#wake.woke(performance.now(), Date.now())) this.#link.woke();
    this.#link.tick();
    this.#show(true);
    // Aligned to the whole second of the server's clock, and read anew each time: counted ticks would drift.
    const nowAtMs = this.#link.nowAtMs ?? performance.now();
    this.#tick = setTimeout(() => this.#onTick(), SECOND_MS - (nowAtMs % SECOND_MS));
  }

  #show(atTheSecond: boolean): void {
    const link = this.#link;
    const recovered = this.#stale && !link.stale;
    this.#heardAtMs = link.heardAtMs;
    this.#refusal = link.refusal;
    this.#stale = link.stale;
    if (!atTheSecond && !recovered && !this.#topic.isNews(this.#view, link.view)) return;
    this.#view = link.view;
    this.#nowAtMs = link.nowAtMs;
    this.#silentMs = link.silentMs;
  }
}

function wireOf(socket: KeptSocket): Wire {
  return {
    subscribe: (request, reply) => {
      socket.timeout(ANSWER_MS_MAX).emit('subscribe', request, (error, answer) => reply(error ? null : answer));
    },
    clock: (reply) => {
      socket.timeout(ANSWER_MS_MAX).emit('clock', (error, serverNowAtMs) => reply(error ? null : serverNowAtMs));
    },
    reconnect: () => {
      socket.disconnect().connect();
    },
  };
}
