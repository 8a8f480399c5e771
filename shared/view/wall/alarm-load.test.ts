import { expect, it } from 'vitest';
import { livedTickets, WARNED_START_MS as START_MS, type ToldTicket as Told } from '../../../test/data/warned-tickets.ts';
import { MINUTE_MS } from '../../../test/simulation/world.ts';
import { alarmLoad, DeskRows, deskDetail, promiseScores, wallView } from '../index.ts';

const lived = (story: readonly Told[], endMinute: number) => livedTickets(story, endMinute, 1_000);

const opened = (at: number, fee: number, site: string): Told => ['ticket.opened', at * 10, `ticket/${at}`, { fee, site }];

it('[WARN-7] the most costly group stands first, whatever its size', () => {
  const cheap = Array.from({ length: 12 }, (_, at) => opened(at, 1, 'EWR'));
  const { groups } = alarmLoad(lived([...cheap, opened(12, 500, 'LGA')], 5), null);
  expect(groups.map(({ group, count, costMinor }) => [group, count, costMinor])).toEqual([
    ['LGA', 1, 500_00],
    ['EWR', 12, 12_00],
  ]);
});
it('[WARN-7] items of one open incident are one group, of whatever site they are', () => {
  const tickets = Array.from({ length: 12 }, (_, at) => opened(at, 10, at % 2 === 0 ? 'EWR' : 'LGA'));
  const items = tickets.slice(0, 9).map(([, , subject]) => subject);
  const cut: Told = ['incident.opened', 130, 'incident/4', { title: 'Ring 4 cut' }];
  const linked: Told = ['incident.linked', 131, 'incident/4', { about: items }];
  const state = lived([...tickets, cut, linked], 5);
  expect(alarmLoad(state, null).groups.map(({ incident, group, count }) => [incident ?? group, count])).toEqual([
    ['Ring 4 cut', 9],
    ['LGA', 2],
    ['EWR', 1],
  ]);
  expect(alarmLoad(state, new Set(['other']))).toEqual({ inTenMinutes: 0, isFlood: false, groups: [] });
});
it('[WARN-2] the tile and the explanation say since when and why it is warned of', () => {
  const state = lived([opened(0, 10, 'EWR')], 5);
  const warned = { warnedAtMs: START_MS + 1_000, why: { key: 'driver.learning' } };
  expect(wallView(state, { boardId: 'wall', banner: null })?.hot[0]).toMatchObject(warned);
  const [row] = new DeskRows(state, { banner: null }).view.rows;
  expect(deskDetail(state, row?.id ?? '')?.warning).toMatchObject({
    by: 'model',
    raisedAtMs: START_MS + 1_000,
    threshold: 0.05,
    breaksAtMs: START_MS + 240 * MINUTE_MS,
  });
});
it('[FOR-30] while few were scored a promise is learning, and one whose chances are far off drifts', () => {
  const state = lived([], 1);
  const scored = (promise: string, cases: number, isBroken: boolean): void => {
    for (let each = 0; each < cases; each += 1)
      state.scores.take({ obligation: { promise, stage: null }, moment: 'opening', chance: 0.1, isBroken } as never, START_MS);
  };
  scored('fresh', 20, true);
  scored('well', 180, false);
  scored('well', 20, true);
  scored('off', 200, true);
  expect(promiseScores(state)).toEqual([
    { promise: 'off', cases: 200, calibrationError: 0.9, isLearning: false, isDrifting: true },
    { promise: 'fresh', cases: 20, calibrationError: 0.9, isLearning: true, isDrifting: false },
    { promise: 'well', cases: 200, calibrationError: 0, isLearning: false, isDrifting: false },
  ]);
});
