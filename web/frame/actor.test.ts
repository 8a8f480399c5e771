import { expect, it } from 'vitest';
import { keepActor, knownActor } from './actor.ts';

it('keeps the name', () => {
  const kept = new Map<string, string>();
  const memory = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
  const before = knownActor(memory);
  keepActor(memory, 'Shift lead A');
  expect([before, knownActor(memory)]).toEqual(['', 'Shift lead A']);
});

it('a browser that forbids storage has no name and no fault', () => {
  const refuse = (): never => {
    throw new Error('forbidden');
  };
  const memory = { getItem: refuse, setItem: refuse };
  keepActor(memory, 'Shift lead A');
  expect(knownActor(memory)).toBe('');
});
