import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EngineState, Line } from '../../shared/engine/index.ts';
import { DistinctEvents, type KeptEvent } from '../../shared/event/index.ts';
import { emptyTally, mergeTallies, type Tally } from '../../shared/measure/index.ts';
import { MINUTE_MS, seededRandom, shuffled } from '../simulation/world.ts';
import { type Delayed, END_MS, inTime, judgedAt, Run, smallWorlds, stateOf, timeOf } from './small-world.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

/** What holds of any log, drawn small: the order of arrival, a run that goes on, and figures of parts that add up. */
export function engineProperties(runs: number, msMax: number): void {
  it(
    '[LOG-1, TIM-4] any permutation, duplication and split into batches gives identical verdicts, windows, promise states and ledger',
    () => {
      const check = fc.property(smallWorlds, seeds, (world, seed) => {
        const random = seededRandom(seed);
        const expected = judgedAt(inTime(world), END_MS);
        const sent = shuffled([...world, ...world.filter(() => random() < 0.4)], random);
        const log = new DistinctEvents();
        for (const event of sent) log.take(event);
        expect(judgedAt([...log.inOrder()], END_MS), 'permuted and repeated').toEqual(expected);
        expect(new Run().receive(inBatches([...log.inOrder()], random)).linesAt(END_MS), 'in batches').toEqual(expected);
        expect(new Run().receive(delayed(world, random)).linesAt(END_MS), 'as it was lived').toEqual(expected);
      });
      fc.assert(check, { seed: 1, numRuns: runs });
    },
    msMax,
  );

  it(
    '[LOG-3] a run that is cut stands where the known places of its log stand, and going on from there ends where one that was never cut ends',
    () => {
      const check = fc.property(smallWorlds, seeds, (world, seed) => {
        const arrivals = delayed(world, seededRandom(seed));
        const cut = seed % (arrivals.length + 1);
        const cutAtMs = arrivals[cut - 1]?.receivedAtMs ?? 0;
        const whole = arrivals.map(({ event }) => event);
        const first = arrivals.slice(0, cut).filter(({ receivedAtMs }) => receivedAtMs <= cutAtMs);
        const run = new Run().receive(first);
        if (cut > 0) expect(run.linesAt(cutAtMs), 'at the cut').toEqual(judgedAt(whole, cutAtMs, cut));
        const ended = run.receive(arrivals.slice(cut)).linesAt(END_MS);
        expect(ended, 'gone on').toEqual(new Run().receive(arrivals).linesAt(END_MS));
        expect(ended, 'from the start').toEqual(judgedAt(whole, END_MS));
      });
      fc.assert(check, { seed: 2, numRuns: runs });
    },
    msMax,
  );

  it(
    '[WIN-2, WIN-3] the tallies of two parts of the subjects add up to those of all',
    () => {
      const check = fc.property(smallWorlds, fc.integer({ min: 1, max: 6 }), (world, parts) => {
        const isFirst = ({ subject }: KeptEvent) => (parts >> Number(subject.at(-1))) & 1;
        const isShared = ({ type }: KeptEvent) => type === 'register.put';
        const log = inTime(world);
        const [one, other] = [1, 0].map((part) => stateOf(log.filter((event) => isShared(event) || isFirst(event) === part)));
        expect(merged(one, other)).toEqual(merged(stateOf(log)));
      });
      fc.assert(check, { seed: 3, numRuns: runs });
    },
    msMax,
  );
}

/** Each received at an instant of its own choice, never before it happened; several may come together. */
function delayed(world: readonly KeptEvent[], random: () => number): readonly Delayed[] {
  const arrivals = world.map((event) => {
    const lateMs = random() < 0.5 ? 0 : Math.floor(random() * 300) * MINUTE_MS;
    return { event, receivedAtMs: Math.min(END_MS, timeOf(event) + lateMs) };
  });
  return arrivals.sort((a, b) => a.receivedAtMs - b.receivedAtMs);
}

/** All received late, in this order, in batches of any size. */
function inBatches(log: readonly KeptEvent[], random: () => number): readonly Delayed[] {
  let receivedAtMs = END_MS - log.length;
  return log.map((event) => {
    if (random() < 0.4) receivedAtMs += 1;
    return { event, receivedAtMs };
  });
}

/** The tallies of some states by line and window, put together; without those that hold nothing. */
function merged(...states: readonly (EngineState | undefined)[]): ReadonlyMap<string, object> {
  const sums = new Map<string, Tally>();
  for (const state of states) {
    for (const line of state?.lines.values() ?? []) {
      for (const [name, tally] of talliesOf(line)) {
        const sum = sums.get(name);
        sums.set(name, sum === undefined ? tally : mergeTallies(sum, tally));
      }
    }
  }
  const held = [...sums].filter(([, tally]) => !isEmpty(tally)).sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(held.map(([name, tally]) => [name, withPlainBins(tally)]));
}

/** Of a line that rolls, what stands in its window and its stretches now. */
function talliesOf(line: Line): readonly (readonly [string, Tally])[] {
  const rolling = line.rolling?.binned() ?? null;
  if (rolling !== null) return [[`${line.id} rolling`, rolling]];
  return [...line.tallies].map(([fromAtMs, tally]) => [`${line.id} ${fromAtMs}`, tally]);
}

/** Counts of a few events are held in less room, which is no difference. */
function withPlainBins(tally: Tally): object {
  const { keptBins, brokenBins, openBins } = tally;
  return { ...tally, keptBins: [...keptBins], brokenBins: [...brokenBins], openBins: [...openBins] };
}

function isEmpty(tally: Tally): boolean {
  return JSON.stringify(plain(tally)) === JSON.stringify(plain(emptyTally(tally)));
}

function plain({ base, days, ...tally }: Tally): object {
  return {
    ...tally,
    base: base === null ? null : `${base.n}/${base.d}`,
    days: [...days.values()].filter(({ all }) => all.some((count) => count !== 0)),
  };
}
