import { expect, it } from 'vitest';
import { PastLessons } from './past-lessons.ts';

function filled(count: number): PastLessons {
  const past = new PastLessons();
  for (let nth = 0; nth < count; nth += 1) past.add(Float32Array.of(nth % 4, 0.5, -9), nth % 2 === 0);
  return past;
}

it('[FOR-42] the latest lessons are gone over again, each with its outcome, and their number is bounded', () => {
  const past = filled(20_000);
  expect(past.size).toBe(8_192);
  const drawn = Array.from({ length: 200 }, () => {
    const { inputs, isBroken } = past.draw();
    return [...inputs, isBroken];
  });
  for (const [first, second, third, isBroken] of drawn) {
    expect(isBroken).toBe((first as number) % 2 === 0);
    expect([second, third]).toEqual([0.5, -3.96875]);
  }
  expect(new Set(drawn.map(([first]) => first)).size).toBe(4);
});

it('[FOR-42] what was put away and taken out goes over the same lessons', () => {
  for (const count of [0, 10, 300, 9_000]) {
    const [first, second] = [filled(count), new PastLessons()];
    second.restore(first.data());
    for (const past of [first, second]) past.add(Float32Array.of(1, 2, 3), true);
    for (let nth = 0; nth < 20; nth += 1) expect(second.draw().inputs).toEqual(first.draw().inputs);
    expect(second.data()).toEqual(first.data());
  }
});
