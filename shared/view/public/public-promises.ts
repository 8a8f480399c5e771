import { type BookPromise, versionAt } from '../../book/index.ts';
import type { EngineState } from '../../engine/index.ts';

/** How a promise stands for customers: neither a chance nor a warning, which are guesses of ours. `idle` is nothing due. */
export type PublicState = 'kept' | 'broken' | 'no-data' | 'idle';

/** How somebody gets what a breach owes: without asking, taken off the bill, once a complaint was confirmed; or nothing is owed. */
export type PublicPay = 'itself' | 'bill' | 'claim' | 'nothing';

/** The promises that customers may see, as the version in force has them, in the book's order (PUB-1). */
export function publicPromises({ book, nowAtMs }: Pick<EngineState, 'book' | 'nowAtMs'>): readonly BookPromise[] {
  return versionAt(book, nowAtMs).promises.filter(({ isPublic }) => isPublic);
}

/** What a promise pays to customers for, by the first of its remedies that is not internal (MON-6). */
export function publicPayOf({ remedies }: BookPromise): PublicPay {
  const remedy = remedies.find(({ isInternal }) => !isInternal);
  if (remedy === undefined) return 'nothing';
  if (remedy.after !== null || remedy.per === 'complaint') return 'claim';
  return remedy.kind === 'pay' && remedy.isCredit ? 'bill' : 'itself';
}
