import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CREW_BOOK, CREW_HIDDEN, CREW_NOW, crewLife, crewState } from '../../../test/data/crew-story.ts';
import { answerTo, type CrewStreak, type CrewView, crewSites, crewView } from '../index.ts';

const STATE = crewState();
const GATE = 'North gate';
const DAY_MS = 86_400_000;
const START_MS = Date.parse('2026-06-10T08:00:00+08:00');
const seen = (state = STATE, site = GATE): CrewView => {
  const view = crewView(state, site, { banner: null });
  if (view === null) throw new Error(`There is no ${site}.`);
  return view;
};
const promise = (id: string, view = seen()) => view.promises.find((each) => each.id.startsWith(`${id}/`));
const isBestReached = (streak: CrewStreak | null) =>
  streak === null || (streak.kind === 'windows' ? streak.best >= streak.now : streak.bestMs >= streak.nowMs);
const marks = (id: string, view = seen()) =>
  promise(id, view)
    ?.strip.map(({ state }) => state[0])
    .join('');

it('[CREW-1] a site is a group of a promise in force, and a personal value is none', () => {
  expect(crewSites(STATE, null).sites.map(({ site, promises }) => [site, promises.map(({ en }) => en)])).toEqual([
    ['Blue Line', ["Carrier's month"]],
    [GATE, ['Coaches on time', 'This hour', 'No falls', 'Last two hours']],
    ['South gate', ['Coaches on time', 'This hour', 'Last two hours']],
  ]);
  expect(crewView(STATE, 'guide-zhou', { banner: null })).toBeNull();
  const asked = () => answerTo(STATE, { what: 'crew', site: 'Elsewhere' }, { banner: null });
  expect(asked).toThrow(expect.objectContaining({ code: 'SITE_UNKNOWN' }));
});
it('[CREW-1] a site is listed exactly where it can be shown', () => {
  for (const { site } of crewSites(STATE, null).sites) expect(seen(STATE, site).site).toBe(site);
});
it('[CREW-1, CREW-2] at any time no money, no name, no remark and no other site is in it, and the best is not less than what runs', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 9 * 24 * 60 }), { minLength: 20 }), (minutes) => {
      const instants = minutes.toSorted((x, y) => x - y).map((minute) => START_MS + minute * 60_000);
      for (const state of crewLife(instants)) {
        const view = crewView(state, GATE, { banner: null });
        const text = JSON.stringify(view ?? '');
        expect(CREW_HIDDEN.filter((word) => text.includes(word))).toEqual([]);
        for (const { streak } of view?.promises ?? []) expect(isBestReached(streak)).toBe(true);
      }
    }),
    { numRuns: 4 },
  );
});
it('how the window of now stands: kept of decided, what is open, and the target', () => {
  expect(promise('leaves')).toMatchObject({
    state: 'on-track',
    unit: 'day',
    now: { good: 2, all: 3, open: 2, value: null, mean: null },
    target: { kind: 'broken-share', op: '<=', value: 0.4 },
  });
  expect(promise('few-falls')?.now).toMatchObject({ value: 0 });
});
it('[CREW-2] windows kept in a row: a missed one ends it, one with nothing to judge does not, and the running one adds nothing yet', () => {
  expect(promise('leaves')?.streak).toMatchObject({ kind: 'windows', now: 2, best: 3 });
  expect(promise('leaves', seen(crewState('2026-06-13T23:00:00+08:00')))?.streak).toMatchObject({ now: 2, best: 2 });
  expect(promise('leaves', seen(crewState('2026-06-14T23:00:00+08:00')))?.streak).toMatchObject({ now: 0, best: 3 });
  expect(promise('leaves', seen(crewState('2026-06-15T23:00:00+08:00')))?.streak).toMatchObject({ now: 0, best: 3 });
});
it('[CREW-2] a window that rolls has no streak and no days', () => {
  expect(promise('waiting')).toMatchObject({ unit: 'rolling', streak: null, strip: [] });
});
it('[CREW-3] of what must not happen it is the time without it', () => {
  const sinceAtMs = Date.parse('2026-06-14T09:00:00+08:00');
  const nowMs = Date.parse(CREW_NOW) - sinceAtMs;
  expect(promise('few-falls')?.streak).toEqual({ kind: 'free', nowMs, bestMs: nowMs, sinceAtMs });
  const earlier = promise('few-falls', seen(crewState('2026-06-15T09:00:00+08:00')))?.streak;
  expect(earlier).toMatchObject({ nowMs: DAY_MS, bestMs: 4 * DAY_MS });
});
it('[CREW-4] seven days, each as bad as its worst window, with how many windows were kept', () => {
  expect(marks('leaves')).toBe('kkbikkr');
  expect(marks('leaves-hour')).toBe('kkbikkb');
  expect(promise('leaves-hour')?.strip.at(-1)).toMatchObject({ state: 'broken', kept: 2, judged: 3 });
  expect(promise('leaves')?.strip[0]?.fromAtMs).toBe(Date.parse('2026-06-12T00:00:00+08:00'));
});
it('[CREW-4] of windows longer than a day the last seven', () => {
  expect(marks('few-falls')).toBe('iiiiibr');
  expect(promise('few-falls')?.strip.at(-1)?.fromAtMs).toBe(Date.parse('2026-06-15T00:00:00+08:00'));
});
it('[CREW-4] a day in which its feed was silent has no data, and one that is broken stays so', () => {
  const book = `${CREW_BOOK}feeds:\n  gates: { source: /story, sends: [coach.*], heartbeat: 6h }\n`;
  expect(marks('leaves', seen(crewState(CREW_NOW, book)))).toBe('nnbnnnr');
});
it('[CREW-5] what was warned of, acted on and kept is thanked for at its own site, on its day', () => {
  expect([seen().saved, seen(STATE, 'South gate').saved, seen(STATE, 'Blue Line').saved]).toEqual([1, 0, 0]);
  expect(seen(crewState('2026-06-18T13:59:00+08:00')).saved).toBe(0);
  expect(seen(crewState('2026-06-19T00:00:01+08:00')).saved).toBe(0);
});
it('[CREW-6] what falls due next here comes soonest first, and under a ratio what it counts', () => {
  expect(seen().next.map(({ label, dueAtMs }) => [label, (dueAtMs - STATE.nowAtMs) / 60_000])).toEqual([
    ['N1600', 65],
    ['N1700', 125],
  ]);
  expect(seen(STATE, 'Blue Line').next.map(({ label }) => label)).toEqual(['S1530', 'N1600', 'N1700']);
  expect(seen(crewState('2026-06-18T16:05:00.001+08:00')).next.map(({ label }) => label)).toEqual(['N1700']);
});
it('[CREW-1] a promise that is no longer in force is not shown', () => {
  const book = `${CREW_BOOK}versions:\n  - { from: 2026-01-01 }\n  - { from: 2026-06-18, promises: [{ id: waiting, kind: null }] }\n`;
  const ids = (now: string) => seen(crewState(now, book)).promises.map(({ id }) => id.split('/')[0]);
  expect(ids('2026-06-17T23:00:00+08:00')).toContain('waiting');
  expect(ids(CREW_NOW)).toEqual(['leaves', 'leaves-hour', 'few-falls']);
});
