import { expect, it } from 'vitest';
import { bookOf } from '../../test/simulation/world.ts';
import type { BookPromise } from '../book/index.ts';
import { rational } from '../number/index.ts';
import { sayText } from '../text/index.ts';
import { attainmentOf } from './attainment.ts';
import { putValue } from './counts.ts';
import { countInDay, emptyDay } from './day-counts.ts';
import { dayIn, emptyTally, type Tally } from './tally.ts';
import { termsOf, uptimeTermsOf, type WindowTerms } from './terms.ts';

const DAY_MS = 86_400_000;
const WEEK = { fromAtMs: 4 * DAY_MS, toAtMs: 11 * DAY_MS };

function promise(keys: string): BookPromise {
  const written = `{ id: figure, says: { en: "Well.", zh: "好。" }, ${keys} }`;
  return bookOf(`book: terms\ntimezone: UTC\ncurrency: USD\npromises: [${written}]\n`).versions[0]?.promises[0] as BookPromise;
}
const ratio = (keys: string) => promise(`kind: ratio, good: a.good, all: [a.good, a.bad], window: week, ${keys}`);
function said({ rule, value, terms }: WindowTerms): readonly string[] {
  const number = (exact: { readonly n: bigint; readonly d: bigint } | null) => (exact === null ? '–' : `${exact.n}/${exact.d}`);
  return [`${sayText('en', rule)} = ${number(value)}`, ...terms.map((term) => `${sayText('en', term.text)}: ${number(term.value)}`)];
}
function tally(counts: Partial<Tally>, values: readonly number[] = []): Tally {
  const made = { ...emptyTally(WEEK), ...counts };
  for (const value of values) putValue(made, rational(value), 0, 1);
  return made;
}

it('the terms of a share are the good ones and all', () => {
  expect(said(termsOf(ratio('target: ">= 50%"'), tally({ kept: 3, broken: 1 })))).toEqual([
    'Good ones of all = 3/4',
    'Good: 3/1',
    'All: 4/1',
  ]);
});
it('[WIN-6] those of a median are the two in the middle, and of a mean the sum', () => {
  const counted = tally({ kept: 5, broken: 1 }, [10, 20, 30, 50]);
  expect(said(termsOf(ratio('measure: median of data.wait, target: "<= 30"'), counted))).toEqual([
    'Median: as many values below it as above it = 25/1',
    'Values: 4/1',
    'Without a value: 2/1',
    'Number 2 of 4, smallest first: 20/1',
    'Number 3 of 4, smallest first: 30/1',
  ]);
  const mean = termsOf(ratio('measure: mean of data.wait, target: "<= 30min"'), counted);
  expect([said(mean)[3], mean.unit, mean.terms[2]?.unit]).toEqual(['Sum of the values: 110/1', 'seconds', 'seconds']);
});
it('[WIN-7] those of a mean over days are the days, or the busy hour of each with its attempts', () => {
  const counted = tally({ kept: 3, broken: 2 });
  const attempts = [
    [4, 9, true],
    [4, 9, false],
    [4, 15, true],
    [6, 8, true],
    [6, 8, false],
  ] as const;
  const { zone } = ratio('target: ">= 50%"').calendar;
  for (const [day, hour, isGood] of attempts)
    countInDay(
      dayIn(counted, day, () => emptyDay(zone, day)),
      { isGood, atMs: day * DAY_MS + hour * 3_600_000 },
      1,
    );
  const days = ratio('measure: mean of daily share, target: ">= 50%"');
  expect(said(termsOf(days, counted))).toEqual(['Mean of the shares of the days = 7/12', 'Day: 2/3', 'Day: 1/2']);
  const hours = termsOf(ratio('measure: mean of daily busy hour, target: ">= 50%"'), counted);
  expect(said(hours)).toEqual(['Mean of the busy hours of the days = 1/2', 'Busy hour: 1/2', 'Busy hour: 1/2']);
  expect(hours.terms[1]).toMatchObject({
    of: { good: 1, all: 2 },
    span: { fromAtMs: 6 * DAY_MS + 8 * 3_600_000, toAtMs: 6 * DAY_MS + 9 * 3_600_000 },
  });
  expect(hours.value).toEqual(attainmentOf(ratio('measure: mean of daily busy hour, target: ">= 50%"'), counted).value);
});
it('those of a count are its events, and of a rate what they are counted by', () => {
  const per = 'kind: count, of: a.bad, window: week, target: "<= 2", per: { rate: 1000, of: a.run, value: data.count }';
  expect(said(termsOf(promise('kind: count, of: a.bad, window: week, target: "<= 2"'), tally({ broken: 3 })))).toEqual([
    'Number of events = 3/1',
    'Events: 3/1',
  ]);
  expect(said(termsOf(promise(per), tally({ broken: 3, base: rational(1_500) })))).toEqual([
    'Events for every 1000 = 2/1',
    'Events: 3/1',
    'What they are counted by: 1500/1',
    'For every: 1000/1',
  ]);
});
it('[AVL-2] those of an availability are the times in service, stopped and down', () => {
  const span = (fromH: number, toH: number) => [{ fromAtMs: WEEK.fromAtMs + fromH * 3_600_000, toAtMs: WEEK.fromAtMs + toH * 3_600_000 }];
  const uptime = { inService: span(0, 10), down: span(2, 3), stopped: span(8, 10), planned: [] };
  expect(said(uptimeTermsOf(uptime as never, WEEK, WEEK.fromAtMs + 9 * 3_600_000))).toEqual([
    'Time up of the time that counts = 7/8',
    'In service: 32400/1',
    'Stopped, not counted: 3600/1',
    'Down: 3600/1',
  ]);
});
