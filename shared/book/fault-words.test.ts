import { expect, it } from 'vitest';
import { faultFormEn } from '../text/fault-form-en.ts';
import { tellFault } from '../text/index.ts';
import { issueText, PROMISE_SCHEMAS, readBook } from './index.ts';
import { BOOK_SCHEMA } from './schema.ts';

const PROMISE = `  - id: phoned
    says: { en: "Phoned within the hour.", zh: "一小时内回电。" }
    kind: deadline
    opens: ticket.opened
    met: ticket.contacted
    within: 60min
`;
const BOOK = `book: hotline
timezone: UTC
currency: CNY
promises:
${PROMISE}`;

function issuesOf(text: string) {
  const read = readBook(text);
  return read.ok ? [] : read.issues;
}
function describedIn(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (key === 'description' ? [String(value)] : describedIn(value)));
}

it.each([
  ['within: 60min', 'within: soon', '"soon" 不合要求。请写时限，例如 60min、<15min、4h elapsed、10wd 或 1 month。'],
  ['within: 60min', 'withn: 60min', '此处没有 `withn` 这个键。是否应为 `within`？'],
  ['kind: deadline', 'kind: wish', '"wish" 不在可选范围内。请用其中之一：deadline, ratio, availability, count。'],
  ['id: phoned', 'public: 3\n    id: phoned', '3 的类型不对。此处请写真假值（true 或 false）。'],
  ['timezone: UTC', 'timezone: Nowhere', '没有“Nowhere”这个时区。请写 IANA 时区名，例如 Asia/Shanghai 或 America/New_York。'],
  ['within: 60min', 'within: 60min\n    due: data.due', '时限承诺只能有 `within`、`due`、`slot`、`before`、`every` 之一。'],
  ['within: 60min', 'within: 60min\n    calendar: office', '没有 `office` 这个日历。目前没有可选的。'],
  ['within: 60min', 'within: 60min\n    group: "data."', '不是 CEL 表达式：“Expected IDENTIFIER, got EOF”。请写一个值，'],
  ['promises:', 'promises: [', '此处不是正确的 YAML：“'],
])('with %j written as %j Chinese is spoken', (right, wrong, told) => {
  expect(issuesOf(BOOK.replace(right, wrong)).map((issue) => tellFault('zh', issue.fault))).toContainEqual(expect.stringContaining(told));
});
it('a program that asks for no language is told in English, and a person in theirs', () => {
  const [issue] = issuesOf(BOOK.replace('60min', 'soon'));
  if (issue === undefined) throw new Error('no fault was found');
  expect(issueText('a.yaml', issue)).toBe(`a.yaml:10:13: promises.phoned.within: ${tellFault('en', issue.fault)}`);
  expect(tellFault('en', issue.fault)).toBe(`${issue.message}. ${issue.fix}`);
  expect(issueText('a.yaml', issue, 'zh')).toMatch(/^a\.yaml:10:13: promises\.phoned\.within: "soon" 不合要求。请写/);
});
it('what a book holds breaks the line in no language', () => {
  const [issue] = issuesOf(`${BOOK}? "a\\n\\u202e${'x'.repeat(5_000)}"\n: 1\n`);
  if (issue === undefined) throw new Error('no fault was found');
  expect(tellFault('zh', issue.fault)).toMatch(/^此处没有 `a\\u000a\\u202ex+…x+` 这个键。/);
  expect(JSON.stringify(issue).length).toBeLessThan(3_000);
});
it('what a schema says of a value is said in both languages', () => {
  const described = new Set(Object.values({ ...PROMISE_SCHEMAS, BOOK_SCHEMA }).flatMap(describedIn));
  expect(described).toEqual(new Set(Object.values(faultFormEn)));
});
