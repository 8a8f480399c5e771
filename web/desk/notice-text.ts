import { type ActKey, sayAct, type Text } from '../../shared/text/index.ts';
import type { DeskDetail, DeskRow } from '../../shared/view/index.ts';
import type { Words } from '../part/index.ts';

/**
 * What to tell the customer, in the words of the promise: what was promised, by when it is due, whether it holds, when it is expected, and what it is worth.
 * Nothing internal is in it: no chance, no name, no fine.
 */
export function noticeText(detail: DeskDetail, row: DeskRow, words: Words, nowAtMs: number): string {
  const { moment } = words;
  const say = (key: ActKey, args?: Text['args']): string => sayAct(words.language, key, args);
  const isBroken = row.state === 'broken';
  const remedies = detail.remedies.filter(({ isInternal }) => !isInternal).map((remedy) => remedyText(remedy, words));
  const due =
    row.dueAtMs === null
      ? say('notice.no-due', { label: row.label })
      : say('notice.due', { label: row.label, time: moment.near(row.dueAtMs, nowAtMs) });
  const expected =
    isBroken || detail.expectedAtMs === null || detail.expectedAtMs <= nowAtMs
      ? []
      : [say('notice.expected', { time: moment.near(detail.expectedAtMs, nowAtMs) })];
  const owed = say(isBroken ? 'notice.owed-broken' : 'notice.owed', { remedies: words.list(remedies) });
  return [
    say('notice.promise', { says: words.pick(detail.says) }),
    due,
    say(isBroken ? 'notice.broken' : 'notice.at-risk'),
    ...expected,
    ...(remedies.length === 0 ? [] : [owed]),
  ].join('\n');
}

function remedyText({ text, amountMinor }: DeskDetail['remedies'][number], words: Words): string {
  return amountMinor === null ? words.text(text) : words.money.full(amountMinor);
}
