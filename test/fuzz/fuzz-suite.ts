import { expect, it } from 'vitest';
import { scratchFolder } from '../scratch-folder.ts';
import { checkBook } from './book-cases.ts';
import { faultsOfCommands } from './command-cases.ts';
import { checkEvents } from './event-cases.ts';
import { type Check, type Found, runCases } from './run-cases.ts';
import { checkWire } from './wire-cases.ts';

const SUITE_MS_MAX = 3 * 60 * 60_000;
/** Of the books and streams there are half as many each; a call of the commands reads fifty lines, and is dear. */
const CALLS_SHARE = 0.01;

/** Whatever comes from outside, damaged in so many ways from seeds, is taken or refused with place, problem and remedy. */
export function fuzzAll(cases: number): void {
  it.each<readonly [name: string, count: number, check: Check]>([
    ['books', Math.ceil(cases / 2), checkBook],
    ['events', Math.floor(cases / 2), checkEvents],
    ['wire', cases, checkWire],
  ])('%s: %i damaged ones never throw, hang or leak', { timeout: SUITE_MS_MAX }, (name, count, check) => {
    expectNothing(runCases(name, count, check));
  });
  it('the commands answer damaged input by their codes', { timeout: SUITE_MS_MAX }, async () => {
    const folder = scratchFolder();
    for (const seed of seedsOf(cases * CALLS_SHARE)) expect(await faultsOfCommands(seed, folder), `KEPT_SEED=${seed}`).toEqual([]);
  });
}

function expectNothing({ name, cases, faults, perSecond, slowest }: Found): void {
  if (cases > 10_000) console.info(`${name}: ${cases} cases, ${perSecond} a second, slowest ${slowest.ms} ms (KEPT_SEED=${slowest.seed})`);
  expect(faults).toEqual([]);
}

function seedsOf(count: number): readonly number[] {
  const only = process.env['KEPT_SEED'];
  return only === undefined ? Array.from({ length: Math.ceil(count) }, (_, seed) => seed) : [Number(only)];
}
