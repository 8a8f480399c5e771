import { diffView, type WallView } from '../../shared/view/index.ts';
import type { Delta, Snapshot, Subscribe, SubscribeReply } from '../../shared/wire/index.ts';
import type { Clock } from '../ports/index.ts';

/** A room's changes go out at once, then at most this often. */
const INTERVAL_MS = 100;
/** Deltas kept for clients that come back: a minute at the full rate. */
const DELTAS_MAX = 600;

export type RoomOptions = {
  readonly epoch: string;
  readonly clock: Clock;
  /** The view as it is now. */
  readonly view: () => WallView;
  readonly send: (delta: Delta) => void;
};

/**
 * One view for all who may see the same of it: worked out once, sent to many. A delta has the number after the last one's, so
 * a client knows what it holds, and proves it by asking to resume from there.
 */
export class Room {
  readonly #options: RoomOptions;
  #view: WallView;
  #seq = 0;
  #deltas: Delta[] = [];
  #sentAtMs = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | null = null;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.#view = options.view();
  }

  get seq(): number {
    return this.#seq;
  }

  /** Something changed: at once if the last delta is long enough ago, else when it is. */
  touch(): void {
    if (this.#cancel !== null) return;
    const { clock } = this.#options;
    const dueAtMs = this.#sentAtMs + INTERVAL_MS;
    if (clock.nowAtMs() >= dueAtMs) this.flush();
    else
      this.#cancel = clock.wakeAt(dueAtMs, () => {
        this.#cancel = null;
        this.flush();
      });
  }

  /** Sends what differs from the last view, if anything does. */
  flush(): void {
    const { epoch, clock, view, send } = this.#options;
    const fresh = view();
    const patch = diffView(this.#view, fresh);
    if (patch === null) return;
    this.#view = fresh;
    this.#seq += 1;
    this.#sentAtMs = clock.nowAtMs();
    const delta = { epoch, seq: this.#seq, nowAtMs: this.#sentAtMs, patch };
    this.#deltas.push(delta);
    if (this.#deltas.length > DELTAS_MAX) this.#deltas = this.#deltas.slice(-DELTAS_MAX / 2);
    send(delta);
  }

  /** What a subscriber gets: the deltas that it missed while they are still held, else the whole view. */
  join(resume: Subscribe['resume']): SubscribeReply {
    this.flush();
    const first = this.#deltas[0]?.seq ?? this.#seq + 1;
    if (resume !== undefined && resume.epoch === this.#options.epoch && resume.seq <= this.#seq && resume.seq >= first - 1) {
      return { ok: true, deltas: this.#deltas.filter((delta) => delta.seq > resume.seq) };
    }
    return { ok: true, snapshot: this.snapshot() };
  }

  snapshot(): Snapshot {
    return { epoch: this.#options.epoch, seq: this.#seq, nowAtMs: this.#options.clock.nowAtMs(), view: this.#view };
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
