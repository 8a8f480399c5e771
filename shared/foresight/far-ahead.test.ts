import { expect, it } from 'vitest';
import { seededRandom } from '../../test/simulation/world.ts';
import { zoneOf } from '../calendar/index.ts';
import type { Obligation } from '../clock/index.ts';
import { AheadSample } from './ahead-sample.ts';
import { DepartureSurroundings } from './departures/departure-surroundings.ts';
import { Foresight } from './foresight.ts';
import type { Observation, Watched } from './observation.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START_MS = Date.UTC(2026, 0, 5);
const DAYS = 50;
const HOURS = [8, 9, 10, 11, 12, 17, 18, 19, 20, 21, 22];
const A_DAY = 3;
const EVENING = 17;

function openDeparture(subject: string, scheduledAtMs: number): Obligation {
  const plan = { promise: 'departs', subject, nth: 1, stage: null, version: '', group: null, backstopAtMs: null };
  const times = { openedAtMs: scheduledAtMs - 30 * HOUR_MS, scheduledAtMs, dueAtMs: scheduledAtMs + 15 * MINUTE_MS - 1 };
  const open = { metAtMs: null, workedMs: null, state: 'open', decidedAtMs: null, unconfirmed: false, settlesAtMs: null } as const;
  return { ...plan, ...times, ...open, resumesAtMs: null, reason: null, owedMinor: 0, opening: { origin: 'TXL' }, isProvisional: false };
}

type Story = { readonly foresight: Foresight; readonly last: readonly Obligation[]; readonly badEveningAtMs: number };

/** One evening in three is bad: nine in ten leave late. Else, and on every morning, it is one in ten. The last but one evening is bad. */
function told(): Story {
  const [zone, random] = [zoneOf('UTC'), seededRandom(5)];
  if (zone === null) throw new Error('UTC is a zone');
  const surroundings = new DepartureSurroundings(zone);
  const foresight = new Foresight({
    countedMs: (_obligation, fromAtMs, toAtMs) => toAtMs - fromAtMs,
    surroundingsOf: () => surroundings,
    waitsForSchedule: () => true,
    followsAll: true,
  });
  const untilMs = START_MS + (DAYS - 2) * 24 * HOUR_MS + 20 * HOUR_MS;
  const tell: (readonly [number, () => Observation])[] = [];
  const last: Obligation[] = [];
  for (let day = 0; day < DAYS; day += 1) {
    const isBad = day === DAYS - 2 || random() < 1 / 3;
    for (const hour of HOURS) {
      for (let nth = 0; nth < A_DAY; nth += 1) {
        const scheduledAtMs = START_MS + day * 24 * HOUR_MS + hour * HOUR_MS + nth * 20 * MINUTE_MS;
        const watched: Watched = { obligation: openDeparture(`${day}-${hour}-${nth}`, scheduledAtMs), told: null };
        const { openedAtMs, dueAtMs } = watched.obligation;
        const isLate = random() < (isBad && hour >= EVENING ? 0.9 : 0.1);
        const leavesAtMs = scheduledAtMs + (isLate ? 40 : 5) * MINUTE_MS;
        const decidedAtMs = isLate ? (dueAtMs ?? 0) + 1 : leavesAtMs;
        const turn = (kind: 'decided' | 'changed', atMs: number, change: Partial<Obligation>) =>
          [
            atMs,
            (): Observation => {
              watched.obligation = { ...watched.obligation, ...change };
              return { kind, atMs, watched };
            },
          ] as const;
        tell.push([openedAtMs, () => ({ kind: 'opened', atMs: openedAtMs, watched })]);
        tell.push(turn('decided', decidedAtMs, { state: isLate ? 'broken' : 'kept', decidedAtMs, metAtMs: isLate ? null : leavesAtMs }));
        if (isLate) tell.push(turn('changed', leavesAtMs, { metAtMs: leavesAtMs }));
        if (scheduledAtMs > untilMs) last.push(watched.obligation);
      }
    }
  }
  for (const [atMs, observe] of tell.toSorted((a, b) => a[0] - b[0])) {
    if (atMs > untilMs) break;
    foresight.observe(observe());
    foresight.advance(atMs);
  }
  foresight.advance(untilMs);
  return { foresight, last, badEveningAtMs: untilMs };
}

it('[FOR-37] on a bad evening the next hours look bad, and tomorrow looks as tomorrows turn out', () => {
  const { foresight, last, badEveningAtMs } = told();
  const meanBetween = (fromHours: number, toHours: number) => {
    const ahead = last.filter(
      ({ scheduledAtMs }) =>
        (scheduledAtMs ?? 0) > badEveningAtMs + fromHours * HOUR_MS && (scheduledAtMs ?? 0) < badEveningAtMs + toHours * HOUR_MS,
    );
    return ahead.reduce((sum, each) => sum + foresight.forecast(each, badEveningAtMs).chance, 0) / ahead.length;
  };
  expect(meanBetween(0, 1)).toBeGreaterThan(0.6);
  expect(meanBetween(1, 3)).toBeGreaterThan(0.5);
  expect(meanBetween(10, 17)).toBeLessThan(0.2); // The morning: 10% are late.
  expect(meanBetween(20, 27)).toBeGreaterThan(0.2); // The evening: 37% are.
  expect(meanBetween(20, 27)).toBeLessThan(0.55);
});

it('[FOR-37] of a timetable that is known far ahead a sample is followed, the same from its data', () => {
  const sample = new AheadSample();
  const asked = (which: AheadSample, count: number, lessons: number) =>
    Array.from({ length: count }, (_, nth) => openDeparture(`${nth}`, START_MS + 24 * HOUR_MS)).filter((each) =>
      which.takes(each, 'T-24h', { lessons, nowAtMs: START_MS }),
    ).length;
  expect(asked(sample, 3, 0)).toBe(3);
  const copy = new AheadSample();
  copy.restore(sample.data());
  expect(asked(sample, 1_000, 0)).toBe(5);
  expect(asked(copy, 1_000, 0)).toBe(5);
  expect(sample.takes(openDeparture('later', START_MS + 25 * HOUR_MS), 'T-24h', { lessons: 0, nowAtMs: START_MS })).toBe(true);
  expect(asked(new AheadSample(), 16, 10_000)).toBeLessThan(9);
});
