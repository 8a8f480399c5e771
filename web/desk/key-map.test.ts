import { expect, it } from 'vitest';
import { commandOf, placeAfter } from './key-map.ts';

const FREE = { inField: false, modified: false };

it.each([
  ['j', 'next'],
  ['ArrowUp', 'previous'],
  ['A', 'acknowledge'],
  ['x', 'exclude'],
  ['/', 'find'],
  ['?', 'keys'],
  ['q', null],
])('%s is %s', (key, command) => expect(commandOf({ key, ...FREE })).toBe(command));

it.each(['j', 'a', 'ArrowDown', '/', '?'])('in a field %s is only typed', (key) => {
  expect(commandOf({ key, inField: true, modified: false })).toBeNull();
});
it('Ctrl A is the browser’s', () => expect(commandOf({ key: 'a', inField: false, modified: true })).toBeNull());
it('Escape acts in a field too', () => expect(commandOf({ key: 'Escape', inField: true, modified: false })).toBe('escape'));

it.each([
  ['next', -1, 0],
  ['next', 4, 5],
  ['next', 9, 9],
  ['previous', 0, 0],
  ['page-down', 2, 7],
  ['page-up', 2, 0],
  ['last', 2, 9],
  ['first', 2, 0],
  ['note', 2, null],
] as const)('%s from %i of 10 goes to %s', (command, from, to) => expect(placeAfter(command, from, 10, 5)).toBe(to));
it('there is nowhere to go in an empty list', () => expect(placeAfter('next', -1, 0, 5)).toBeNull());
