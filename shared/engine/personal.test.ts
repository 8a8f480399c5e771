import { expect, it } from 'vitest';
import type { JsonObject, KeptEvent } from '../event/index.ts';
import { hidingPersonal } from './personal.ts';

const event = (data: JsonObject, type = 'ticket.opened'): KeptEvent => ({
  id: '1',
  source: '/desk',
  type,
  time: '2026-06-18T08:00:00Z',
  subject: 'ticket/1',
  data,
});
const hide = hidingPersonal(['data.phone', 'data.contact.name', 'customer.name']);
const HIDDEN = { personal: true };

it.each([
  ['a value', { phone: '1', seat: 2 }, { phone: HIDDEN, seat: 2 }],
  ['one inside another', { contact: { name: 'A', by: 'day' } }, { contact: { name: HIDDEN, by: 'day' } }],
  ['a seal', { phone: { sealed: 'x' } }, { phone: HIDDEN }],
  ['what only looks like one', { phone: { sealed: { name: 'A' } } }, { phone: HIDDEN }],
  ['nothing there', { contact: 'A', seat: 2 }, { contact: 'A', seat: 2 }],
])('[ACC-15] %s is hidden as it should be', (_, data, expected) => {
  expect(hide(event(data)).data).toEqual(expected);
});
it('[ACC-15] an attribute of a register kind is hidden where the register says it', () => {
  expect(hide(event({ kind: 'customer', name: 'A' }, 'register.put')).data).toEqual({ kind: 'customer', name: HIDDEN });
  expect(hide(event({ kind: 'site', name: 'A' }, 'register.put')).data).toEqual({ kind: 'site', name: 'A' });
  expect(hide(event({ kind: 'customer', name: 'A' })).data).toEqual({ kind: 'customer', name: 'A' });
});
it('an event without such a value is the same object, and so are all where nothing is personal', () => {
  const plain = event({ seat: 2 });
  expect(hide(plain)).toBe(plain);
  const full = event({ phone: '1' });
  expect(hidingPersonal([])(full)).toBe(full);
});
