import { describe, expect, it } from 'vitest';
import { EDITOR_SCHEMA } from '../../shared/book/index.ts';
import { schemaAt } from './schema-walk.ts';
import { yamlPlace } from './yaml-place.ts';

/** What the schema says at the `|` of a text. */
function at(text: string) {
  const before = text.slice(0, text.indexOf('|'));
  const line = before.split('\n').length - 1;
  const place = yamlPlace(text.replace('|', ''), line, before.length - before.lastIndexOf('\n') - 1);
  if (place === null) return null;
  const { keys, values, about } = schemaAt(EDITOR_SCHEMA, place.around);
  return { at: place.at, written: place.written, keys: keys.map(({ label }) => label), values: values.map(({ label }) => label), about };
}

const PROMISE = `book: b
promises:
  - id: call
    kind: deadline
    opens: t.opened
`;

describe('[BOOK-9] what may stand at a place of a book', () => {
  it.each([
    ['the keys of a book', 'bo|', 'key', ['book', 'timezone', 'promises'], ['within']],
    [
      'those of a promise of its kind, without those that it has',
      `${PROMISE}    wi|`,
      'key',
      ['within', 'met', 'stops'],
      ['opens', 'window', 'busy'],
    ],
    ['those of another kind', PROMISE.replace('deadline', 'ratio').concat('    |'), 'key', ['window', 'good'], ['within']],
    [
      'of a promise whose kind stands behind the place',
      `promises:\n  - id: a\n    |\n    kind: count\n`,
      'key',
      ['window', 'target'],
      ['stops'],
    ],
    ['of a list as far left as its key', 'promises:\n- id: a\n  kind: deadline\n  |', 'key', ['within'], ['promises']],
    ['inside brackets', `${PROMISE}    remedy: { pa|`, 'key', ['pay', 'do', 'to'], ['within-change']],
    ['inside brackets, behind another key', `${PROMISE}    remedy: { pay: 20 CNY, |`, 'key', ['to', 'per'], ['pay']],
    ['of an item in brackets', 'promises:\n  - { id: a, kind: deadline, |', 'key', ['within', 'opens'], ['kind']],
    ['of a version', 'versions:\n  - from: 2026-07-01\n    |', 'key', ['note', 'promises'], ['from']],
    ['of the book again, after a promise', `${PROMISE}\n|`, 'key', ['boards', 'versions'], ['book', 'within']],
  ])('%s', (_what, text, where, has, hasNot) => {
    const found = at(text);
    expect(found?.at).toBe(where);
    expect(found?.keys).toEqual(expect.arrayContaining([...has]));
    expect(hasNot.filter((key) => found?.keys.includes(key))).toEqual([]);
  });
  it.each([
    ['the kinds', 'promises:\n  - id: a\n    kind: |', ['deadline', 'ratio', 'count', 'availability']],
    ['yes and no', `${PROMISE}    public: t|`, ['true', 'false']],
    ['a choice', `${PROMISE}    roll: |`, ['worst', 'total']],
  ])('values: %s', (_what, text, values) => {
    const found = at(text);
    expect([found?.at, found?.values]).toEqual(['value', expect.arrayContaining(values)]);
  });
  it('what a key means', () => {
    expect(at(`${PROMISE}    within: |`)?.about).toMatch(/\w{4}/);
    expect(at('timezone: |')?.about).toMatch(/zone/i);
  });
  it('nothing in a remark', () => {
    expect(at('book: b # wi|')).toBeNull();
    expect(at(`${PROMISE}    says: { en: "# |`)).not.toBeNull();
  });
  it('a half-written text of any kind never fails', () => {
    const text = `${PROMISE}    says: { en: "a, b: c", zh: '一' }\n    within: { gold: 30min, default: [1, {a: b\n  - - x: y\n      z`;
    for (let end = 0; end <= text.length; end += 1) expect(() => at(`${text.slice(0, end)}|`)).not.toThrow();
  });
});
