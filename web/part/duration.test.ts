import { expect, it } from 'vitest';
import { countdown, duration, exactDuration } from './duration.ts';

const S = 1_000;
const MIN = 60 * S;
const H = 60 * MIN;
const D = 24 * H;

it.each([
  [9 * S, '9 s', '9 秒'],
  [38 * MIN + 59 * S, '38 min', '38 分'],
  [2 * H + 48 * MIN, '2 h 48', '2 时 48'],
  [D + 3 * H + 59 * MIN, '1 d 3 h', '1 天 3 时'],
  [156 * D + 23 * H, '156 d', '156 天'],
  [-5, '0 s', '0 秒'],
])('%i ms last %s, %s', (ms, en, zh) => expect([duration('en', ms), duration('zh', ms)]).toEqual([en, zh]));

it.each([
  [9 * S, '9 s', '9 秒'],
  [2 * MIN + 14 * S, '2 min 14 s', '2 分 14 秒'],
  [2 * H, '2 h 00', '2 时 00'],
])('%i ms last exactly %s, %s', (ms, en, zh) => expect([exactDuration('en', ms), exactDuration('zh', ms)]).toEqual([en, zh]));

it.each([
  [6 * MIN + 52 * S, '06:52', '06:52'],
  [59 * MIN + 59 * S + 999, '59:59', '59:59'],
  [H, '1 h 00', '1 时 00'],
  [H + 6 * MIN + 30 * S, '1 h 06', '1 时 06'],
  [D + 3 * H, '1 d 3 h', '1 天 3 时'],
  [10 * D - 1, '9 d 23 h', '9 天 23 时'],
  [-156 * D - 21 * H, '−156 d', '−156 天'],
  [0, '00:00', '00:00'],
  [-999, '00:00', '00:00'],
  [-1_000, '−1 s', '−1 秒'],
  [-45 * S, '−45 s', '−45 秒'],
  [-3 * MIN - 20 * S, '−3 min', '−3 分'],
])('%i ms before it is due there are %s, %s left', (ms, en, zh) => {
  expect([countdown('en', ms), countdown('zh', ms)]).toEqual([en, zh]);
});
