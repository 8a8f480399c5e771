import { beforeAll, expect, it, vi } from 'vitest';
import type { WhatIf } from '../../shared/design/index.ts';
import type { Batch } from '../../shared/event/index.ts';
import type { ReviewAsk } from '../../shared/review/index.ts';
import type { BookTrial } from '../../shared/wire/index.ts';
import { BatchHistory } from '../../test/data/batch-history.ts';
import { RECORDED_START_MS, recordedDay } from '../../test/data/recorded-day.ts';
import { DEPARTURES_BOOK, HOUR_MS } from '../../test/simulation/world.ts';
import { answerReview } from './answer-review.ts';
import { History } from './history.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // A day runs through the live engine first.

const NOW_MS = RECORDED_START_MS + 4 * HOUR_MS;
let batches: readonly Batch[];
beforeAll(async () => {
  ({ batches } = await recordedDay(12, { isLate: true }));
});

async function ask<T>(history: History, asked: ReviewAsk, nowAtMs: number): Promise<T> {
  const untilPlace = history.log.placeAt(nowAtMs);
  const turns = { signal: new AbortController().signal, onProgress: () => {} };
  return JSON.parse(await answerReview(history, { untilPlace, nowAtMs, ask: asked }, turns)) as T;
}
const past = () => new History({ log: new BatchHistory(batches) });
const tried = (late: string): ReviewAsk => ({ what: 'what-if', of: null, set: [`leaves-on-time.late=${late}`], isWarned: false });
const drafted = (target: string): ReviewAsk => {
  const text = DEPARTURES_BOOK.replace(/target: .*/, `target: "${target}"`);
  return { what: 'draft', was: { text: DEPARTURES_BOOK, bases: {} }, would: { text, bases: {} } };
};

it('[DES-2] a try within a minute of another one is as of the same instant, and is answered as it would be alone', async () => {
  const history = past();
  await ask(history, tried('5min'), NOW_MS);
  const second = await ask<WhatIf>(history, tried('40min'), NOW_MS + 30_000);
  expect(second).toEqual(await ask(past(), tried('40min'), NOW_MS));
  expect(second.rows.some(({ difference }) => Object.keys(difference).length > 0)).toBe(true);
  const later = await ask<WhatIf>(history, tried('40min'), NOW_MS + 90_000);
  expect([later.asOfMs, later]).toEqual([NOW_MS + 90_000, await ask(past(), tried('40min'), NOW_MS + 90_000)]);
});

it('[DES-2] so is a draft that is tried again, with what its linter asks', async () => {
  const history = past();
  await ask(history, drafted('>= 99%'), NOW_MS);
  const second = await ask<BookTrial>(history, drafted('>= 10%'), NOW_MS + 30_000);
  expect(second).toEqual(await ask(past(), drafted('>= 10%'), NOW_MS));
  expect(second.whatIf.rows.length).toBeGreaterThan(1);
});
