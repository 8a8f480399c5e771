import type { WireError } from '../../shared/error/index.ts';
import type { Bilingual } from '../../shared/text/index.ts';
import type { ReplayDo, ReplayEnded, ReplayFrame, ReplayOpen, ReplayReply } from '../../shared/wire/index.ts';
import type { PastAnswer } from '../ports/index.ts';
import type { PastQuery } from './answer-past.ts';
import type { ReviewQuery } from './answer-review.ts';

/** What a thread needs to read the past by itself. */
export type HistoryThreadData = { readonly folder: string; readonly banner: Bilingual | null };

/** Each `id` is answered once, but for a query that was cancelled. */
export type ToThread =
  | { readonly kind: 'ask'; readonly id: number; readonly query: Omit<PastQuery, 'banner'> }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'review'; readonly id: number; readonly query: ReviewQuery }
  | { readonly kind: 'open'; readonly id: number; readonly wanted: ReplayOpen }
  | { readonly kind: 'do'; readonly id: number; readonly wanted: ReplayDo }
  | { readonly kind: 'taken' };

export type FromThread =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: PastAnswer }
  | { readonly kind: 'progress'; readonly id: number; readonly share: number }
  | { readonly kind: 'reviewed'; readonly id: number; readonly body: string }
  | { readonly kind: 'refused'; readonly id: number; readonly error: WireError }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: ReplayReply }
  | { readonly kind: 'frame'; readonly frame: ReplayFrame }
  | { readonly kind: 'ended'; readonly ended: ReplayEnded };
