import type { MinuteMark } from './minute-case.ts';

type Rule = { readonly from: MinuteMark['does']; readonly to: MinuteMark['does'] | null };

const RULES: readonly Rule[] = [
  { from: 'waits', to: 'resumes' },
  { from: 'pauses', to: 'unpauses' },
  { from: 'holds', to: null },
];

/**
 * Which minutes stops take, by what has happened so far: minute after minute, for each stop by itself, so that overlapping ones
 * take a minute once. One that began while the item was met holds from the reopening.
 */
export function stoppedMinutes(
  happened: readonly MinuteMark[],
  metStretches: readonly { readonly from: number; readonly to: number }[],
  length: number,
): (minute: number) => boolean {
  const taken = new Uint8Array(length);
  for (const rule of RULES) {
    const own = happened.filter(({ does }) => does === rule.from || does === rule.to);
    if (own.length > 0) takeMinutes(taken, rule, byMinute(own), metStretches);
  }
  return (minute) => taken[minute] === 1;
}

/** Those of one stop that begin and end it in one instant cancel each other out, the first ones first; what is left over happens. */
export function withoutPairs(marks: readonly MinuteMark[]): readonly MinuteMark[] {
  const gone = RULES.flatMap(({ from, to }) =>
    [...byMinute(marks).values()].flatMap((together) => {
      const [begins, ends] = [from, to].map((wanted) => together.filter(({ does }) => does === wanted)) as [MinuteMark[], MinuteMark[]];
      const pairs = Math.min(begins.length, ends.length);
      return [...begins.slice(0, pairs), ...ends.slice(0, pairs)];
    }),
  );
  return marks.filter((mark) => !gone.includes(mark));
}

function takeMinutes(
  taken: Uint8Array,
  rule: Rule,
  marksAt: ReadonlyMap<number, readonly MinuteMark[]>,
  metStretches: readonly { readonly from: number; readonly to: number }[],
): void {
  let holdsUntil: number | null = null;
  let takesFrom = 0;
  for (let minute = 0; minute < taken.length; minute += 1) {
    if (holdsUntil !== null && minute >= holdsUntil) holdsUntil = null;
    const marks = marksAt.get(minute);
    if (marks !== undefined) {
      if (marks.some(({ does }) => does === rule.to)) holdsUntil = null;
      for (const mark of marks.filter(({ does }) => does === rule.from)) {
        if (holdsUntil !== null || (mark.does === 'waits' && !mark.isCustomers)) continue;
        holdsUntil = mark.does === 'holds' ? mark.untilMinute : Number.POSITIVE_INFINITY;
        takesFrom = metStretches.find(({ from, to }) => from <= minute && minute < to)?.to ?? minute;
        if (holdsUntil <= minute) holdsUntil = null;
      }
    }
    if (holdsUntil !== null && minute >= takesFrom) taken[minute] = 1;
  }
}

function byMinute(marks: readonly MinuteMark[]): ReadonlyMap<number, readonly MinuteMark[]> {
  return Map.groupBy(marks, ({ minute }) => minute);
}
