import { KeptError } from '../../shared/error/index.ts';
import { Dice } from './dice.ts';

/**
 * CPU time that one case may take: time on the wall would count what else the machine does. A time that is wrong by years makes tens of
 * thousands of windows, which take seconds.
 */
const CASE_MS_MAX = 10_000;
const COMPLAINTS_MAX = 20;

/** What a run found: `faults` is empty when every case went as it should. */
export type Found = {
  readonly name: string;
  readonly cases: number;
  readonly faults: readonly string[];
  readonly perSecond: number;
  readonly slowest: { readonly seed: number; readonly ms: number };
};

/** What is wrong with one case, a sentence each; whatever it throws is wrong as well. */
export type Check = (dice: Dice) => readonly string[];

/** So many cases, each from its seed alone: `KEPT_SEED=7` runs the seventh again. */
export function runCases(name: string, count: number, check: Check): Found {
  const faults: string[] = [];
  let slowest = { seed: -1, ms: 0 };
  const startMs = cpuMs();
  const only = process.env['KEPT_SEED'];
  const seeds = only === undefined ? Array.from({ length: count }, (_, seed) => seed) : [Number(only)];
  for (const seed of seeds) {
    const beginMs = cpuMs();
    for (const fault of faultsOf(check, seed)) faults.push(`${name}, KEPT_SEED=${seed}: ${fault}`);
    const ms = cpuMs() - beginMs;
    if (ms > slowest.ms) slowest = { seed, ms };
    if (ms > CASE_MS_MAX) faults.push(`${name}, KEPT_SEED=${seed}: took ${Math.round(ms)} ms`);
    if (faults.length >= COMPLAINTS_MAX) break;
  }
  return { name, cases: seeds.length, faults, perSecond: Math.round((seeds.length * 1000) / (cpuMs() - startMs)), slowest };
}

function faultsOf(check: Check, seed: number): readonly string[] {
  try {
    return check(new Dice(seed));
  } catch (error) {
    return [`threw ${error instanceof Error ? error.stack : String(error)}`];
  }
}

/** What is wrong with a refusal: it says what, and what to do, and shows nothing of the inside. */
export function faultsOfRefusal(refusal: { readonly message: string; readonly fix: string }): readonly string[] {
  return [refusal.message, refusal.fix].flatMap((text) => (isPlain(text) ? [] : [`refuses with ${JSON.stringify(text).slice(0, 300)}`]));
}

/** Runs what may refuse by a KeptError and by nothing else. */
export function refusable(work: () => readonly string[]): readonly string[] {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof KeptError)) throw error;
    return faultsOfRefusal(error);
  }
}

function isPlain(text: unknown): boolean {
  return (
    typeof text === 'string' && text.trim() !== '' && text.length < 3_000 && !/^\s+at .+:\d+|node_modules|\[object |undefined/m.test(text)
  );
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
