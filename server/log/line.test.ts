import { expect, it } from 'vitest';
import { event } from '../../test/contracts/log.contract.ts';
import { keyEnd, lineOf, linesOf } from './line.ts';

it.each([
  ['nothing but themselves', {}],
  ['a list of objects that look like events', { list: [{ a: 1 }, { id: 'b' }, { id: 'c' }] }],
  ['a text that looks like the end of an event', { text: '}},{"id":"b"' }],
  ['texts beyond ASCII', { text: '北 \u{1F600} \n "' }],
])('events that hold %s are the lines that each of them is', (_, data) => {
  const events = ['a', 'b', 'c'].map((id) => event(id, { data }));
  for (const some of [events, events.slice(0, 1)]) expect(Buffer.from(linesOf(some)).toString()).toBe(some.map(lineOf).join('\n'));
});

it.each(['a', '","type":"', 'a","t', '北"', '\\'])('the identity of %s ends behind its source', (id) => {
  const line = lineOf(event(id, { source: id }));
  const identity = `{"id":${JSON.stringify(id)},"source":${JSON.stringify(id)},"type":"`;
  expect(keyEnd(Buffer.from(line), 0)).toBe(Buffer.byteLength(identity));
});
