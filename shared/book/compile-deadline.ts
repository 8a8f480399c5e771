import type { Deadline } from './book.ts';
import { calendarNamed, type Own, type PromiseContext, tierOf } from './compile-context.ts';
import { limitOf } from './compile-limit.ts';
import { stopsOf } from './compile-stops.ts';
import { shareOf } from './compile-target.ts';
import { windowOf } from './compile-window.ts';
import { durationMsOf } from './duration.ts';
import type { RawPromise } from './layers.ts';
import { typeSetOf } from './type-set.ts';

const SETTLE_DEFAULT_MS = 15 * 60_000;

/** A deadline promise, but for what all kinds have. */
export function compileDeadline(raw: RawPromise, context: PromiseContext): Own<Deadline> {
  const { complain } = context;
  return {
    kind: 'deadline',
    settles: null,
    opens: typeSetOf(raw['opens'] as string | undefined),
    met: typeSetOf(raw['met'] as string),
    broken: typeSetOf(raw['broken'] as string | undefined),
    moves: typeSetOf(raw['moves'] as string | undefined),
    limit: limitOf(raw, complain),
    calendar: calendarNamed(raw, context),
    tier: tierOf(raw, complain),
    stops: stopsOf(raw, complain),
    reopened: typeSetOf(raw['reopened'] as string | undefined),
    reopen: (raw['reopen'] as Deadline['reopen'] | undefined) ?? 'exclude-closed',
    repeat: raw['repeat'] === true,
    stages: [], // They are made of the whole promise.
    per: windowOf((raw['per'] ?? 'day') as string, 'per', context),
    tolerate: tolerateOf(raw['tolerate'] as number | string | undefined),
    roll: (raw['roll'] as Deadline['roll'] | undefined) ?? 'total',
    settleMs: raw['settle'] === undefined ? SETTLE_DEFAULT_MS : (durationMsOf(String(raw['settle'])) ?? 0),
  };
}

function tolerateOf(raw: number | string | undefined): Deadline['tolerate'] {
  return typeof raw === 'string' ? { kind: 'share', share: shareOf(raw) } : { kind: 'count', count: raw ?? 0 };
}
