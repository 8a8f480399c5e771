import { expect, it } from 'vitest';
import { at, NOW_MS } from '../../test/data/wall-lines.ts';
import { createWords, groupName } from '../part/index.ts';
import { leadWords } from './lead-words.ts';

const WORDS = createWords({ language: 'en', timezone: 'Asia/Shanghai', currency: 'CNY' });
const CHINESE = createWords({ language: 'zh', timezone: 'Asia/Shanghai', currency: 'CNY' });
const WARNED = { dueAtMs: at('15:49'), warnedAtMs: at('15:09'), warnedBy: 'model' } as const;

it('[WARN-2] a row says by when and how long ahead it was warned of', () => {
  expect([leadWords(WARNED, WORDS, NOW_MS), leadWords(WARNED, CHINESE, NOW_MS)]).toEqual([
    'due 15:49, warned 40 min ahead',
    '15:49 到期，预警提前 40 分',
  ]);
});
it('[WARN-3] one that the rule of three quarters warned of says so', () => {
  expect(leadWords({ ...WARNED, warnedBy: 'rule' }, WORDS, NOW_MS)).toBe('due 15:49, ¾ rule 40 min ahead');
});
it('one that is not warned of says by when', () => {
  expect(leadWords({ ...WARNED, warnedAtMs: null, warnedBy: null }, WORDS, NOW_MS)).toBe('due 15:49');
});
it('[WARN-7] warnings of one incident go by its title, others by their promise and group', () => {
  const of = { short: { en: 'Coaches', zh: '班车' }, group: 'North', incident: null };
  expect([groupName(of, WORDS), groupName({ ...of, group: null }, CHINESE), groupName({ ...of, incident: 'Ring 4 cut' }, WORDS)]).toEqual([
    'Coaches · North',
    '班车',
    'Ring 4 cut',
  ]);
});
