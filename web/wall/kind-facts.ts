import type { WallBudget, WallCount } from '../../shared/view/index.ts';
import { chancePercent, NONE } from '../part/index.ts';
import type { Fact, TileFacts, TileFactsInput } from './fact.ts';

const SECOND_MS = 1_000;

/** Of a count: the streak since the last event, the longest there was, and money. */
export function countFacts({ line, words, nowAtMs, stale }: TileFactsInput, { sinceAtMs, recordMs }: WallCount, money: Fact): TileFacts {
  const streakMs = sinceAtMs === null ? null : nowAtMs - sinceAtMs;
  const streak = { label: words.say('tile.streak'), value: streakMs === null ? NONE : words.duration(streakMs) };
  const record = { label: words.say('tile.record'), value: streakMs === null ? NONE : words.duration(Math.max(recordMs, streakMs)) };
  const isOpen = line.state === 'at-risk' || line.state === 'likely';
  return [streak, isOpen ? { label: words.say(stale ? 'tile.was' : 'tile.chance'), value: chancePercent(line.chance) } : record, money];
}

/** Of an availability: how much of its budget the subject that is nearest to breaking has left, and when that ends while it is down. */
export function budgetFacts(input: TileFactsInput, budget: WallBudget, money: Fact): TileFacts {
  return [leftOf(input, budget), downOrChance(input, budget), money];
}

function leftOf({ line, words, nowAtMs }: TileFactsInput, { subject, leftMs, downSinceAtMs }: WallBudget): Fact {
  // What was down too long is never shown as nothing.
  if (leftMs < 0) return { label: words.say('tile.over-by', { subject }), value: words.duration(Math.max(-leftMs, SECOND_MS)) };
  if (downSinceAtMs !== null && line.breaksAtMs !== null)
    return { label: words.say('tile.ends-at', { subject }), value: words.moment.near(line.breaksAtMs, nowAtMs) };
  return { label: words.say('tile.may-be-down', { subject }), value: words.duration(leftMs) };
}

function downOrChance({ line, words, stale }: TileFactsInput, { subjects, down }: WallBudget): Fact {
  if (line.state === 'broken' || down > 0)
    return { label: words.say('tile.down-now'), value: words.say('tile.some-of', { some: down, all: subjects }) };
  return { label: words.say(stale ? 'tile.was' : 'tile.chance'), value: chancePercent(line.chance) };
}
