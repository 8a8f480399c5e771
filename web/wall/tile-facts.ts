import { chancePercent, NONE } from '../part/index.ts';
import type { Fact, TileFacts, TileFactsInput } from './fact.ts';
import { figureText } from './figure.ts';
import { budgetFacts, countFacts } from './kind-facts.ts';

export function tileFacts(input: TileFactsInput): TileFacts {
  const { line, words, stale } = input;
  if (line.count !== null && line.state !== 'no-data') return countFacts(input, line.count, moneyFact(input));
  if (line.budget !== null && line.state !== 'no-data') return budgetFacts(input, line.budget, moneyFact(input));
  const owed = moneyFact(input);
  const cost: Fact = line.owes ? { label: words.say('tile.cost'), value: words.money.short(line.costMinor) } : withoutMoney(input);
  const chance: Fact = { label: words.say(stale && line.chance !== null ? 'tile.was' : 'tile.chance'), value: chancePercent(line.chance) };
  switch (line.state) {
    case 'broken':
      return [brokenFor(input), nextOrCount(input), owed];
    case 'no-data':
      return [silentFor(input), { label: words.say('tile.chance'), value: NONE }, cost];
    case 'at-risk':
    case 'likely':
      return line.kind === 'deadline' ? [itemDue(input), itemChance(input), cost] : [breaksBy(input), chance, cost];
    case 'on-track':
      return line.kind === 'deadline' && line.chance !== null ? [itemDue(input), itemChance(input), cost] : [endsBy(input), chance, cost];
    case 'kept':
    case 'idle':
      return [endsBy(input), chance, cost];
  }
}

/** What it owes where it is broken, or will owe when its window is over; a count that pays by complaint owes before. Else what it puts at risk. */
function moneyFact(input: TileFactsInput): Fact {
  const { line, words } = input;
  if (!line.owes) return withoutMoney(input);
  if (line.state !== 'broken') return { label: words.say('tile.cost'), value: words.money.short(line.costMinor) };
  // A count owes for each case at once, and nothing more when its window is over.
  const isOwed = line.kind === 'deadline' || (line.count !== null && line.costMinor === 0);
  if (isOwed) return { label: words.say('tile.owed'), value: words.money.short(line.owedMinor) };
  return { label: words.say('tile.will-owe'), value: words.money.short(line.costMinor) };
}

/** A promise that owes nothing says how much it is judged on, or its figure where that has no place of its own; a count, until when. */
function withoutMoney(input: TileFactsInput): Fact {
  const { line, words, withFigure } = input;
  if (line.count !== null) return endsBy(input);
  if (!withFigure) return { label: words.say('tile.now'), value: figureText(line, words) };
  return { label: words.say('tile.decided'), value: String(line.all) };
}

function brokenFor({ line, words, nowAtMs }: TileFactsInput): Fact {
  return { label: words.say('tile.broken-for'), value: words.duration(nowAtMs - (line.breaksAtMs ?? line.sinceAtMs)) };
}

/** One is lost; the next one to go matters, or else how many went. */
function nextOrCount({ line, nextItem, words, stale }: TileFactsInput): Fact {
  if (line.statistic !== null) return { label: words.say('tile.decided'), value: String(line.statistic.count) };
  if (nextItem === null) return { label: words.say('tile.broken-count'), value: String(line.all - line.good) };
  const label = stale ? words.say('tile.was') : words.say('tile.next', { item: nextItem.label });
  return { label, value: chancePercent(nextItem.chance) };
}

/** A deadline promise is in trouble by one of its items: when that one is due, and its chance, not the promise's. */
function itemDue(input: TileFactsInput): Fact {
  const { line, words, nowAtMs } = input;
  return line.breaksAtMs === null
    ? endsBy(input)
    : { label: words.say('tile.next-due'), value: words.moment.near(line.breaksAtMs, nowAtMs) };
}

function itemChance({ line, nextItem, words, stale }: TileFactsInput): Fact {
  const label = stale ? words.say('tile.was') : (nextItem?.label ?? words.say('tile.next-item'));
  return { label, value: chancePercent(line.chance) };
}

function silentFor({ line, words, nowAtMs }: TileFactsInput): Fact {
  return { label: words.say('tile.silent-for'), value: words.duration(nowAtMs - (line.silentSinceAtMs ?? line.sinceAtMs)) };
}

function breaksBy(input: TileFactsInput): Fact {
  const { line, words, nowAtMs, stale } = input;
  if (line.breaksAtMs === null) return endsBy(input);
  return { label: words.say(stale ? 'tile.due' : 'tile.breaks-by'), value: words.moment.near(line.breaksAtMs, nowAtMs) };
}

function endsBy({ line, words, nowAtMs, stale }: TileFactsInput): Fact {
  return { label: words.say(stale ? 'tile.due' : 'tile.by'), value: words.moment.near(line.toAtMs, nowAtMs) };
}
