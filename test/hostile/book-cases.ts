import { DEPARTURES_BOOK } from '../simulation/world.ts';

/** A text that is no book, and a word of what is said about it. */
export type BookCase = { readonly name: string; readonly text: string; readonly says: RegExp; readonly base?: string };

const HEAD = 'book: b\ntimezone: UTC\ncurrency: EUR\n';
const PROMISE = `${HEAD}promises:
  - id: p
    says: { en: "P.", zh: "P。" }
    kind: deadline
    opens: a.b
    within: 1h
    met: a.c
`;
const LAUGHS = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefghi']
  .map((name, at, names) =>
    at === 0
      ? name
      : `${name}: &${name} [${Array(9)
          .fill(`*${(names[at - 1] ?? '')[0]}`)
          .join(', ')}]`,
  )
  .join('\n');
const condition = (name: string, cel: string, says = /CEL|regular expression|macro/): BookCase => ({
  name: `a condition ${name}`,
  text: `${PROMISE}    exclude: [{ when: ${JSON.stringify(cel)}, reason: r }]\n`,
  says,
});
const promise = (name: string, lines: string, says: RegExp = /./): BookCase => ({
  name: `a promise ${name}`,
  text: `${PROMISE}${lines}`,
  says,
});

export const BOOK_CASES: readonly BookCase[] = [
  { name: 'nothing', text: '', says: /./ },
  { name: 'a number', text: '7', says: /./ },
  { name: 'a list', text: '- a\n- b\n', says: /./ },
  { name: 'words', text: 'once upon a time', says: /./ },
  { name: 'two documents', text: `${PROMISE}---\n${PROMISE}`, says: /./ },
  { name: 'a billion laughs', text: `${HEAD}${LAUGHS}\n`, says: /alias/i },
  { name: 'a book that holds itself', text: `${HEAD}promises: &p [*p]\n`, says: /./ },
  { name: 'a key that is a map', text: `${HEAD}? {a: b}\n: c\n`, says: /./ },
  { name: 'a merge of another map', text: `${HEAD}<<: {promises: []}\nx: 1\n`, says: /./ },
  { name: 'lists in lists, three thousand deep', text: `${HEAD}promises: ${'['.repeat(3_000)}${']'.repeat(3_000)}\n`, says: /deep/i },
  { name: 'lists in lists, a hundred thousand deep and open', text: `${HEAD}promises: ${'['.repeat(100_000)}`, says: /./ },
  { name: 'maps in maps, three thousand deep', text: `${HEAD}promises: ${'{a: '.repeat(3_000)}1${'}'.repeat(3_000)}\n`, says: /deep/i },
  { name: 'questions, ten thousand deep', text: '? '.repeat(10_000), says: /./ },
  { name: 'a tag that makes a function', text: `${HEAD}promises: !!js/function "x => x"\n`, says: /./ },
  { name: 'a tag that makes a regular expression', text: `${HEAD}promises: !!js/regexp /a/\n`, says: /./ },
  { name: 'a tag that reads a file', text: `${HEAD}promises: !include /etc/passwd\n`, says: /./ },
  { name: 'a tag of bytes', text: `${HEAD}promises: !!binary aGk=\n`, says: /./ },
  { name: 'a version of YAML that is not', text: `%YAML 9.9\n---\n${PROMISE}x: 1\n`, says: /./ },
  { name: 'a key twice', text: `${PROMISE}book: c\n`, says: /unique|twice|key/i },
  { name: 'a key that every object has', text: `${PROMISE}__proto__: { promises: [] }\n`, says: /./ },
  { name: 'a key that is a constructor', text: `${PROMISE}constructor: 1\n`, says: /constructor/ },
  { name: 'a tab for a space', text: `${PROMISE}\tx: 1\n`, says: /./ },
  { name: 'a byte of zero', text: `${PROMISE}x: "a\u0000b"\n`, says: /./ },
  { name: 'half a character', text: `${HEAD}promises: "\ud800"\n`, says: /./ },
  { name: 'a million characters', text: `${PROMISE}# ${'x'.repeat(1_000_000)}\n`, says: /1000000 characters/ },
  {
    name: 'three thousand promises',
    text: `${HEAD}promises:\n${Array.from({ length: 3_000 }, (_, at) => `  - id: p${at}\n    kind: x\n`).join('')}`,
    says: /./,
  },
  { name: 'a zone that is not', text: PROMISE.replace('UTC', 'Mars/Olympus'), says: /zone/i },
  { name: 'a zone out of the folder', text: PROMISE.replace('UTC', '../../etc/localtime'), says: /zone/i },
  { name: 'money that is not', text: PROMISE.replace('EUR', 'DOUBLOON'), says: /currency/i },
  { name: 'a base out of the folder', text: `extends: ../../../../etc/passwd\n${PROMISE}`, says: /./ },
  { name: 'a base from the root', text: `extends: /etc/passwd\n${PROMISE}`, says: /base/ },
  { name: 'a base from the web', text: `extends: https://elsewhere.example/book.yaml\n${PROMISE}`, says: /base/ },
  { name: 'a base with a byte of zero', text: `extends: "a\\0.yaml"\n${PROMISE}`, says: /base/ },
  { name: 'a base that extends itself', text: `extends: base.yaml\n${PROMISE}`, base: `extends: base.yaml\n${PROMISE}`, says: /circle/ },
  { name: 'a base that is no book', text: `extends: base.yaml\n${PROMISE}`, base: 'root:x:0:0:root:/root:/bin/sh\n', says: /./ },
  { name: 'a base of laughs', text: `extends: base.yaml\n${PROMISE}`, base: `${HEAD}${LAUGHS}\n`, says: /alias/i },
  condition('by a regular expression', 'data.a.matches("(a+)+$")'),
  condition('by a macro in a macro', 'data.a.all(x, data.a.all(y, x == y))'),
  condition('by a macro in a macro of another kind', 'data.a.map(x, data.a.filter(y, y > x)).size() > 0'),
  condition('of a thousand characters', `data.a == "${'x'.repeat(1_000)}"`, /characters|long/i),
  condition('of four hundred brackets', `${'('.repeat(400)}1 == 1${')'.repeat(400)}`),
  condition('of half a sum', '1 +'),
  condition('that is no condition', 'data.'),
  condition('that calls what is not', 'import("fs")', /./),
  promise('of a limit below zero', '    warn: -1h\n'),
  promise('of a target beyond all', '    target: ">= 500%"\n'),
  promise('of a window without end', '    window: rolling 99999999d\n'),
  promise('paid in nothing', '    remedy: { pay: 99999999999999999999999999 EUR }\n'),
  promise('paid in another money', '    remedy: { pay: 5 XYZ }\n'),
  promise('of a key that is not', '    isAdmin: true\n', /isAdmin/),
  promise('of a key that every object has', '    __proto__: { kind: share }\n'),
  promise('of a type of dots', '    broken: [..]\n'),
];

/** One that is right, so that it is seen that not everything is refused. */
export const GOOD_BOOKS: readonly string[] = [PROMISE, DEPARTURES_BOOK];
