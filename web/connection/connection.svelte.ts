import type { WireError } from '../../shared/error/index.ts';
import type { Act, ActReply, DetailReply, Seal } from '../../shared/wire/index.ts';
import { type Carried, putAway, takeOut } from './carried-view.ts';
import { clockOffMs } from './clock-off.ts';
import { goToSignIn } from './go-to-sign-in.ts';
import { Link, type Wire } from './link.ts';
import { PagesWatch } from './new-pages.ts';
import { reloadOnce } from './reload-once.ts';
import { Retry } from './retry.ts';
import { ANSWER_MS_MAX, type KeptSocket, openSocket, refusalOf } from './socket.ts';
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
  readonly #pages = new PagesWatch(sessionStorage, Math.random);
  /** From the page before, until the first view of its own. */
  #carried: Carried<V> | null = null;
  #tick: ReturnType<typeof setTimeout> | undefined;
  #reload: ReturnType<typeof setTimeout> | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  // Raw: the server's views are replaced whole, so a proxy per row would cost and give nothing.
  #view = $state.raw<V | null>(null);
  #seal = $state.raw<Seal | null>(null);
  #refusal = $state.raw<WireError | null>(null);
  #nowAtMs = $state<number | null>(null);
  #heardAtMs = $state<number | null>(null);
  #silentMs = $state(0);
  #clockOffMs = $state<number | null>(null);
  #stale = $state(false);

  constructor(topic: Topic<V, P>) {
    this.#topic = topic;
    this.#socket = openSocket();
    if (topic.carriedAs !== null) {
      this.#carried = takeOut<V>(sessionStorage, topic.carriedAs, Date.now());
      addEventListener('pagehide', this.#putAway);
    }
    this.#link = new Link({ topic, wire: wireOf(this.#socket), monotonicMs: () => performance.now(), random: Math.random });
    this.#listen();
    this.#socket.connect();
    this.#onTick();
  }

  /** What to draw; values change once a second at most, states at once. `null` before the first view. */
  get view(): V | null {
    return this.#view;
  }
  /** By which a picture of `view` is proven, where the server gave it. */
  get seal(): Seal | null {
    return this.#seal;
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
  /**
   * How far the date of the page's own computer is from the server's time, whole seconds in ms, ahead where positive; `null` while that is
   * too little to tell of. The page goes by the server's time alone, and other programs on that computer do not.
   */
  get clockOffMs(): number | null {
    return this.#clockOffMs;
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
    clearTimeout(this.#reload);
    removeEventListener('pagehide', this.#putAway);
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
    socket.on('welcome', ({ pages }) => this.#met(pages));
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

  /** A screen that nobody touches loads new pages by itself, once they can be had. */
  #met(pages: string | undefined): void {
    const waitMs = this.#topic.carriedAs === null ? null : this.#pages.met(pages);
    if (waitMs === null || pages === undefined) return;
    clearTimeout(this.#reload);
    this.#reload = setTimeout(async () => {
      const isThere = await fetch(location.href, { cache: 'reload' }).then(
        ({ ok }) => ok,
        () => false,
      );
      if (!isThere) return;
      this.#pages.loads(pages);
      location.reload();
    }, waitMs);
  }

  /** What is shown goes on standing while the next page comes up, and is its first picture. */
  readonly #putAway = (): void => {
    const { carriedAs } = this.#topic;
    const [view, heardAtMs, nowAtMs] = [this.#view, this.#heardAtMs, this.#nowAtMs];
    if (carriedAs === null || view === null || heardAtMs === null || nowAtMs === null) return;
    putAway(sessionStorage, carriedAs, { view, seal: this.#seal, heardAtMs, nowAtMs }, Date.now());
  };

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
    if (link.view !== null || link.refusal !== null) this.#carried = null;
    const carried = this.#carried;
    this.#heardAtMs = link.heardAtMs ?? carried?.heardAtMs ?? null;
    this.#refusal = link.refusal;
    this.#stale = link.stale;
    const view = link.view ?? carried?.view ?? null;
    if (!atTheSecond && !recovered && !this.#topic.isNews(this.#view, view)) return;
    this.#view = view;
    this.#seal = carried === null ? link.seal : carried.seal;
    this.#nowAtMs = link.nowAtMs ?? carried?.nowAtMs ?? null;
    this.#silentMs = link.silentMs;
    this.#clockOffMs = link.stale ? this.#clockOffMs : clockOffMs(Date.now(), link.nowAtMs);
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
