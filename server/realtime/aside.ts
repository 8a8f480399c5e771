import type { Alarm } from '../../shared/wire/index.ts';
import { type HeldAlarm, HeldAlarms } from './alarms.ts';
import { type Frame, frameOf } from './frame.ts';
import type { Member } from './member.ts';

/**
 * The clients of one room that are too slow for its deltas. Each is told of alarms singly, and goes back when what waited for it is
 * gone. What was written for the whole room and has not left yet is out of date and taken back, so that an alarm overtakes it.
 */
export class Aside {
  readonly #held = new Map<Member, HeldAlarms>();

  get size(): number {
    return this.#held.size;
  }

  add(member: Member): void {
    member.outlet.dropRoomFrames();
    this.#held.set(member, new HeldAlarms());
  }

  delete(member: Member): boolean {
    return this.#held.delete(member);
  }

  tell(alarms: readonly HeldAlarm[], nowAtMs: number): void {
    if (alarms.length === 0 || this.#held.size === 0) return;
    const frames = new FrameOfEach();
    for (const [member, held] of this.#held) {
      for (const alarm of alarms) held.add(alarm);
      this.#send(member, held, { nowAtMs, frames });
    }
  }

  /** Sends what can be sent, and gives those that may go back; these are told of all that was held first. */
  drained(nowAtMs: number): readonly Member[] {
    const back: Member[] = [];
    const frames = new FrameOfEach();
    for (const [member, held] of this.#held) {
      this.#send(member, held, { nowAtMs, frames });
      if (held.size > 0 || !member.outlet.isDrained) continue;
      this.#held.delete(member);
      back.push(member);
    }
    return back;
  }

  /** Alarms go out while nothing waits before the transport: so one lot of them waits there at most, and the rest is held together. */
  #send({ outlet }: Member, held: HeldAlarms, { nowAtMs, frames }: { readonly nowAtMs: number; readonly frames: FrameOfEach }): void {
    if (outlet.isBacked || held.size === 0) return;
    for (const alarm of held.take(nowAtMs)) outlet.write(frames.of(alarm));
  }
}

/** The same alarm goes to many: it is encoded once. */
class FrameOfEach {
  readonly #frames = new Map<string, Frame>();

  of(alarm: Alarm): Frame {
    return this.#frames.getOrInsertComputed(`${alarm.kind} ${alarm.id} ${alarm.hasBroken}`, () => singly(alarm));
  }
}

function singly(alarm: Alarm): Frame {
  const frame = frameOf('alarm', alarm);
  return { ...frame, options: { ...frame.options, isOfRoom: false } };
}
