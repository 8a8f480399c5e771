import type { WallLine } from '../../shared/view/index.ts';
import { targetPercent } from './percent.ts';
import { targetText } from './value-text.ts';
import type { Words } from './words.ts';

const COUNT_KEYS = { '>=': 'keep.count-least', '>': 'keep.count-more', '<=': 'keep.count-most', '<': 'keep.count-less' } as const;
const SHARE_KEYS = { '>=': 'keep.least', '>': 'keep.more', '<=': 'keep.most', '<': 'keep.less' } as const;

/** The target in words: keep ≥ 95%, keep all, at most 2 broken. */
export function keepText({ target }: Pick<WallLine, 'target'>, words: Words): string {
  switch (target.kind) {
    case 'share':
      return words.say(SHARE_KEYS[target.op], { percent: targetPercent(target.value) });
    case 'broken-share':
      return words.say(target.op === '<' ? 'keep.more' : 'keep.least', { percent: targetPercent(1 - target.value) });
    case 'broken-count':
      if (target.value === 0) return words.say('keep.all');
      return words.say(target.op === '<' ? 'keep.broken-less' : 'keep.broken-most', { count: target.value });
    case 'count':
      return words.say(COUNT_KEYS[target.op], { count: target.value });
    case 'value':
      return words.say(COUNT_KEYS[target.op], { count: targetText(target, words) });
  }
}
