import { type Fault, SILENT } from '../connection/index.ts';
import type { ReviewWords } from './review-words.ts';

/** What happened and what to do, to be put into a sentence. */
export function faultWords(fault: Fault, { tell }: ReviewWords): { readonly message: string; readonly fix: string } {
  return fault === SILENT ? { message: tell('work.silent'), fix: tell('work.silent.fix') } : { message: fault.message, fix: fault.fix };
}
