import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Parties, partyOf, startParties } from '../access/parties.ts';
import { Dice } from './dice.ts';
import { faultsOfCase } from './server-fuzz.ts';

const FAULTS_MAX = 10;
/** Under way together. */
const AT_ONCE = 16;

/** Cases one after another for so long, each from its seed alone: `KEPT_SEED=7` runs the seventh again. */
export function serverFuzzSuite(ms: number): void {
  let all: Parties;
  const errors: unknown[] = [];
  beforeAll(async () => {
    all = await startParties();
    vi.spyOn(console, 'error').mockImplementation((error) => void errors.push(error));
  });
  afterAll(() => all.stop());

  it(`[EDGE-1] whatever is sent to a server for ${ms / 1_000} s is taken or refused, and it goes on`, async () => {
    const only = process.env['KEPT_SEED'];
    const untilMs = performance.now() + ms;
    const faults: string[] = [];
    let seed = only === undefined ? 0 : Number(only);
    do {
      const seeds = Array.from({ length: only === undefined ? AT_ONCE : 1 }, (_, at) => seed + at);
      const found = await Promise.all(
        seeds.map(async (one) => (await faultsOfCase(all, new Dice(one))).map((fault) => `KEPT_SEED=${one}: ${fault}`)),
      );
      const thrown = errors.splice(0).map((error) => `one of ${seeds.join(', ')}: ${error instanceof Error ? error.stack : String(error)}`);
      faults.push(...found.flat(), ...thrown);
      seed += seeds.length;
    } while (only === undefined && performance.now() < untilMs && faults.length < FAULTS_MAX);
    process.stdout.write(`${seed} cases, heap ${Math.round(process.memoryUsage().heapUsed / 2 ** 20)} MB\n`);
    expect(faults).toEqual([]);
    expect((await fetch(`${partyOf(all, 'local').url}/readyz`)).status).toBe(200);
  });
}
