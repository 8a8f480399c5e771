import { expect, it } from 'vitest';
import { at, coach, HALF, SHORTENED, said } from '../../../test/data/complaint-story.ts';
import { told } from '../../../test/data/story.ts';
import { deskDetail } from '../index.ts';

it('[MON-2] a desk lists the complaints about an item, and how each was decided', () => {
  const story = [
    ...SHORTENED,
    said('filed', '10:00', 'c1'),
    said('filed', '09:30', 'c2'),
    said('filed', '10:10', 'c3', { promise: 'other' }),
    said('verified', '11:00', 'c1'),
    said('filed', '10:20', 'c4', { text: 'It stopped early.' }),
    said('rejected', '12:00', 'c4', { reason: 'seen on film', answer: 'It went to the end.' }),
  ];
  const detail = deskDetail(told(coach(HALF), story, at('13:00')), 'terminus departure/D1 1');
  expect(detail?.complaints.map(({ id, decision }) => [id, decision])).toEqual([
    ['complaint/c2', null],
    ['complaint/c1', 'verified'],
    ['complaint/c4', 'rejected'],
  ]);
  expect(detail?.complaints.at(-1)).toMatchObject({ text: 'It stopped early.', answer: 'It went to the end.' });
});
