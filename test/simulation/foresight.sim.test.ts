import { expect, it } from 'vitest';
import { advance, applyBatch, type EngineState, emptyState, openKey } from '../../shared/engine/index.ts';
import type { Batch } from '../../shared/event/index.ts';
import type { Scored, ScoredWindow } from '../../shared/foresight/index.ts';
import { thawed } from './checkpoint-world.ts';
import { batchesOf, bookOf, DEPARTURES_BOOK, departuresDay, HOUR_MS, MINUTE_MS, seededRandom, seeds } from './world.ts';

const BOOK = bookOf(DEPARTURES_BOOK);
const DAYS = 2;
const FLIGHTS = 40;
const START_MS = Date.UTC(2013, 6, 1, 8);

/** Days of departures as they arrive: some events hours late. */
function arriving(seed: number): readonly Batch[] {
  const random = seededRandom(seed + 5);
  const events = Array.from({ length: DAYS }, (_, day) =>
    departuresDay(seed * 10 + day, START_MS + day * 24 * HOUR_MS, FLIGHTS).map((event) => ({
      event: { ...event, id: `${day}-${event.id}`, subject: `${event.subject}-${day}` },
      atMs: Math.floor(Date.parse(event.time) + (random() < 0.1 ? random() * 200 * MINUTE_MS : random() * 3_000)),
    })),
  ).flat();
  const inOrder = events.sort((a, b) => a.atMs - b.atMs);
  const atMs = new Map(inOrder.map((each) => [each.event, each.atMs]));
  return batchesOf(
    inOrder.map(({ event }) => event),
    (event) => atMs.get(event) as number,
  );
}

type Run = { readonly forecasts: readonly string[]; readonly scored: readonly string[]; readonly state: EngineState };

/** Folds until an instant and gives all forecasts that stand then, and all that were scored. */
function foldedUntil(batches: readonly Batch[], untilMs: number, after = (state: EngineState): EngineState => state): Run {
  const scored: (Scored | ScoredWindow)[] = [];
  let state = emptyState(BOOK, { scored: (each) => scored.push(each), scoredWindow: (each) => scored.push(each) });
  for (const batch of batches) {
    if (batch.receivedAtMs > untilMs) break;
    applyBatch(state, batch);
    state = after(state);
  }
  advance(state, untilMs);
  const forecasts = [...state.open.values()].map(({ obligation, forecast }) => `${openKey(obligation)} ${JSON.stringify(forecast)}`);
  return { forecasts: forecasts.sort(), scored: scored.map((each) => JSON.stringify(each)), state };
}

const END_MS = START_MS + DAYS * 24 * HOUR_MS;

it.each(seeds([], 2))(
  'seed %i: [FOR-1] what comes after an instant changes no forecast that stands then, nor one that was scored by then',
  (seed) => {
    const batches = arriving(seed);
    const random = seededRandom(seed);
    const whole = foldedUntil(batches, END_MS);
    expect(whole.scored.length).toBeGreaterThan(100);
    for (let round = 0; round < 2; round += 1) {
      const atMs = START_MS + Math.floor((random() * 0.7 + 0.3) * DAYS * 24 * HOUR_MS);
      const known = foldedUntil(
        batches.filter(({ receivedAtMs }) => receivedAtMs <= atMs),
        atMs,
      );
      expect(known.forecasts).toEqual(foldedUntil(batches, atMs).forecasts);
      expect(known.scored).toEqual(whole.scored.slice(0, known.scored.length));
    }
  },
  60_000,
);
it.each(seeds([], 1))(
  'seed %i: [FOR-2] two replays give the same, also from checkpoints between',
  (seed) => {
    const batches = arriving(seed);
    const random = seededRandom(seed);
    const [first, second] = [foldedUntil(batches, END_MS), foldedUntil(batches, END_MS)];
    expect(second.forecasts).toEqual(first.forecasts);
    expect(second.scored).toEqual(first.scored);
    const cut = foldedUntil(batches, END_MS, (state) => (random() < 0.05 ? thawed(state) : state));
    expect(cut.forecasts).toEqual(first.forecasts);
    expect(knowledgeOf(cut.state)).toBe(knowledgeOf(first.state));
  },
  60_000,
);

it.each(seeds([], 2))('seed %i: [FOR-6] however fast a history is told, the same is learned of it', (seed) => {
  const inOrder = arriving(seed)
    .flatMap(({ events }) => events)
    .toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time));
  const toldLater = (batchEveryMs: number): readonly Batch[] =>
    Array.from({ length: Math.ceil(inOrder.length / TOLD_AT_ONCE) }, (_, nth) => ({
      firstPlace: nth * TOLD_AT_ONCE + 1,
      receivedAtMs: END_MS + 24 * HOUR_MS + nth * batchEveryMs,
      events: inOrder.slice(nth * TOLD_AT_ONCE, (nth + 1) * TOLD_AT_ONCE),
    }));
  // Foresight is told each second what the batches until then have come to.
  const learned = (batchEveryMs: number) => {
    const { scored } = foldedUntil(toldLater(batchEveryMs), END_MS + 48 * HOUR_MS);
    const verdicts = scored.map((each) => JSON.parse(each) as Scored).filter(({ obligation }) => obligation !== undefined);
    return verdicts.map(({ obligation, moment, isBroken }) => `${obligation.subject} ${moment} ${isBroken}`).toSorted();
  };
  const atOnce = learned(1);
  expect(atOnce.length).toBeGreaterThan(100);
  expect(learned(700)).toEqual(atOnce);
});

/** So few that a departure is told of in another batch than its schedule. */
const TOLD_AT_ONCE = 20;

function knowledgeOf({ foresight, windows }: EngineState): string {
  const { learners, surroundings } = foresight.data(() => 0);
  return JSON.stringify([learners.toSorted(), surroundings, windows.data()]);
}
