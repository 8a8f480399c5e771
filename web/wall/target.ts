import type { WallLine } from '../../shared/view/index.ts';

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
