import { compareText } from '../../text/index.ts';
import { breachOf, type Grounds, isMetAfter, type PlainObligation } from './obligation-told.ts';

/** The numbers of the rules that decided an obligation: those of its due, of its verdict, and of which version governs. */
export function decidingRules(plain: PlainObligation, grounds: Grounds): readonly string[] {
  const rules = new Set([...rulesOfLimit(plain, grounds), ...rulesOfTime(plain, grounds), ...rulesOfVerdict(plain, grounds)]);
  if (plain.version !== null) rules.add('OBL-6');
  if (plain.nth > 1 && plain.limit.kind !== 'every') rules.add('OBL-1');
  if (plain.stage !== null) rules.add('OBL-10');
  return [...rules].sort(byNumber);
}

function rulesOfLimit({ limit, provisional }: PlainObligation, { judged: { round } }: Grounds): readonly string[] {
  const rules: string[] = [];
  if (limit.kind === 'every') rules.push('OBL-8');
  if (limit.kind === 'due' || limit.kind === 'slot') rules.push('CLK-4');
  if (limit.kind === 'due' && round.promise.moves.types.length > 0) rules.push('CLK-5');
  if (limit.kind === 'before') rules.push('CLK-6');
  if (limit.kind === 'none' || limit.by === 'tier' || limit.by === 'default' || limit.by === 'condition') rules.push('OBL-5');
  if (limit.unit === 'wd' && limit.kind !== 'before') rules.push('CAL-3');
  if (limit.unit === 'months') rules.push('CAL-5');
  if (provisional) rules.push('CAL-4');
  return rules;
}

function rulesOfTime({ limit, spans, stops, opened, started }: PlainObligation, { judged: { round } }: Grounds): readonly string[] {
  const rules: string[] = [];
  if (limit.unit === 'working' && spans[0]?.counts === false && stops.length === 0) rules.push('CAL-2');
  if (limit.unit === 'working' || limit.unit === 'wd') rules.push('CAL-1');
  if (stops.length > 0) rules.push('CLK-2', 'CLK-3');
  if (round.closed.length > 0 || opened !== started) rules.push('OBL-4');
  return rules;
}

function rulesOfVerdict(plain: PlainObligation, grounds: Grounds): readonly string[] {
  const { metAtMs, openedAtMs } = grounds.obligation;
  switch (plain.state) {
    case 'excluded':
      return ['OBL-7'];
    case 'open':
      return ['CLK-1'];
    case 'stopped':
      return ['CLK-2', 'CLK-7'];
    case 'no-data':
      return plain.settles === null ? ['OBL-5'] : ['FEED-2'];
    case 'kept':
      return metAtMs !== null && metAtMs < openedAtMs ? ['OBL-2'] : ['CLK-1', 'OBL-2'];
    case 'broken':
      return [...rulesOfBreach(grounds), ...(plain.unconfirmed ? ['FEED-2'] : []), ...(isMetAfter(grounds) ? ['OBL-3'] : [])];
  }
}

function rulesOfBreach(grounds: Grounds): readonly string[] {
  switch (breachOf(grounds)) {
    case 'due':
      return ['CLK-1'];
    case 'early':
      return ['CLK-4'];
    case 'event':
      return ['OBL-2'];
    case 'retiered':
      return ['OBL-5'];
  }
}

/** `CLK-2` before `CLK-10`. */
function byNumber(a: string, b: string): number {
  const [aArea = '', aNumber] = a.split('-');
  const [bArea = '', bNumber] = b.split('-');
  return compareText(aArea, bArea) || Number(aNumber) - Number(bNumber);
}
