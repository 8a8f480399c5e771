import { expect, it } from 'vitest';
import { zoneOf } from '../calendar/index.ts';
import type { Obligation } from '../clock/index.ts';
import { Foresight, type Scored } from './foresight.ts';
import type { Watched } from './observation.ts';
import { OpeningSurroundings } from './opening-surroundings.ts';

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

function scoresOf(count: number): readonly Scored[] {
  const zone = zoneOf('UTC');
  if (zone === null) throw new Error('UTC is a zone');
  const scores: Scored[] = [];
  const foresight = new Foresight({
    countedMs: (_obligation, fromAtMs, toAtMs) => toAtMs - fromAtMs,
    surroundingsOf: () => new OpeningSurroundings(zone),
    followsAll: true,
    scored: (scored) => scores.push(scored),
  });
  for (let nth = 0; nth < count; nth += 1) {
    const watched = watchedTicket(nth);
    const { openedAtMs } = watched.obligation;
    foresight.observe({ kind: 'opened', atMs: openedAtMs, watched });
    foresight.advance(openedAtMs);
    // It is kept after an hour, or broken at its due.
    const [state, decidedAtMs] =
      nth % 2 === 1 ? (['broken', openedAtMs + 4 * HOUR_MS] as const) : (['kept', openedAtMs + HOUR_MS] as const);
    watched.obligation = { ...watched.obligation, state, decidedAtMs, metAtMs: state === 'kept' ? decidedAtMs : null };
    foresight.observe({ kind: 'decided', atMs: decidedAtMs, watched });
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
