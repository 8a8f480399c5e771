import { expect, it } from 'vitest';
import { at, coach, HALF, SHORTENED, said } from '../../../test/data/complaint-story.ts';
import { type Told, told } from '../../../test/data/story.ts';
import { judgementLines, wallView } from '../index.ts';

const RUDE = `  - id: polite
    says: { en: "We are polite.", zh: "我们有礼貌。" }
    kind: count
    of: complaint.verified
    exclude: [{ when: 'data.topic != "manners"', reason: about something else }]
    group: data.site
    window: month
    target: "<= 0"
    remedy: [{ pay: 5 CNY, to: data.customer, per: complaint }, { fine: 7 CNY, on: data.by, per: complaint }]
  - id: arrived-share
    says: { en: "Nine of ten coaches go to the terminus.", zh: "十班九到。" }
    kind: ratio
    of: terminus
    window: day
    target: ">= 90%"
boards: { hall: { promises: [terminus, polite, arrived-share], language: en, distance: 5m } }
`;
const STORY: readonly Told[] = [
  ...SHORTENED,
  said('filed', '10:00', 'A'),
  said('verified', '11:00', 'A', { topic: 'route' }),
  said('filed', '10:01', 'B'),
  said('verified', '12:00', 'M', { about: 'no coach', promise: 'polite', topic: 'manners', site: 'North' }),
  said('verified', '12:01', 'N', { about: 'no coach', promise: 'polite', topic: 'manners', site: 'North' }),
  ['kept.settled', at('13:00'), { on: 'complaint/N', id: 'paid', source: '/kept', data: { promise: 'polite', by: 'lin', reason: 'paid' } }],
];

it('[MON-2, MON-6] a wall says all that is owed outside, of whatever window: not what is claimed, settled or a fine', () => {
  for (const now of [at('23:00'), '2026-06-02T09:00:00Z', '2026-08-03T09:00:00Z']) {
    const state = told(coach(HALF) + RUDE, STORY, now);
    const lines = [...judgementLines(state)].filter((line) => line.kind === 'ledger');
    const owed = lines.filter((line) => line.state === 'owed' && line.internal !== true);
    expect(owed.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0)).toBe(2_800);
    expect(wallView(state, { boardId: 'hall', banner: null })?.board.owedMinor).toBe(2_800);
  }
});
