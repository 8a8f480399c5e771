import { expect, it } from 'vitest';
import { personalLines } from './personal-lines.ts';

it('[ACC-15] each value is a line of its own, once, the newest first', () => {
  const events = [
    { place: 9, values: { 'data.contact': { phone: '2', name: 'A' } } },
    { place: 4, values: { 'data.contact': { phone: '1', name: 'A' } } },
  ];
  expect(personalLines(events).map(({ path, value }) => `${path} ${value}`)).toEqual([
    'contact.phone 2',
    'contact.name A',
    'contact.phone 1',
  ]);
});
