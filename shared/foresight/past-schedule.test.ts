import { expect, it } from 'vitest';
import { seededRandom } from '../../test/simulation/world.ts';
import { zoneOf } from '../calendar/index.ts';
import type { Obligation } from '../clock/index.ts';
import { DepartureSurroundings } from './departures/departure-surroundings.ts';
import { Foresight } from './foresight.ts';
import type { Watched } from './observation.ts';
import type { Scored } from './scored.ts';

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 0, 5);
const FLIGHTS = 1_200;
const HELD_OUT = 600;

function watchedFlight(nth: number): Watched {
  const scheduledAtMs = START_MS + nth * 40 * MINUTE_MS;
  const plan = { promise: 'departs', subject: `flight/${nth}`, nth: 1, stage: null, version: '', group: null, backstopAtMs: null };
  const times = { openedAtMs: scheduledAtMs - 4 * 60 * MINUTE_MS, scheduledAtMs, dueAtMs: scheduledAtMs + 15 * MINUTE_MS - 1 };
  const open = { metAtMs: null, workedMs: null, state: 'open', decidedAtMs: null, unconfirmed: false, settlesAtMs: null } as const;
  const opening = { origin: nth % 2 === 0 ? 'TXL' : 'THF', destination: 'PMI' };
  const rest = { resumesAtMs: null, reason: null, owedMinor: 0, opening, isProvisional: false };
  return { obligation: { ...plan, ...times, ...open, ...rest } satisfies Obligation, told: null };
}

/** Of one airport a quarter is late, of the other one half; who is on time leaves in any minute from 8 before to 14 after the schedule. */
function leavesAfterMs(nth: number, random: () => number): number {
  const isLate = random() < (nth % 2 === 0 ? 0.25 : 0.5);
  return MINUTE_MS * (isLate ? 16 + Math.floor(random() * 30) : Math.floor(random() * 23) - 8);
}

type Asked = { readonly afterMs: number; readonly chance: number; readonly isBroken: boolean };

/** All flights one after the other, the later ones asked each half minute while they are open. */
function told(scores: Scored[]): readonly Asked[] {
  const zone = zoneOf('UTC');
  if (zone === null) throw new Error('UTC is a zone');
  const foresight = new Foresight({
    countedMs: (_obligation, fromAtMs, toAtMs) => toAtMs - fromAtMs,
    surroundingsOf: () => new DepartureSurroundings(zone),
    followsAll: true,
    waitsForSchedule: () => true,
    scored: (scored) => scores.push(scored),
  });
  const random = seededRandom(9);
  const asked: Asked[] = [];
  for (let nth = 0; nth < FLIGHTS; nth += 1) {
    const watched = watchedFlight(nth);
    const { openedAtMs, scheduledAtMs, dueAtMs } = watched.obligation as Obligation & { scheduledAtMs: number; dueAtMs: number };
    foresight.observe({ kind: 'opened', atMs: openedAtMs, watched });
    const leavesAtMs = scheduledAtMs + leavesAfterMs(nth, random);
    const isBroken = leavesAtMs > dueAtMs;
    const fromAtMs = nth < HELD_OUT ? dueAtMs : scheduledAtMs - 5 * MINUTE_MS;
    for (let atMs = fromAtMs; atMs < Math.min(leavesAtMs, dueAtMs); atMs += MINUTE_MS / 2) {
      foresight.advance(atMs);
      const { chance } = foresight.forecast(watched.obligation, atMs);
      if (nth >= HELD_OUT) asked.push({ afterMs: atMs - scheduledAtMs, chance, isBroken });
    }
    const decidedAtMs = isBroken ? dueAtMs + 1 : leavesAtMs;
    const met = isBroken ? { state: 'broken' as const } : { state: 'kept' as const, metAtMs: leavesAtMs };
    watched.obligation = { ...watched.obligation, ...met, decidedAtMs };
    foresight.observe({ kind: 'decided', atMs: decidedAtMs, watched });
    foresight.advance(decidedAtMs);
  }
  return asked;
}

it('[FOR-36] past its schedule the chance of a departure never falls while nothing but time passes, and comes true as often as it says', () => {
  const scores: Scored[] = [];
  const asked = told(scores);
  for (const [at, { afterMs, chance }] of asked.entries()) {
    const before = asked[at - 1];
    if (afterMs > 0 && before !== undefined && before.afterMs < afterMs) expect(chance).toBeGreaterThanOrEqual(before.chance);
  }
  for (const minutes of [-5, 0, 5, 10, 13]) {
    const open = asked.filter(({ afterMs }) => afterMs === minutes * MINUTE_MS);
    const meant = open.reduce((sum, { chance }) => sum + chance, 0) / open.length;
    expect(Math.abs(meant - open.filter(({ isBroken }) => isBroken).length / open.length)).toBeLessThan(0.05);
  }
  const late = scores.filter(({ moment }) => moment === 'half-late');
  expect(late.every(({ obligation, toldAtMs }) => toldAtMs === (obligation.scheduledAtMs ?? 0) + 7.5 * MINUTE_MS)).toBe(true);
  expect(late.length).toBeGreaterThan(FLIGHTS / 3);
});
