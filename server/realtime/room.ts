import type { Delta, Position, Snapshot } from '../../shared/wire/index.ts';
import type { Clock } from '../ports/index.ts';
import type { Picture } from './picture.ts';

/** Deltas kept for clients that come back: a minute at the wall's full rate. */
const DELTAS_MAX = 600;
/** Rows in them altogether: a desk's delta may hold thousands. */
const ROWS_MAX = 60_000;

export type RoomOptions<View, Patch> = {
  readonly epoch: string;
  readonly clock: Clock;
  readonly picture: Picture<View, Patch>;
  /** A room's changes go out at once, then at most this often. */
  readonly intervalMs: number;
  /** How many rows a patch holds, about. */
  readonly rowsIn: (patch: Patch) => number;
  readonly send: (delta: Delta<Patch>) => void;
};

/**
 * One view for all who may see the same of it: worked out once, sent to many. A delta has the number after the last one's, so
 * a client knows what it holds, and proves it by asking to resume from there.
 */
export class Room<View, Patch> {
  readonly #options: RoomOptions<View, Patch>;
  #seq = 0;
  #deltas: Delta<Patch>[] = [];
  #rowsHeld = 0;
  #sentAtMs = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | null = null;

  constructor(options: RoomOptions<View, Patch>) {
    this.#options = options;
  }

  get seq(): number {
    return this.#seq;
  }

  /** Something changed: at once if the last delta is long enough ago, else when it is. */
  touch(): void {
    if (this.#cancel !== null) return;
    const { clock, intervalMs } = this.#options;
    const dueAtMs = this.#sentAtMs + intervalMs;
    if (clock.nowAtMs() >= dueAtMs) this.flush();
    else
      this.#cancel = clock.wakeAt(dueAtMs, () => {
        this.#cancel = null;
        this.flush();
      });
  }

  /** Sends what differs from the last view, if anything does. */
  flush(): void {
    const { epoch, clock, picture, send } = this.#options;
    const patch = picture.refresh();
    if (patch === null) return;
    this.#seq += 1;
    this.#sentAtMs = clock.nowAtMs();
    const delta = { epoch, seq: this.#seq, nowAtMs: this.#sentAtMs, patch };
    this.#hold(delta);
    send(delta);
  }

  /** What a subscriber gets: the deltas that it missed while they are still held, else the whole view. */
  join(resume: Position | undefined): { readonly deltas: readonly Delta<Patch>[] } | { readonly snapshot: Snapshot<View> } {
    this.flush();
    const first = this.#deltas[0]?.seq ?? this.#seq + 1;
    if (resume !== undefined && resume.epoch === this.#options.epoch && resume.seq <= this.#seq && resume.seq >= first - 1) {
      return { deltas: this.#deltas.filter((delta) => delta.seq > resume.seq) };
    }
    return { snapshot: this.snapshot() };
  }

  snapshot(): Snapshot<View> {
    const { epoch, clock, picture } = this.#options;
    return { epoch, seq: this.#seq, nowAtMs: clock.nowAtMs(), view: picture.view };
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #hold(delta: Delta<Patch>): void {
    this.#deltas.push(delta);
    this.#rowsHeld += this.#options.rowsIn(delta.patch);
    if (this.#deltas.length > DELTAS_MAX) this.#dropUntil(this.#deltas.length - DELTAS_MAX / 2);
    while (this.#rowsHeld > ROWS_MAX && this.#deltas.length > 0) this.#dropUntil(Math.ceil(this.#deltas.length / 2));
  }

  #dropUntil(index: number): void {
    for (const { patch } of this.#deltas.splice(0, index)) this.#rowsHeld -= this.#options.rowsIn(patch);
  }
}
