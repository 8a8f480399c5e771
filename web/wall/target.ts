import type { WallLine } from '../../shared/view/index.ts';
import { targetPercent, type Words } from '../part/index.ts';
import { targetText } from './value-text.ts';

/** Where the target lies on the scale of the curve, which is the kept share or a value, and on which side of it the promise breaks. */
export type TargetShare = { readonly share: number; readonly breaks: 'below' | 'above' };

/** A limit on what may break is drawn, like every other target, as the share that has to be kept. */
export function targetShare({ target, all }: Pick<WallLine, 'target' | 'all'>): TargetShare {
  switch (target.kind) {
    case 'share':
      return { share: target.value, breaks: target.op.startsWith('<') ? 'above' : 'below' };
    case 'broken-share':
      return { share: 1 - target.value, breaks: 'below' };
    case 'broken-count':
      return { share: all === 0 ? 1 : Math.max(0, 1 - target.value / all), breaks: 'below' };
    case 'value':
      return { share: target.value, breaks: target.op.startsWith('<') ? 'above' : 'below' };
    case 'count':
      return { share: 1, breaks: 'below' }; // A count has no scale of shares: nothing is drawn on one.
  }
}

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
