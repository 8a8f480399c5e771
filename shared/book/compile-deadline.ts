import type { Deadline, Stage } from './book.ts';
import type { RawByTier } from './by-tier.ts';
import { type Complain, calendarNamed, type Own, type PromiseContext, tierOf } from './compile-context.ts';
import { limitOf, limitsOf } from './compile-limit.ts';
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
    stages: stagesOf(raw, complain),
    per: windowOf((raw['per'] ?? 'day') as string, 'per', context),
    tolerate: tolerateOf(raw['tolerate'] as number | string | undefined),
    roll: (raw['roll'] as Deadline['roll'] | undefined) ?? 'total',
    settleMs: raw['settle'] === undefined ? SETTLE_DEFAULT_MS : (durationMsOf(String(raw['settle'])) ?? 0),
  };
}

type RawStage = { readonly name: string; readonly met: string; readonly within: RawByTier };

function stagesOf(raw: RawPromise, complain: Complain): readonly Stage[] {
  const stages = (raw['stages'] ?? []) as readonly RawStage[];
  stages.forEach(({ name }, index) => {
    if (stages.findIndex((stage) => stage.name === name) !== index)
      complain(['stages', index, 'name'], `there are two stages \`${name}\``, 'Give one of them another name.');
  });
  return stages.map(({ name, met, within }, index) => ({
    name,
    met: typeSetOf(met),
    limits: limitsOf({ within }, ['stages', index, 'within'], { hasTier: raw['tier'] !== undefined, complain }),
  }));
}

function tolerateOf(raw: number | string | undefined): Deadline['tolerate'] {
  return typeof raw === 'string' ? { kind: 'share', share: shareOf(raw) } : { kind: 'count', count: raw ?? 0 };
}
