import { expect, it } from 'vitest';
import { zoneOf } from '../calendar/index.ts';
import type { Obligation } from '../clock/index.ts';
import { Foresight } from './foresight.ts';
import type { Watched } from './observation.ts';
import type { Scored } from './scored.ts';
import { TicketSurroundings } from './tickets/ticket-surroundings.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 0, 5);

/** Tickets of two types, four hours each: one type breaks always, the other never. */
function watchedTicket(nth: number, fields: Partial<Obligation> = {}): Watched {
  const openedAtMs = START_MS + nth * HOUR_MS;
  const isBad = nth % 2 === 1;
  const obligation = {
    promise: 'repaired',
    subject: `ticket/${nth}`,
    nth: 1,
    stage: null,
    version: '',
    group: null,
    openedAtMs,
    scheduledAtMs: null,
    dueAtMs: openedAtMs + 4 * HOUR_MS,
    metAtMs: null,
    workedMs: null,
    state: 'open',
    decidedAtMs: null,
    unconfirmed: false,
    settlesAtMs: null,
    resumesAtMs: null,
    reason: null,
    owedMinor: 0,
    opening: { type: isBad ? 'cable' : 'lamp' },
    backstopAtMs: null,
    isProvisional: false,
    ...fields,
  } satisfies Obligation;
  return { obligation, told: null };
}

function foresightOf(scores: Scored[], followsAll = true): Foresight {
  const zone = zoneOf('UTC');
  if (zone === null) throw new Error('UTC is a zone');
  return new Foresight({
    countedMs: (_obligation, fromAtMs, toAtMs) => toAtMs - fromAtMs,
    surroundingsOf: () => new TicketSurroundings(zone),
    followsAll,
    waitsForSchedule: () => false,
    scored: (scored) => scores.push(scored),
  });
}

/** It is kept after an hour, or broken at its due. */
function decide(foresight: Foresight, watched: Watched, isBroken: boolean): void {
  const { openedAtMs } = watched.obligation;
  const decidedAtMs = openedAtMs + (isBroken ? 4 : 1) * HOUR_MS;
  const met = isBroken ? { state: 'broken' as const } : { state: 'kept' as const, metAtMs: decidedAtMs };
  watched.obligation = { ...watched.obligation, ...met, decidedAtMs };
  foresight.observe({ kind: 'decided', atMs: decidedAtMs, watched });
}

function scoresOf(count: number): readonly Scored[] {
  const scores: Scored[] = [];
  const foresight = foresightOf(scores);
  for (let nth = 0; nth < count; nth += 1) {
    const watched = watchedTicket(nth);
    const { openedAtMs } = watched.obligation;
    foresight.observe({ kind: 'opened', atMs: openedAtMs, watched });
    foresight.advance(openedAtMs);
    decide(foresight, watched, nth % 2 === 1);
  }
  const endMs = START_MS + (count + 4) * HOUR_MS + 1;
  for (const atMs of [endMs, endMs + 60_000]) foresight.advance(atMs); // What was told last was hours old: a minute later no more has come.
  return scores;
}

it('[FOR-1] what breaks is told apart at its opening, learned from nothing but what was due before', () => {
  const scores = scoresOf(600).filter(({ moment }) => moment === 'opening');
  expect(scores).toHaveLength(600);
  const late = scores.slice(-100);
  for (const { chance, isBroken } of late) expect(Math.abs(chance - (isBroken ? 1 : 0))).toBeLessThan(0.35);
  expect(scores.slice(0, 4).every(({ chance }) => chance === scores[0]?.chance)).toBe(true);
});
it('[FOR-3] it is foretold at its moments, scored once after its due, and what turns later teaches nothing', () => {
  const scores: Scored[] = [];
  const foresight = foresightOf(scores);
  const watched = watchedTicket(1);
  const { openedAtMs } = watched.obligation;
  foresight.observe({ kind: 'opened', atMs: openedAtMs, watched });
  for (const atMs of [openedAtMs, openedAtMs + 4 * HOUR_MS - 1]) foresight.advance(atMs);
  expect(scores).toEqual([]);
  decide(foresight, watched, true);
  foresight.advance(openedAtMs + 4 * HOUR_MS + 1);
  const hoursAfter = scores.map(({ moment, toldAtMs }) => [moment, (toldAtMs - openedAtMs) / HOUR_MS]);
  expect(hoursAfter).toEqual([
    ['opening', 0],
    ['quarter', 1],
    ['half', 2],
    ['three-quarters', 3],
    ['last-twentieth', 3.8],
  ]);
  const learned = JSON.stringify(foresight.data(() => 0).learners);
  watched.obligation = { ...watched.obligation, state: 'kept' };
  foresight.observe({ kind: 'changed', atMs: openedAtMs + 5 * HOUR_MS, watched });
  foresight.advance(openedAtMs + 6 * HOUR_MS);
  expect(scores).toHaveLength(5);
  expect(JSON.stringify(foresight.data(() => 0).learners)).toBe(learned);
});
it('[FOR-1] while a history is told, what time alone has broken does not get ahead of it', () => {
  const chances = (isLongBroken: boolean) => {
    const scores: Scored[] = [];
    const foresight = foresightOf(scores);
    const nowAtMs = START_MS + 300 * HOUR_MS;
    // Opened with the first of the history and due just before now: nobody has said anything of it since.
    const old = watchedTicket(0, { subject: 'ticket/old', dueAtMs: nowAtMs - HOUR_MS, state: 'broken', decidedAtMs: nowAtMs - HOUR_MS });
    if (isLongBroken) {
      foresight.observe({ kind: 'opened', atMs: START_MS, watched: old });
      foresight.observe({ kind: 'decided', atMs: nowAtMs - HOUR_MS, watched: old, isAhead: true });
    }
    for (let nth = 0; nth < 200; nth += 1) {
      const watched = watchedTicket(nth);
      foresight.observe({ kind: 'opened', atMs: watched.obligation.openedAtMs, watched });
      decide(foresight, watched, nth % 2 === 1);
      if (nth % 20 === 19) foresight.advance(nowAtMs + nth * 10);
    }
    for (const afterMs of [60_000, 120_000]) foresight.advance(nowAtMs + afterMs);
    return scores.filter(({ obligation }) => obligation.subject !== 'ticket/old').length;
  };
  expect(chances(false)).toBeGreaterThan(200);
  expect(chances(true)).toBe(chances(false));
});
it('[FOR-4] with fewer than 30 lessons it shows the share that broke lately, and says that it is learning', () => {
  const foresight = foresightOf([]);
  const forecast = () => foresight.forecast(watchedTicket(99).obligation, START_MS + 99 * HOUR_MS);
  expect(forecast()).toEqual({ chance: 0.1, driver: { key: 'driver.learning' } });
  for (let nth = 0; nth < 30; nth += 1) {
    const watched = watchedTicket(nth);
    foresight.observe({ kind: 'opened', atMs: watched.obligation.openedAtMs, watched });
    foresight.advance(watched.obligation.openedAtMs);
    decide(foresight, watched, nth % 2 === 1);
    expect(forecast().driver.key).toBe('driver.learning');
  }
  for (const hour of [40, 41]) foresight.advance(START_MS + hour * HOUR_MS);
  expect(forecast().driver.key).not.toBe('driver.learning');
});
it('[FOR-5] of very many that open at once one in so many is followed, whatever their order', () => {
  const followedOf = (all: readonly Watched[]) => {
    const foresight = foresightOf([], false);
    for (const watched of all) foresight.observe({ kind: 'opened', atMs: watched.obligation.openedAtMs, watched });
    foresight.advance(START_MS + 6_000 * HOUR_MS);
    return all.filter(({ told }) => told !== null).map(({ obligation }) => obligation.subject);
  };
  const all = (): Watched[] => Array.from({ length: 6_000 }, (_, nth) => watchedTicket(nth));
  const followed = followedOf(all());
  expect(followed.length).toBeGreaterThan(800);
  expect(followed.length).toBeLessThan(1_200);
  expect(followedOf(all().reverse()).sort()).toEqual(followed.sort());
});
it('[FOR-5] the more are followed already, the fewer of the new ones are, and none beyond twenty thousand', () => {
  const foresight = foresightOf([], false);
  const followedOf = (hour: number): number => {
    const all = Array.from({ length: 900 }, (_, nth) =>
      watchedTicket(hour * 900 + nth, { openedAtMs: START_MS + hour, dueAtMs: START_MS + 9_999 * HOUR_MS }),
    );
    for (const watched of all) foresight.observe({ kind: 'opened', atMs: watched.obligation.openedAtMs, watched });
    foresight.advance(START_MS + hour);
    return all.filter(({ told }) => told !== null).length;
  };
  const followed = Array.from({ length: 120 }, (_, hour) => followedOf(hour));
  expect(followed.slice(0, 11)).toEqual(Array(11).fill(900));
  expect(followed[20]).toBeLessThan(600);
  expect(followed[119]).toBeLessThan(90);
  const all = followed.reduce((sum, each) => sum + each, 0);
  expect(all).toBeGreaterThan(15_000);
  expect(all).toBeLessThanOrEqual(20_900);
});
it('[FOR-6] while a history is told, what was not told yet does not pass for broken', () => {
  const scores: Scored[] = [];
  const foresight = foresightOf(scores);
  const nowAtMs = START_MS + 9_000 * HOUR_MS;
  const watched = watchedTicket(0);
  foresight.observe({ kind: 'opened', atMs: watched.obligation.openedAtMs, watched });
  foresight.advance(nowAtMs);
  decide(foresight, watched, false);
  foresight.advance(nowAtMs + 1_000);
  expect(scores).toEqual([]);
  foresight.advance(nowAtMs + 11_000);
  expect(scores.map(({ moment, isBroken }) => [moment, isBroken])).toEqual([['opening', false]]);
});
