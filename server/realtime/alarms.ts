import type { Board } from '../../shared/book/index.ts';
import type { Change, EngineState, FeedState } from '../../shared/engine/index.ts';
import type { State } from '../../shared/view/index.ts';
import type { Alarm } from '../../shared/wire/index.ts';

/** An alarm that has not been told yet. */
export type HeldAlarm = Omit<Alarm, 'nowAtMs'>;

const FEED_STATES: { readonly [state in FeedState]: State } = {
  live: 'on-track',
  behind: 'no-data',
  silent: 'no-data',
  waiting: 'idle',
};

/**
 * What a board has to be told singly of: its lines, windows of them that close broken, and the feeds; the desk, which has no board,
 * of all lines.
 */
export function alarmOf({ lines }: Pick<EngineState, 'lines'>, change: Change, board: Board | null): HeldAlarm | null {
  switch (change.kind) {
    case 'line':
      if (!isOn(board, change.line)) return null;
      return { kind: 'line', id: change.line, state: change.to, hasBroken: change.to === 'broken', atMs: change.atMs };
    case 'window':
      if (!isOn(board, change.line) || change.verdict !== 'broken') return null;
      return { kind: 'line', id: change.line, state: lines.get(change.line)?.state ?? 'broken', hasBroken: true, atMs: change.atMs };
    case 'feed':
      return { kind: 'feed', id: change.feed, state: FEED_STATES[change.to], hasBroken: false, atMs: change.atMs };
    default:
      return null;
  }
}

function isOn(board: Board | null, line: string): boolean {
  return board === null || board.promises.includes(line.split('/', 1)[0] as string);
}

/**
 * Alarms that wait for a slow client. There is one of a line at most, of its newest state: so none is ever dropped, and there are
 * never more than the board has lines. That a line broke is said even where it no longer is.
 */
export class HeldAlarms {
  readonly #held = new Map<string, HeldAlarm>();

  add(alarm: HeldAlarm): void {
    const key = `${alarm.kind} ${alarm.id}`;
    const before = this.#held.get(key);
    this.#held.delete(key); // So that they go out in the order in which they turned last.
    this.#held.set(key, before?.hasBroken ? { ...alarm, hasBroken: true } : alarm);
  }

  get size(): number {
    return this.#held.size;
  }

  /** All of them, which are not held any more. */
  take(nowAtMs: number): readonly Alarm[] {
    const alarms = [...this.#held.values()].map((held) => ({ ...held, nowAtMs }));
    this.#held.clear();
    return alarms;
  }
}
