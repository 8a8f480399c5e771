import type { WireError } from '../../shared/error/index.ts';
import type { Alarm, Delta, Heartbeat, Seal, Snapshot, Subscribe, SubscribeReply } from '../../shared/wire/index.ts';
import { ClockSync } from './clock-sync.ts';
import { follow, type Held, isAt } from './resume.ts';
import { Staleness } from './staleness.ts';
import type { Topic } from './topic.ts';

/** What the link asks of the transport. An answer that does not come in time is `null`. */
export interface Wire {
  subscribe(request: Subscribe, reply: (reply: SubscribeReply | null) => void): void;
  clock(reply: (serverNowAtMs: number | null) => void): void;
  /** Drops the connection, whatever state it claims to be in, and connects again. */
  reconnect(): void;
}

export type LinkOptions<V, P> = {
  readonly topic: Pick<Topic<V, P>, 'request' | 'patch' | 'alarm'>;
  readonly wire: Wire;
  /** Only counts; its zero is anywhere. */
  readonly monotonicMs: () => number;
  /** 0 to 1; spreads the reconnections of many walls. */
  readonly random: () => number;
};

/** A snapshot that does not fit must not become a storm of snapshots. */
const ANEW_EVERY_MS = 2_000;
/** A board that is not in the book may be in the next one. */
const REFUSED_RETRY_MS = 30_000;
/** A transport that claims to be open is not believed in silence for longer than this, spread over half as much again. */
const SILENCE_MAX_MS = 10_000;
/** After a sleep the connection is most likely dead. */
const SILENCE_AWAKE_MAX_MS = 3_000;

const NO_LONGER: readonly string[] = ['RIGHT_MISSING', 'SIGN_IN_NEEDED', 'TOKEN_REFUSED'];

/** Where a view stands that an alarm was put into: no delta leads on from there. */
const NOWHERE = { epoch: '', seq: 0 };

/**
 * One subscription, kept up whatever happens to the transport: it resumes, notices gaps, asks anew, and knows how old its view is.
 * It holds no timer and no socket; `tick` is called once a second.
 */
export class Link<V, P> {
  readonly #options: LinkOptions<V, P>;
  readonly #clock: ClockSync;
  readonly #staleness: Staleness;
  #held: Held<V> | null = null;
  #seal: Seal | null = null;
  #refusal: WireError | null = null;
  #heardAtMs: number | null = null;
  #connected = false;
  #asked = 0;
  /** The number of the request whose answer is awaited, 0 when none is; an answer to an earlier one is dropped. */
  #awaited = 0;
  #askedAtMs = Number.NEGATIVE_INFINITY;
  #reconnectAtMs = Number.POSITIVE_INFINITY;

  constructor(options: LinkOptions<V, P>) {
    this.#options = options;
    this.#clock = new ClockSync({ ask: (reply) => options.wire.clock(reply), monotonicMs: options.monotonicMs });
    this.#staleness = new Staleness(options.monotonicMs());
  }

  /** The latest view, however old; `null` before the first snapshot. */
  get view(): V | null {
    return this.#held?.view ?? null;
  }
  /** By which a picture of the latest view is proven; `null` where the server gave none for just this view. */
  get seal(): Seal | null {
    return this.#seal;
  }
  /** Why the server gives no view, if it said so. */
  get refusal(): WireError | null {
    return this.#refusal;
  }
  /** Server time of the last word from the server, epoch ms. */
  get heardAtMs(): number | null {
    return this.#heardAtMs;
  }
  get stale(): boolean {
    return this.#staleness.isStale(this.#options.monotonicMs());
  }
  get silentMs(): number {
    return this.#staleness.silentMs(this.#options.monotonicMs());
  }
  /** The server's time now, epoch ms; `null` before anything was heard. */
  get nowAtMs(): number | null {
    return this.#clock.nowAtMs;
  }

  connected(): void {
    this.#connected = true;
    this.#bearSilence(SILENCE_MAX_MS);
    this.#ask(this.#held?.position);
    this.#clock.burst();
  }

  disconnected(): void {
    this.#connected = false;
    this.#awaited = 0;
  }

  /** The server refused the connection itself. */
  refused(error: WireError): void {
    this.#refusal = error;
    // Who may no longer see it is not left with what they saw last.
    if (NO_LONGER.includes(error.code)) this.#held = null;
  }

  snapshot(snapshot: Snapshot): void {
    this.#heard(snapshot.nowAtMs);
    // A link subscribes to one topic, so the views that come over its wire are of it.
    this.#hold({ position: { epoch: snapshot.epoch, seq: snapshot.seq }, view: snapshot.view as V });
    this.#seal = snapshot.seal ?? null;
  }

  delta(delta: Delta): void {
    this.#heard(delta.nowAtMs);
    if (this.#held === null) return;
    const next = follow(this.#held, [delta as Delta<P>], this.#options.topic.patch);
    if (next === null) this.#askAnew(ANEW_EVERY_MS);
    else if (next !== this.#held) {
      this.#held = next;
      this.#seal = delta.seal ?? null;
    }
  }

  /**
   * The connection is too slow for all that changes, and this must not wait. It says nothing of the rest, so the view goes on growing
   * old; the snapshot that follows makes it new.
   */
  alarm(alarm: Alarm): void {
    this.#bearSilence(SILENCE_MAX_MS);
    this.#clock.heard(alarm.nowAtMs);
    if (this.#held === null) return;
    this.#held = { position: NOWHERE, view: this.#options.topic.alarm(this.#held.view, alarm) };
    this.#seal = null;
  }

  heartbeat(heartbeat: Heartbeat): void {
    this.#heard(heartbeat.nowAtMs);
    if (this.#held === null) return;
    if (isAt(this.#held.position, heartbeat)) this.#seal = heartbeat.seal ?? null;
    else this.#askAnew(ANEW_EVERY_MS);
  }

  /** The machine may have slept: what is shown is old unless the server is heard soon, and so is the clock. */
  woke(): void {
    this.#staleness.suspect(this.#options.monotonicMs());
    if (!this.#connected) return;
    this.#bearSilence(SILENCE_AWAKE_MAX_MS);
    this.#clock.burst();
  }

  tick(): void {
    if (!this.#connected) return;
    this.#clock.tick();
    if (this.#held === null) this.#askAnew(this.#refusal === null ? ANEW_EVERY_MS : REFUSED_RETRY_MS);
    if (this.#refusal !== null || this.#options.monotonicMs() < this.#reconnectAtMs) return;
    this.#bearSilence(SILENCE_MAX_MS);
    this.#options.wire.reconnect();
  }

  #heard(serverAtMs: number): void {
    this.#staleness.heard(this.#options.monotonicMs());
    this.#heardAtMs = serverAtMs;
    this.#bearSilence(SILENCE_MAX_MS);
    this.#clock.heard(serverAtMs);
  }

  #bearSilence(ms: number): void {
    this.#reconnectAtMs = this.#options.monotonicMs() + ms * (1 + this.#options.random() / 2);
  }

  #hold(held: Held<V>): void {
    this.#held = held;
    this.#refusal = null;
  }

  /** Asks for a snapshot, unless an answer is awaited or the last question is too fresh. */
  #askAnew(everyMs: number): void {
    if (this.#awaited !== 0 || this.#options.monotonicMs() - this.#askedAtMs < everyMs) return;
    this.#ask(undefined);
  }

  #ask(resume: Subscribe['resume']): void {
    this.#asked += 1;
    const asked = this.#asked;
    this.#awaited = asked;
    this.#askedAtMs = this.#options.monotonicMs();
    const { request } = this.#options.topic;
    this.#options.wire.subscribe(resume === undefined ? request : { ...request, resume }, (reply) => {
      if (this.#awaited !== asked) return;
      this.#awaited = 0;
      if (reply !== null) this.#answered(reply, resume !== undefined);
    });
  }

  #answered(reply: SubscribeReply, isResume: boolean): void {
    if (!reply.ok) {
      this.#refusal = reply.error;
      this.#held = null;
      return;
    }
    this.#refusal = null;
    const { position } = reply;
    if (position === null) return; // A snapshot comes when what is under way has arrived.
    if (this.#held !== null && isAt(this.#held.position, position)) return;
    if (isResume) this.#ask(undefined);
    else this.#askAnew(ANEW_EVERY_MS);
  }
}
