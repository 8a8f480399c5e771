import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerCase } from '../../server/command/deadline-case.ts';
import type { Book } from '../../shared/book/index.ts';
import type { JsonObject } from '../../shared/event/index.ts';
import { bookOf } from '../simulation/world.ts';

const DAY_MS = 86_400_000;
/** A few days before the clocks change in most of the zones. */
const START_MS = Date.parse('2026-03-24T00:00:00Z');
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Shanghai', 'Africa/Cairo', 'America/Santiago'] as const;
const WEEKS = [
  '{ week: { mon-fri: ["09:00-18:00"] } }',
  '{ week: { mon-fri: ["08:00-12:00", "13:00-17:00"], sat: ["22:00-03:00"] } }',
  '{ week: { mon-sun: ["00:00-02:30", "23:00-24:00"] } }',
  '{ week: { tue: ["10:00-10:01"], thu: ["22:00-06:00"] } }',
] as const;
/** Nothing is ever closed. */
const OPEN = ['{}', '{ week: { mon-sun: ["00:00-24:00"] } }', '{ week: { sat-thu: ["00:00-24:00"], fri: ["12:00-12:00:00"] } }'].slice(
  0,
  2,
);
const STOP_RULES = [0, 1, 2, 3];

type Stop = { readonly rule: number; readonly fromMs: number; readonly lengthMs: number };
type Answer = { readonly state: string; readonly dueMs: number | null; readonly leftMs: number | null; readonly countedMs: number };

const ms = fc.oneof(
  fc.integer({ min: 1, max: 30 * 3_600_000 }),
  fc.integer({ min: 1, max: 1800 }).map((minutes) => minutes * 60_000),
);
const within = fc.integer({ min: 0, max: 12 * DAY_MS });
const stop = fc.record({
  rule: fc.constantFrom(...STOP_RULES),
  fromMs: fc.integer({ min: -DAY_MS, max: 4 * DAY_MS }),
  lengthMs: fc.integer({ min: 1, max: 2 * DAY_MS }),
});
const stops = fc.array(stop, { maxLength: 4 });
const shapes = fc.record({
  zone: fc.constantFrom(...ZONES),
  calendar: fc.constantFrom(...WEEKS),
  openedMs: fc.integer({ min: 0, max: 7 * DAY_MS }),
  stops,
});

/** What holds of any single deadline, whatever its calendar and its stops. */
export function clockProperties(runs: number, msMax: number): void {
  const holds = (name: string, seed: number, property: fc.IPropertyWithHooks<never>) =>
    it(name, () => fc.assert(property as fc.IProperty<unknown>, { seed, numRuns: runs }), msMax);

  holds(
    '[CLK-2, CLK-7] the spans of an explanation sum to the allowance; while a stop without an end holds, with what is left',
    11,
    fc.property(shapes, ms, within, (shape, allowedMs, nowMs) => {
      const { dueMs, leftMs, countedMs } = ask(shape, `${allowedMs / 1000}s`, nowMs);
      expect(dueMs === null ? countedMs + (leftMs ?? 0) : countedMs).toBe(allowedMs);
    }) as never,
  );

  holds(
    '[CLK-3, CAL-2] due is monotone in the allowance',
    12,
    fc.property(shapes, ms, ms, fc.integer({ min: 1, max: 6 }), (shape, allowedMs, moreMs, days) => {
      expect(laterOf(shape, `${(allowedMs + moreMs) / 1000}s`)).toBeGreaterThanOrEqual(laterOf(shape, `${allowedMs / 1000}s`));
      expect(laterOf(shape, `<${allowedMs / 1000}s`)).toBeLessThanOrEqual(laterOf(shape, `${allowedMs / 1000}s`));
      expect(laterOf(shape, `${days + 1}wd`)).toBeGreaterThanOrEqual(laterOf(shape, `${days}wd`));
    }) as never,
  );

  holds(
    '[CLK-3] due is monotone in added stops',
    13,
    fc.property(shapes, ms, stop, fc.integer({ min: 1, max: 4 }), (shape, allowedMs, added, days) => {
      // A stop of a rule of its own: within one rule, a second `from` while it holds is ignored (CLK-2).
      const more = { ...shape, stops: [...shape.stops, { ...added, rule: STOP_RULES.length }] };
      for (const allowance of [`${allowedMs / 1000}s`, `${allowedMs / 1000}s elapsed`, `${days}wd`])
        expect(laterOf(more, allowance)).toBeGreaterThanOrEqual(laterOf(shape, allowance));
    }) as never,
  );

  holds(
    '[TIM-3, CLK-3] a calendar with everything open equals plain arithmetic',
    14,
    fc.property(shapes, fc.constantFrom(...OPEN), ms, (shape, calendar, allowedMs) => {
      const dueMs = plainDueMs(
        shape.openedMs,
        allowedMs,
        shape.stops.map((each) => [each.fromMs + shape.openedMs, each.fromMs + shape.openedMs + each.lengthMs]),
      );
      const apart = shape.stops.map((each, rule) => ({ ...each, rule }));
      for (const allowance of [`${allowedMs / 1000}s`, `${allowedMs / 1000}s elapsed`])
        expect(ask({ ...shape, stops: apart, calendar }, allowance, 30 * DAY_MS)).toMatchObject({ dueMs, countedMs: allowedMs });
    }) as never,
  );
}

type Shape = { readonly zone: string; readonly calendar: string; readonly openedMs: number; readonly stops: readonly Stop[] };

/** The due once every stop is over and known. */
function laterOf(shape: Shape, allowance: string): number {
  return ask(shape, allowance, 30 * DAY_MS).dueMs ?? Number.POSITIVE_INFINITY;
}

/** Stops are of any length and fall into each other, and each is counted once: what is left of the allowance goes on after them. */
function plainDueMs(openedMs: number, allowedMs: number, stopped: readonly (readonly [number, number])[]): number {
  let dueMs = openedMs + allowedMs;
  let reachedMs = openedMs;
  for (const [fromMs, toMs] of stopped.toSorted(([a], [b]) => a - b)) {
    if (fromMs >= dueMs) break;
    dueMs += Math.max(0, toMs - Math.max(fromMs, reachedMs));
    reachedMs = Math.max(reachedMs, toMs);
  }
  return dueMs;
}

function ask({ zone, calendar, openedMs, stops: drawn }: Shape, allowance: string, nowMs: number): Answer {
  const text = (atMs: number) => new Date(START_MS + atMs).toISOString();
  const marks = drawn.flatMap(({ rule, fromMs, lengthMs }): JsonObject[] => [
    { type: `stop.begun-${rule}`, time: text(openedMs + fromMs) },
    { type: `stop.ended-${rule}`, time: text(openedMs + fromMs + lengthMs) },
  ]);
  const given = { id: 'c', opens: text(openedMs), now: text(Math.max(nowMs, openedMs)), marks };
  const { state, due, left, spans } = answerCase(bookFor(zone, calendar, allowance), 'p', given);
  return {
    state: String(state),
    dueMs: typeof due === 'string' ? Date.parse(due) - START_MS : null,
    leftMs: typeof left === 'number' ? Math.round(left * 1000) : null,
    countedMs: (spans as readonly JsonObject[])
      .filter(({ counts }) => counts === true)
      .reduce((sum, { from, to }) => sum + Date.parse(String(to)) - Date.parse(String(from)), 0),
  };
}

/** Compiled for each allowance: a case is asked for with two at most. */
function bookFor(zone: string, calendar: string, allowance: string): Book {
  const rules = [...STOP_RULES, STOP_RULES.length].map((rule) => `{ from: stop.begun-${rule}, to: stop.ended-${rule} }`);
  return bookOf(`
book: p
timezone: ${zone}
currency: USD
calendars: { c: ${calendar} }
promises:
  - { id: p, says: { en: a, zh: b }, kind: deadline, opens: a.opened, met: a.met, within: "${allowance}", calendar: c, stops: [${rules.join(', ')}] }
`);
}
