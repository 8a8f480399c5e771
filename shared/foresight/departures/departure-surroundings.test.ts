import { expect, it } from 'vitest';
import { seededRandom } from '../../../test/simulation/world.ts';
import { zoneOf } from '../../calendar/index.ts';
import type { Obligation } from '../../clock/index.ts';
import type { JsonObject } from '../../event/index.ts';
import { Foresight } from '../foresight.ts';
import type { Observation, Watched } from '../observation.ts';
import type { Scored } from '../scored.ts';
import { INBOUND_NUMBERS } from './departure-inputs.ts';
import { DepartureSurroundings } from './departure-surroundings.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 0, 5);
const ZONE = zoneOf('UTC');

function watchedLeg(subject: string, scheduledAtMs: number, opening: JsonObject, openedAtMs = scheduledAtMs - 4 * HOUR_MS): Watched {
  const obligation = {
    promise: 'departs',
    subject,
    nth: 1,
    stage: null,
    version: '',
    group: null,
    openedAtMs,
    scheduledAtMs,
    dueAtMs: scheduledAtMs + 15 * MINUTE_MS - 1,
    metAtMs: null,
    workedMs: null,
    state: 'open',
    decidedAtMs: null,
    unconfirmed: false,
    settlesAtMs: null,
    resumesAtMs: null,
    reason: null,
    owedMinor: 0,
    opening,
    backstopAtMs: null,
    isProvisional: false,
  } satisfies Obligation;
  return { obligation, told: null };
}

type Flight = {
  readonly subject: string;
  readonly vehicle: string | null;
  readonly scheduledAtMs: number;
  readonly late: number;
  readonly back: boolean;
};

/** Aircraft fly out in the hour and back three hours later: as late as they came, less the 30 minutes that the turn can give. */
function flightsOf(days: number): readonly Flight[] {
  const random = seededRandom(11);
  const flights: Flight[] = [];
  for (let nth = 0; nth < days * 20; nth += 1) {
    const scheduledAtMs = START_MS + nth * 36 * MINUTE_MS;
    const late = random() < 0.4 ? 60 + Math.floor(random() * 60) : 0;
    const vehicle = `D-${nth}`;
    flights.push({ subject: `out/${nth}`, vehicle, scheduledAtMs, late, back: false });
    flights.push({ subject: `back/${nth}`, vehicle, scheduledAtMs: scheduledAtMs + 3 * HOUR_MS, late: Math.max(0, late - 30), back: true });
  }
  return flights;
}

function observationsOf(flights: readonly Flight[]): readonly (readonly [atMs: number, tell: () => Observation])[] {
  return flights
    .flatMap(({ subject, vehicle, scheduledAtMs, late, back }): (readonly [number, () => Observation])[] => {
      const [origin, destination] = back ? ['PMI', 'TXL'] : ['TXL', 'PMI'];
      const arrivesAtMs = scheduledAtMs + 2 * HOUR_MS;
      const watched = watchedLeg(subject, scheduledAtMs, {
        origin,
        destination,
        arrives: new Date(arrivesAtMs).toISOString(),
        ...(vehicle === null ? {} : { aircraft: vehicle }),
      });
      const { openedAtMs, dueAtMs } = watched.obligation;
      const leftAtMs = scheduledAtMs + late * MINUTE_MS;
      const isKept = late < 15;
      const decidedAtMs = isKept ? leftAtMs : (dueAtMs as number) + 1;
      const turn = (kind: 'decided' | 'changed', change: Partial<Obligation>) => (): Observation => {
        watched.obligation = { ...watched.obligation, ...change };
        return { kind, atMs: change.metAtMs ?? decidedAtMs, watched };
      };
      return [
        [openedAtMs, () => ({ kind: 'opened', atMs: openedAtMs, watched })],
        [decidedAtMs, turn('decided', { state: isKept ? 'kept' : 'broken', decidedAtMs, metAtMs: isKept ? leftAtMs : null })],
        ...(isKept ? [] : [[leftAtMs, turn('changed', { metAtMs: leftAtMs })] as const]),
        [
          arrivesAtMs + late * MINUTE_MS,
          () => ({
            kind: 'told',
            atMs: arrivesAtMs + late * MINUTE_MS,
            mark: { subject, type: 'departure.arrived', data: { delayMinutes: late }, about: watched.obligation },
          }),
        ],
      ];
    })
    .toSorted((a, b) => a[0] - b[0]);
}

function scoresOf(flights: readonly Flight[], untilMs = Number.POSITIVE_INFINITY): readonly Scored[] {
  if (ZONE === null) throw new Error('UTC is a zone');
  const scores: Scored[] = [];
  const surroundings = new DepartureSurroundings(ZONE);
  const foresight = new Foresight({
    countedMs: (_obligation, fromAtMs, toAtMs) => toAtMs - fromAtMs,
    surroundingsOf: () => surroundings,
    waitsForSchedule: () => true,
    followsAll: true,
    scored: (scored) => scores.push(scored),
  });
  for (const [atMs, tell] of observationsOf(flights)) {
    if (atMs > untilMs) break;
    foresight.advance(atMs - 1);
    foresight.observe(tell());
    foresight.advance(atMs);
  }
  return scores;
}

const FLIGHTS = flightsOf(40);

it('[FOR-40] an aircraft that comes in late is foreseen to leave late, as far as the turn does not make it up', () => {
  const back = scoresOf(FLIGHTS).filter(({ moment, obligation }) => moment === 'T-60' && obligation.subject.startsWith('back'));
  const late = back.slice(-200);
  const mean = (isBroken: boolean) => {
    const chances = late.filter((each) => each.isBroken === isBroken).map(({ chance }) => chance);
    return chances.reduce((sum, chance) => sum + chance, 0) / chances.length;
  };
  expect(mean(true)).toBeGreaterThan(0.85);
  expect(mean(false)).toBeLessThan(0.15);
});

it('[FOR-1] what comes after an instant changes no forecast that was made by then', () => {
  const all = scoresOf(FLIGHTS.slice(0, 200));
  const cutAtMs = START_MS + 30 * HOUR_MS;
  const cut = scoresOf(FLIGHTS.slice(0, 200), cutAtMs);
  expect(cut.length).toBeGreaterThan(50);
  expect(all.slice(0, cut.length).map(({ chance }) => chance)).toEqual(cut.map(({ chance }) => chance));
});

it('[FOR-40] what is known long ahead bears on nothing until it is within reach', () => {
  if (ZONE === null) throw new Error('UTC is a zone');
  const [early, inTime] = [new DepartureSurroundings(ZONE), new DepartureSurroundings(ZONE)];
  const legs = ['out', 'back'].map((subject, at) => {
    const [origin, destination] = at === 0 ? ['TXL', 'PMI'] : ['PMI', 'TXL'];
    return watchedLeg(subject, START_MS + 3 * at * HOUR_MS, { origin, destination, aircraft: 'D-1' }).obligation;
  });
  const [out, back] = legs as [Obligation, Obligation];
  const dayBefore = START_MS - 24 * HOUR_MS;
  for (const each of legs) early.opened(each, dayBefore);
  const another = watchedLeg('another', START_MS, { origin: 'SXF', destination: 'PMI' }).obligation;
  expect(early.signals(back, dayBefore)).toEqual(inTime.signals(back, dayBefore));
  for (const each of legs) inTime.opened(each, each.openedAtMs);
  const thawed = new DepartureSurroundings(ZONE);
  thawed.restore(structuredClone(early.data()));
  for (const surroundings of [early, inTime, thawed]) {
    surroundings.opened(another, START_MS - HOUR_MS);
    surroundings.decided({ ...out, state: 'broken', metAtMs: START_MS + HOUR_MS }, START_MS + HOUR_MS);
  }
  const [atMs, numbersOf] = [START_MS + 2 * HOUR_MS, (of: DepartureSurroundings) => of.signals(back, START_MS + 2 * HOUR_MS)];
  expect(numbersOf(early)).toEqual(numbersOf(inTime));
  expect(numbersOf(thawed)).toEqual(numbersOf(inTime));
  expect(numbersOf(early)).not.toEqual(new DepartureSurroundings(ZONE).signals(back, atMs));
});

it('[FOR-40] one that is cancelled long ahead counts as cancelled, and never as overdue', () => {
  if (ZONE === null) throw new Error('UTC is a zone');
  const numbersWhen = (isToldAhead: boolean) => {
    const surroundings = new DepartureSurroundings(ZONE);
    const [out, back] = [
      watchedLeg('out', START_MS, { origin: 'TXL', destination: 'PMI', aircraft: 'D-1' }).obligation,
      watchedLeg('back', START_MS + 3 * HOUR_MS, { origin: 'PMI', destination: 'TXL', aircraft: 'D-1' }).obligation,
    ];
    const cancelledAtMs = START_MS - 48 * HOUR_MS;
    for (const each of [out, back]) surroundings.opened(each, isToldAhead ? cancelledAtMs - HOUR_MS : START_MS - 60 * MINUTE_MS);
    surroundings.decided({ ...out, state: 'broken', decidedAtMs: cancelledAtMs }, isToldAhead ? cancelledAtMs : START_MS - 60 * MINUTE_MS);
    return surroundings.signals(back, START_MS + 2 * HOUR_MS).numbers.slice(0, INBOUND_NUMBERS);
  };
  expect(numbersWhen(true)).toEqual(numbersWhen(false));
});

it('[FOR-41] that a source does not name the vehicle says nothing: the departure before it at the place stands in', () => {
  if (ZONE === null) throw new Error('UTC is a zone');
  const surroundings = new DepartureSurroundings(ZONE);
  const place = { origin: 'TXL', destination: 'PMI' };
  const inbound = watchedLeg('in', START_MS - 4 * HOUR_MS, { origin: 'PMI', destination: 'TXL', aircraft: 'D-1' }).obligation;
  const named = watchedLeg('named', START_MS, { ...place, aircraft: 'D-1' }).obligation;
  const nameless = watchedLeg('nameless', START_MS + 5 * MINUTE_MS, place).obligation;
  for (const each of [inbound, named, nameless]) surroundings.opened(each, each.openedAtMs);
  surroundings.decided({ ...inbound, state: 'broken', metAtMs: START_MS - 3 * HOUR_MS }, START_MS - 3 * HOUR_MS);
  const nowAtMs = START_MS - HOUR_MS;
  const inboundNumbers = (of: Obligation) => surroundings.signals(of, nowAtMs).numbers.slice(0, INBOUND_NUMBERS);
  expect(inboundNumbers(nameless)).toEqual(inboundNumbers(named));
  expect(inboundNumbers(nameless)[2]).toBe(1); // It has left the place before.
});

it('[FOR-40] what it knows can be put away and taken out', () => {
  if (ZONE === null) throw new Error('UTC is a zone');
  const [surroundings, thawed] = [new DepartureSurroundings(ZONE), new DepartureSurroundings(ZONE)];
  const observations = observationsOf(FLIGHTS.slice(0, 60));
  const tell = (to: DepartureSurroundings, observation: Observation) => {
    if (observation.kind === 'told') to.told(observation.mark, observation.atMs);
    else to[observation.kind](observation.watched.obligation, observation.atMs);
  };
  const told = observations.map(([, make]) => make());
  for (const each of told.slice(0, 150)) tell(surroundings, each);
  thawed.restore(structuredClone(surroundings.data()));
  for (const each of told.slice(150)) for (const to of [surroundings, thawed]) tell(to, each);
  const next = watchedLeg('back/29', (FLIGHTS[59] as Flight).scheduledAtMs, {
    origin: 'PMI',
    destination: 'TXL',
    aircraft: 'D-29',
  }).obligation;
  const nowAtMs = next.scheduledAtMs as number;
  expect(thawed.signals(next, nowAtMs)).toEqual(surroundings.signals(next, nowAtMs));
});

it('[FOR-40] of a train, the last stop of which anything is known speaks for all that follow', () => {
  if (ZONE === null) throw new Error('UTC is a zone');
  const numbersWhen = (lateMin: number) => {
    const surroundings = new DepartureSurroundings(ZONE);
    const stops = [0, 20, 24, 28].map((afterMin, at) =>
      watchedLeg(`stop/${at}`, START_MS + afterMin * MINUTE_MS, { station: `S${at}`, to: 'Nauen', run: 'RB 1 2026-01-05' }),
    );
    for (const { obligation } of stops) surroundings.opened(obligation, obligation.openedAtMs);
    const [first, last] = [stops[0] as Watched, stops[3] as Watched];
    const leftAtMs = START_MS + lateMin * MINUTE_MS;
    surroundings.decided({ ...first.obligation, state: 'kept', metAtMs: leftAtMs, decidedAtMs: leftAtMs }, leftAtMs);
    return surroundings.signals(last.obligation, START_MS + 13 * MINUTE_MS).numbers;
  };
  expect(numbersWhen(12)).not.toEqual(numbersWhen(0));
  expect(numbersWhen(12)[2]).toBe(1); // It has left the last place that is known of.
});

it('[FOR-43] a train that came late to the stop before is foreseen to be late here, before it has left there', () => {
  if (ZONE === null) throw new Error('UTC is a zone');
  const stops = (['Spandau', 'Hbf'] as const).map(
    (station, at) => watchedLeg(station, START_MS + 20 * at * MINUTE_MS, { station, to: 'Cottbus', run: 'RE 2 today' }).obligation,
  );
  const [spandau, hbf] = stops as [Obligation, Obligation];
  const toldOf = (lateMinutes: number | null) => {
    const surroundings = new DepartureSurroundings(ZONE);
    for (const each of stops) surroundings.opened(each, each.openedAtMs);
    const tell = (data: JsonObject, atMs: number) =>
      surroundings.told({ subject: 'Spandau', type: 'departure.inbound', data, about: spandau }, atMs);
    tell({ from: 'Wismar', arrives: new Date(START_MS - 4 * MINUTE_MS).toISOString() }, START_MS - 2 * HOUR_MS);
    if (lateMinutes !== null) tell({ arrived: true }, START_MS + (lateMinutes - 4) * MINUTE_MS);
    return surroundings;
  };
  const nowAtMs = START_MS + 14 * MINUTE_MS;
  const [late, notHere] = [toldOf(18), toldOf(null)];
  const carried = Float64Array.of(1, 0);
  expect(late.driver(hbf, nowAtMs, { pulls: carried })).toEqual({ key: 'driver.inbound', args: { minutes: 18 } });
  expect(notHere.driver(hbf, nowAtMs, { pulls: carried })).toEqual({ key: 'driver.inbound-waiting', args: { minutes: 14 } });
  const thawed = new DepartureSurroundings(ZONE);
  thawed.restore(structuredClone(late.data()));
  for (const each of [spandau, hbf]) expect(thawed.signals(each, nowAtMs)).toEqual(late.signals(each, nowAtMs));
});

it('[FOR-43] where it comes from is told beforehand, that it is here only once it is', () => {
  if (ZONE === null) throw new Error('UTC is a zone');
  const surroundings = new DepartureSurroundings(ZONE);
  const { obligation } = watchedLeg('Hbf', START_MS, { station: 'Hbf', to: 'Cottbus', run: 'RE 2 today' });
  surroundings.opened(obligation, obligation.openedAtMs);
  const tell = (data: JsonObject, atMs: number) =>
    surroundings.told({ subject: 'Hbf', type: 'departure.inbound', data, about: obligation }, atMs);
  const plain = surroundings.signals(obligation, START_MS - HOUR_MS);
  expect(plain.cells.join(' ')).not.toContain('from');
  tell({ from: 'Wismar', arrives: new Date(START_MS - 4 * MINUTE_MS).toISOString() }, START_MS - HOUR_MS);
  const planned = surroundings.signals(obligation, START_MS - HOUR_MS);
  expect(planned.cells).toContain('from Wismar Hbf');
  expect([planned.cells.length, planned.numbers.length]).toEqual([plain.cells.length, plain.numbers.length]);
  tell({ arrived: true }, START_MS - 2 * MINUTE_MS);
  tell({ arrived: true }, START_MS - MINUTE_MS); // A repeat makes it no later.
  expect(surroundings.signals(obligation, START_MS).numbers).not.toEqual(planned.numbers);
  const [leg] = (surroundings.data() as { legs: readonly { cameAtMs: number }[] }).legs;
  expect(leg?.cameAtMs).toBe(START_MS - 2 * MINUTE_MS);
});
