import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { event } from '../../../test/contracts/log.contract.ts';
import { canonicalJson, Sealer } from './sealing.ts';

describe('a seal', () => {
  it('is the SHA-256 of the salt and the canonical JSON of the value', () => {
    const sealer = new Sealer(['data.passenger'], (bytes) => Buffer.alloc(bytes, 1));
    const { event: sealed, personal } = sealer.seal(event('a', { data: { passenger: { name: 'A. Ryan', age: 40 } } }));
    const text = '{"age":40,"name":"A. Ryan"}';
    const salt = Buffer.alloc(16, 1).toString('base64url');
    expect(personal).toEqual([{ path: 'data.passenger', salt, value: text }]);
    expect(sealed.data).toEqual({ passenger: { sealed: createHash('sha256').update(`${salt}${text}`).digest('base64url') } });
  });

  it('is not put where there is no value', () => {
    const plain = event('a', { data: { contact: 'none' } });
    expect(new Sealer(['data.passenger', 'data.contact.phone']).seal(plain).event).toBe(plain);
  });

  it('of a whole covers its parts', () => {
    const { personal } = new Sealer(['data.contact.phone', 'data.contact']).seal(event('a', { data: { contact: { phone: '0171' } } }));
    expect(personal.map(({ path, value }) => [path, value])).toEqual([['data.contact', '{"phone":"0171"}']]);
  });

  it('covers a value that looks like a seal', () => {
    const { personal } = new Sealer(['data.passenger']).seal(event('a', { data: { passenger: { sealed: 'x' } } }));
    expect(personal.map(({ value }) => value)).toEqual(['{"sealed":"x"}']);
  });
});

it.each([
  [{ b: 1, a: [{ d: null, c: 'x' }] }, '{"a":[{"c":"x","d":null}],"b":1}'],
  ['text', '"text"'],
  [1.5, '1.5'],
])('canonical JSON of %j', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});
