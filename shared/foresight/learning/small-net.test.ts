import { expect, it } from 'vitest';
import { seededRandom } from '../../../test/simulation/world.ts';
import { logistic } from '../../number/index.ts';
import { SmallNet } from './small-net.ts';

const CASES = 6_000;

/** Two signals that say nothing each alone: it breaks when they agree. */
function taught(seed: number): SmallNet {
  const net = new SmallNet(8);
  const random = seededRandom(seed);
  for (let at = 0; at < CASES; at += 1) {
    const inputs = Float32Array.of(random() * 2 - 1, random() * 2 - 1);
    net.learn(inputs, (inputs[0] as number) * (inputs[1] as number) > 0);
  }
  return net;
}

it('[FOR-42] signals that mean something only together are learned', () => {
  const net = taught(7);
  expect(logistic(net.logOdds(Float32Array.of(0.8, 0.8)))).toBeGreaterThan(0.8);
  expect(logistic(net.logOdds(Float32Array.of(-0.8, -0.8)))).toBeGreaterThan(0.8);
  expect(logistic(net.logOdds(Float32Array.of(-0.8, 0.8)))).toBeLessThan(0.2);
});

it('[FOR-42] what was learned twice from the same cases is the same to the bit, and so is what was put away and taken out', () => {
  const [first, second, third] = [taught(3), taught(3), new SmallNet(8)];
  third.restore(second.data());
  const inputs = Float32Array.of(0.3, -0.4);
  expect(second.data()).toEqual(first.data());
  third.learn(inputs, true);
  second.learn(inputs, true);
  expect(third.logOdds(inputs)).toBe(second.logOdds(inputs));
});

it('what spans of inputs pull is what they add where no unit turns', () => {
  const net = new SmallNet(8, [1, -1]);
  const random = seededRandom(5);
  for (let at = 0; at < CASES; at += 1) {
    const inputs = Float32Array.from({ length: 4 }, () => random() * 2 - 1);
    net.learn(inputs, (inputs[0] as number) + 2 * (inputs[1] as number) > 0);
  }
  const inputs = Float32Array.of(0.5, -0.25, 0.75, 0.125);
  const [first, middle] = [...net.pulls(inputs)] as [number, number];
  const nearly = (from: number, until: number) => inputs.map((each, at) => (at >= from && at < until ? each * (1 - 1 / 1024) : each));
  const added = (from: number, until: number) => (net.logOdds(inputs) - net.logOdds(nearly(from, until))) * 1024;
  expect(first).toBeCloseTo(added(0, 1), 2);
  expect(middle).toBeCloseTo(added(1, 3), 2);
  expect(Math.abs(middle)).toBeGreaterThan(Math.abs(first) / 2);
});
