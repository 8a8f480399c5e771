import type { Allowance, ByTier, Deadline } from '../../book/index.ts';
import type { Judged } from '../../clock/index.ts';
import type { Bilingual } from '../../text/index.ts';
import { both } from '../bilingual.ts';
import { clockText, momentText } from './clock-text.ts';
import type { ExplainedLimit, ObligationExplanation } from './explanation.ts';

const UNSET: Omit<ExplainedLimit, 'kind'> = {
  written: null,
  unit: null,
  by: null,
  tier: [],
  condition: null,
  early: null,
  late: null,
};

/** Which limit a round was judged by, and what picked it. */
export function explainedLimit({ round: { promise, allowance, hasNoLimit }, bench: { book } }: Judged): ExplainedLimit {
  const { limit } = promise;
  if (hasNoLimit) return { ...UNSET, kind: 'none' };
  if (limit.kind === 'due') {
    return { ...UNSET, kind: 'due', early: limit.earlyMs === null ? null : clockText(limit.earlyMs), late: clockText(limit.lateMs) };
  }
  if (limit.kind === 'before') return { ...UNSET, kind: 'before', written: `${limit.days} wd`, unit: 'wd' };
  if (allowance === null) return { ...UNSET, kind: 'slot' };
  const unit = allowance.kind === 'working' && promise.calendar === book.always ? 'elapsed' : allowance.kind;
  const kind = limit.kind === 'every' ? 'every' : 'within';
  return { ...UNSET, kind, written: allowance.written, unit, ...pickedBy(promise, allowance) };
}

/** What the book has an allowance for: each is compiled once, so that it is known by itself. */
function pickedBy({ limit, tier: tiers }: Deadline, allowance: Allowance): Pick<ExplainedLimit, 'by' | 'tier' | 'condition'> {
  const forAll = { by: 'all', tier: [], condition: null } as const;
  if (!('limits' in limit)) return forAll;
  const { byTier, exceptions } = limit.limits;
  const exception = exceptions.find(({ within }) => within === allowance);
  if (exception !== undefined) return { by: 'condition', tier: [], condition: exception.when.source };
  const keys = keysTo(byTier, allowance) ?? [];
  if (keys.length === 0) return forAll;
  const tier = keys.map((key, index) => ({ of: tiers[index]?.source ?? '', key }));
  return { by: keys.includes('default') ? 'default' : 'tier', tier, condition: null };
}

function keysTo(choice: ByTier<Allowance>, wanted: Allowance): readonly string[] | null {
  if ('value' in choice) return choice.value === wanted ? [] : null;
  for (const [key, inner] of choice.tiers) {
    const rest = keysTo(inner, wanted);
    if (rest !== null) return [key, ...rest];
  }
  return null;
}

/** The limit in sentences. */
export function limitTold({ limit, scheduled, earliest, due }: Omit<ObligationExplanation, 'told' | 'rules'>): readonly Bilingual[] {
  switch (limit.kind) {
    case 'none':
      return [both('explain.limit.none')];
    case 'due':
      return scheduleTold(limit, scheduled);
    case 'slot':
      return earliest === null || due === null
        ? [both('explain.limit.unset')]
        : [both('explain.limit.slot', { from: momentText(earliest), to: momentText(due) })];
    case 'before':
      return [both('explain.limit.before', { allowance: limit.written ?? '' })];
    case 'every':
      return [both('explain.limit.every'), allowanceTold(limit)];
    case 'within':
      return [allowanceTold(limit)];
  }
}

function scheduleTold({ early, late }: ExplainedLimit, scheduled: string | null): readonly Bilingual[] {
  if (scheduled === null) return [both('explain.limit.unset')];
  const time = momentText(scheduled);
  return early === null
    ? [both('explain.limit.due', { time, late: late ?? '' })]
    : [both('explain.limit.due-early', { time, early, late: late ?? '' })];
}

function allowanceTold({ written, unit, by, tier, condition }: ExplainedLimit): Bilingual {
  const allowance = unit === null ? { en: '', zh: '' } : both(`explain.allowance.${unit}`, { written: written ?? '' });
  const picked = tier.map(({ of, key }) => `${of} = ${key}`).join('; ');
  if (by === 'condition') return both('explain.limit.condition', { allowance, condition: condition ?? '' });
  if (by === 'tier') return both('explain.limit.tier', { allowance, tier: picked });
  return by === 'default' ? both('explain.limit.default', { allowance, tier: picked }) : both('explain.limit.all', { allowance });
}
