import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerCase } from '../../server/command/deadline-case.ts';
import { bookOf, MINUTE_MS } from '../simulation/world.ts';
import { CaseOracle, type Found, PastTheDays } from './case-oracle.ts';
import { bookTextOf, caseJsonOf, type Drawn, daysOf, drawnCases } from './drawn-case.ts';

const SEED = 2026;

/** `kept deadline` and the oracle judge the same cases. */
export function caseAgreement(runs: number, msMax: number): void {
  it(
    `[CLK-1, CLK-2, CLK-3, CLK-4, CLK-5, CLK-7, CAL-2, CAL-3, CAL-5, OBL-2, OBL-3, OBL-4, OBL-5, TIM-3, TIM-4] ${runs} drawn cases are judged as a count minute by minute judges them`,
    () => {
      const judged = new Map<string, number>();
      fc.assert(
        fc.property(drawnCases, (drawn) => {
          const state = agree(drawn);
          judged.set(state, (judged.get(state) ?? 0) + 1);
        }),
        { seed: SEED, numRuns: runs },
      );
      // The cases are worth something: every state occurs, and few lie past the days that were drawn.
      for (const state of ['open', 'stopped', 'kept', 'broken', 'excluded', 'no-data'])
        expect(judged.get(state) ?? 0, state).toBeGreaterThan(runs / 100);
      expect(judged.get('past the days') ?? 0).toBeLessThan(runs / 10);
    },
    msMax,
  );
}

function agree(drawn: Drawn): string {
  const days = daysOf(drawn);
  const expected = foundBy(new CaseOracle(drawn.case, days));
  if (expected === null) return 'past the days';
  const book = bookOf(bookTextOf(drawn));
  const answer = answerCase(book, 'p', caseJsonOf(drawn, days.fromAtMs));
  const msOf = (value: unknown) => (typeof value === 'string' ? Date.parse(value) - days.fromAtMs : null);
  const found = { state: answer['state'], dueMs: msOf(answer['due']), metMs: msOf(answer['met']), scheduledMs: msOf(answer['scheduled']) };
  const { state, dueMs, metMs, scheduledMs, leftMs, countedMs } = expected;
  expect(found).toEqual({ state, dueMs, metMs, scheduledMs });
  // How much of what `late` tolerates, on the wall, is working time nobody can say before the stop ends.
  const isUnsaid = dueMs === null && drawn.case.schedule !== null && drawn.hasCalendar;
  if (!isUnsaid) expect(answer['left'] === null ? null : Math.round(Number(answer['left']) * 1000)).toBe(leftMs);
  if (dueMs === null && state !== 'stopped') return state;
  expect(countedIn(answer['spans'])).toBe(countedMs);
  const allowedMs = allowedMsOf(drawn);
  if (allowedMs !== null) expect(dueMs === null ? countedMs + (leftMs ?? 0) : countedMs).toBe(allowedMs);
  return state;
}

function foundBy(oracle: CaseOracle): Found | null {
  try {
    return oracle.judge();
  } catch (error) {
    if (error instanceof PastTheDays) return null;
    throw error;
  }
}

function countedIn(spans: unknown): number {
  const listed = spans as readonly { readonly from: string; readonly to: string; readonly counts: boolean }[];
  return listed.filter(({ counts }) => counts).reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);
}

/** What the counting spans add up to, where the allowance is minutes and stays the same. */
function allowedMsOf({ case: { limits, tier, schedule, marks } }: Drawn): number | null {
  if (schedule !== null || tier === 'tin' || marks.some(({ does }) => does === 'changes-tier')) return null;
  const limit = limits[tier];
  return 'minutes' in limit ? limit.minutes * MINUTE_MS - (limit.isStrict ? 1 : 0) : null;
}
