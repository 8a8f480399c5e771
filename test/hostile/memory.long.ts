import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Parties, partyOf, startParties } from '../access/parties.ts';
import { ACCESS_CASES } from './access-cases.ts';
import { ADDRESS_CASES } from './address-cases.ts';
import { ask } from './ask.ts';
import { BODY_CASES } from './body-cases.ts';
import { EVENT_CASES } from './event-cases.ts';
import { REVIEW_CASES } from './review-cases.ts';

const CASES = [...ACCESS_CASES, ...ADDRESS_CASES, ...BODY_CASES, ...EVENT_CASES, ...REVIEW_CASES];
const ROUNDS = 12;
/** What is remembered of senders, texts and sessions is bounded, and reached within a few rounds. */
const WARM_ROUNDS = 4;
const GROWTH_MB_MAX = 8;

let all: Parties;
beforeAll(async () => {
  all = await startParties();
});
afterAll(() => all.stop());

it(`[EDGE-1] ${ROUNDS} rounds of ${CASES.length} hostile requests leave memory as it was after ${WARM_ROUNDS}`, async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const usedMB: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const asked of CASES) expect((await ask(partyOf(all, asked.as ?? 'local'), asked)).status).toBeLessThan(500);
    collect();
    const { heapUsed, external } = process.memoryUsage();
    usedMB.push((heapUsed + external) / 2 ** 20);
  }
  process.stdout.write(`heap after each round: ${usedMB.map((mb) => mb.toFixed(1)).join(', ')} MB\n`);
  expect((usedMB.at(-1) ?? 0) - (usedMB[WARM_ROUNDS - 1] ?? 0)).toBeLessThan(GROWTH_MB_MAX);
});
