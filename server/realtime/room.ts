import type { Picture } from '../../shared/view/index.ts';
import type { Delta, Heartbeat, Position, Seal, Snapshot } from '../../shared/wire/index.ts';
import type { Clock } from '../ports/index.ts';
import type { HeldAlarm } from './alarms.ts';
import { Aside } from './aside.ts';
import { type Frame, frameOf } from './frame.ts';
import type { Member } from './member.ts';

/** Deltas kept for clients that come back: a minute at the wall's full rate. */
const DELTAS_MAX = 600;
/** Bytes in them altogether: a desk's delta may hold thousands of rows. */
const DELTA_BYTES_MAX = 8 * 1024 * 1024;
/** So few are sent without a look at how large the whole view would be. */
const FEW_DELTAS = 16;
/** A snapshot is encoded once for all who join within this long, unless something changed. */
const SNAPSHOT_FRESH_MS = 1_000;
/** A heartbeat goes out slice by slice, so that ten thousand of them hold up nothing. */
export const BEAT_SLICES = 20;

export type RoomOptions<View, Patch> = {
  readonly epoch: string;
  readonly clock: Clock;
  readonly picture: Picture<View, Patch>;
  /** A room's changes go out at once, then at most this often. */
  readonly intervalMs: number;
  /** Of the log as far as the engine has folded it; `null` where that cannot be said. */
  readonly sealNow?: () => Seal | null;
};

type Encoded = { readonly seq: number; readonly atMs: number; readonly frame: Frame };

/**
 * One view for all who may see the same of it: worked out once, encoded once, sent to many. A delta has the number after the last
 * one's, so a client knows what it holds, and proves it by asking to resume from there. A client that is too slow for deltas stands
 * aside until it has caught up.
 */
export class Room<View, Patch> {
  readonly #options: RoomOptions<View, Patch>;
  readonly #members = new Set<Member>();
  readonly #aside = new Aside();
  #seq = 0;
  /** Of the log at the last look: what the view says comes from there, whether anything of it differed or not. */
  #seal: Seal | null = null;
  #deltas: Encoded[] = [];
  #bytesHeld = 0;
  #snapshot: Encoded | null = null;
  #sentAtMs = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | null = null;

  constructor(options: RoomOptions<View, Patch>) {
    this.#options = options;
  }

  get position(): Position {
    return { epoch: this.#options.epoch, seq: this.#seq };
  }
  get #sealed(): { readonly seal?: Seal } {
    return this.#seal === null ? {} : { seal: this.#seal };
  }
  /** Everybody in it, those who stand aside included. */
  get size(): number {
    return this.#members.size + this.#aside.size;
  }
  /** How many are too slow for its deltas. */
  get slow(): number {
    return this.#aside.size;
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
    const { epoch, clock, picture, sealNow } = this.#options;
    const patch = picture.refresh();
    this.#seal = sealNow?.() ?? null;
    if (patch === null) return;
    this.#seq += 1;
    this.#sentAtMs = clock.nowAtMs();
    const delta: Delta<Patch> = { epoch, seq: this.#seq, nowAtMs: this.#sentAtMs, ...this.#sealed, patch };
    const frame = frameOf('delta', delta);
    this.#hold({ seq: this.#seq, atMs: this.#sentAtMs, frame });
    this.#deliver(frame);
  }

  /**
   * Takes a client in and sends it what it misses: the deltas since `resume` while they are still held, else the whole view.
   * @returns where that leads; `null` where it has to wait for the view until what is under way has arrived.
   */
  join(member: Member, resume: Position | undefined): Position | null {
    this.flush();
    const missed = this.#missed(resume);
    this.leave(member);
    if (!member.takesView) {
      this.#aside.add(member);
      return null;
    }
    this.#members.add(member);
    member.grant(missed ?? [this.#snapshotFrame()]);
    return this.position;
  }

  leave(member: Member): void {
    this.#members.delete(member);
    this.#aside.delete(member);
  }

  /** Tells those who are too slow for deltas of what must not wait. */
  alarm(alarms: readonly HeldAlarm[]): void {
    this.#aside.tell(alarms, this.#options.clock.nowAtMs());
  }

  /** Brings those back who have caught up. */
  readmit(): void {
    if (this.#aside.size === 0) return;
    for (const member of this.#aside.drained(this.#options.clock.nowAtMs())) this.join(member, undefined);
  }

  /** Tells a slice of the members that they are up to date, unless a delta has just told them. */
  beat(slice: number, everyMs: number): void {
    const nowAtMs = this.#options.clock.nowAtMs();
    if (this.#members.size === 0 || nowAtMs - this.#sentAtMs < everyMs / BEAT_SLICES) return;
    const heartbeat: Heartbeat = { ...this.position, nowAtMs, ...this.#sealed };
    const frame = frameOf('heartbeat', heartbeat);
    for (const member of this.#members) if (member.slice === slice) this.#offer(member, frame);
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #deliver(frame: Frame): void {
    for (const member of this.#members) this.#offer(member, frame);
  }

  #offer(member: Member, frame: Frame): void {
    if (member.offer(frame)) return;
    this.#members.delete(member);
    this.#aside.add(member);
  }

  /** `null` when they are not held any more, or are many and more to send than the whole view. */
  #missed(resume: Position | undefined): readonly Frame[] | null {
    const first = this.#deltas[0]?.seq ?? this.#seq + 1;
    if (resume === undefined || resume.epoch !== this.#options.epoch || resume.seq > this.#seq || resume.seq < first - 1) return null;
    const missed = this.#deltas.slice(resume.seq - (first - 1)).map(({ frame }) => frame);
    if (missed.length <= FEW_DELTAS) return missed;
    const bytes = missed.reduce((sum, frame) => sum + frame.bytes, 0);
    return bytes > this.#snapshotFrame().bytes ? null : missed;
  }

  #snapshotFrame(): Frame {
    const nowAtMs = this.#options.clock.nowAtMs();
    if (this.#snapshot?.seq !== this.#seq || nowAtMs - this.#snapshot.atMs > SNAPSHOT_FRESH_MS) {
      const snapshot: Snapshot<View> = { ...this.position, nowAtMs, ...this.#sealed, view: this.#options.picture.view };
      this.#snapshot = { seq: this.#seq, atMs: nowAtMs, frame: frameOf('snapshot', snapshot) };
    }
    return this.#snapshot.frame;
  }

  #hold(delta: Encoded): void {
    this.#snapshot = null;
    this.#deltas.push(delta);
    this.#bytesHeld += delta.frame.bytes;
    if (this.#deltas.length > DELTAS_MAX) this.#dropUntil(this.#deltas.length - DELTAS_MAX / 2);
    while (this.#bytesHeld > DELTA_BYTES_MAX && this.#deltas.length > 0) this.#dropUntil(Math.ceil(this.#deltas.length / 2));
  }

  #dropUntil(index: number): void {
    for (const { frame } of this.#deltas.splice(0, index)) this.#bytesHeld -= frame.bytes;
  }
}
