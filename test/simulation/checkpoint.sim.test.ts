import { expect, it } from 'vitest';
import { advance, applyBatch, type Change, type EngineState, emptyState } from '../../shared/engine/index.ts';
import { ListShelf, pictureOf, type SomeWorld, shelved, thawed, WORLDS } from './checkpoint-world.ts';
import { batchesOf, MINUTE_MS, seededRandom, seeds } from './world.ts';

/** Those that cost more have one seed here, each another. */
const CASES = WORLDS.flatMap((world, index) =>
  seeds([], /circuits|money/.test(world.name) ? 1 : 2).map((seed) => [world.name, seed + index, world] as const),
);

type Step = (state: EngineState) => EngineState;

/** What happens to each batch: some events come hours late, and time moves between commits. After some a step is taken. */
function lived(
  { book, endMs, eventsOf }: SomeWorld,
  seed: number,
  after: Step,
): { changes: readonly Change[][]; pictures: readonly string[] } {
  const random = seededRandom(seed + 77);
  const changes: Change[][] = [];
  const pictures: string[] = [];
  let state = emptyState(book);
  const delayed = new Map(
    eventsOf(seed).map((event) => [event, Date.parse(event.time) + (random() < 0.1 ? random() * 300 * MINUTE_MS : 0)]),
  );
  const arriving = [...delayed.keys()].sort((a, b) => (delayed.get(a) as number) - (delayed.get(b) as number));
  const batches = batchesOf(arriving, (event) => Math.floor(delayed.get(event) as number));
  batches.forEach((batch, index) => {
    changes.push([...applyBatch(state, batch)]);
    const soonAtMs = state.nowAtMs + Math.floor(random() * MINUTE_MS * 5);
    if (random() < 0.3) changes.push([...advance(state, Math.min(soonAtMs, batches[index + 1]?.receivedAtMs ?? soonAtMs))]);
    state = after(state);
    if (index % 400 === 7) pictures.push(pictureOf(state));
  });
  changes.push([...advance(state, Math.max(endMs, state.nowAtMs))]);
  pictures.push(pictureOf(state));
  return { changes, pictures };
}

it.each(CASES)(
  '%s, seed %i: going on from a checkpoint gives the changes, views, money and forecasts of going on without',
  (_, seed, world) => {
    const random = seededRandom(seed);
    const expected = lived(world, seed, (state) => state);
    let cuts = 0;
    const actual = lived(world, seed, (state) => {
      if (random() > 0.05) return state;
      cuts += 1;
      return thawed(state);
    });
    expect(cuts).toBeGreaterThan(0);
    expect(actual.changes).toEqual(expected.changes);
    expect(actual.pictures).toEqual(expected.pictures);
  },
  20_000,
);
it.each(CASES)(
  '%s, seed %i: what is put away changes nothing, whenever that is',
  (_, seed, world) => {
    const random = seededRandom(seed);
    const shelf = new ListShelf();
    let items = 0;
    const actual = lived(world, seed, (state) => {
      if (random() > 0.1) return state;
      if (random() < 0.5) state.items.turn();
      items += shelved(state, shelf);
      return random() < 0.3 ? thawed(state, shelf) : state;
    });
    const expected = lived(world, seed, (state) => state);
    if (!world.name.startsWith('circuits')) expect(items).toBeGreaterThan(0);
    expect(actual.changes).toEqual(expected.changes);
    expect(actual.pictures).toEqual(expected.pictures);
  },
  20_000,
);
