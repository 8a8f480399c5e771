import { issueText, newestTermsText, type ReadBook, restatedBy, takesEffectFrom } from '../../shared/book/index.ts';
import { dateText } from '../../shared/calendar/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { minorDigitsOf } from '../../shared/remedy/index.ts';
import type { PublishReceipt, PublishRequest } from '../../shared/wire/index.ts';
import type { EditedBook } from '../ports/index.ts';
import type { Tried } from './tried.ts';

type RightBook = Extract<ReadBook, { readonly ok: true }>;

export type PublishParts = {
  readonly edited: EditedBook;
  /** What drafts would have owed; `null` where the past cannot be asked. */
  readonly tried: Tried | null;
  readonly nowAtMs: number;
};

/**
 * Publishes a draft, when everything that it needs is there (BOOK-5 to BOOK-8).
 * @throws KeptError BOOK_INVALID, BOOK_STALE, BOOK_REFUSED, BOOK_RESTATES, BOOK_UNTRIED, BOOK_OVER_BUDGET, and those of `EditedBook.publish`.
 */
export async function publishDraft(request: PublishRequest, { edited, tried, nowAtMs }: PublishParts): Promise<PublishReceipt> {
  const read = rightBook(edited, request.text);
  const { hash, read: old } = edited.current();
  if (request.base !== hash)
    throw new KeptError('BOOK_STALE', 'Another book has come into force since this draft was begun: it would undo what that one changed.');
  if (edited.hashOf(read) === hash)
    throw new KeptError('BOOK_REFUSED', '`text` says what is in force already: there is nothing to publish.');
  const restates = restatedBy(old, read, nowAtMs);
  if (restates.length > 0) throw new KeptError('BOOK_RESTATES', `The draft changes what held before today: ${restates.join(', ')}.`);
  const from = takesEffectFrom(old, read, nowAtMs);
  checkDay(request.from, { from, today: dateText(read.book.zone.localDayOf(nowAtMs)) });
  const wouldOweMinor = withinBudget(request, { read, tried });
  const { text, by, owner, reviewer, budgetMinor, reason = '', note = '' } = request;
  const publication = { owner, reviewer, over: hash, from, budgetMinor, wouldOweMinor, reason, note };
  return { ...(await edited.publish({ text, by, publication })), from };
}

function rightBook(edited: EditedBook, text: string): RightBook {
  const read = edited.read(text);
  if (read.ok) return read;
  throw new KeptError('BOOK_INVALID', `The draft has faults:\n${read.issues.map((issue) => issueText(edited.file, issue)).join('\n')}`);
}

/** @param from the first day on which the draft says otherwise; `null` where only words and the like are new, which count at once. */
function checkDay(wanted: string, { from, today }: { readonly from: string | null; readonly today: string }): void {
  if (wanted < today) throw new KeptError('BOOK_REFUSED', `\`from\` is ${wanted}, which is past: today is ${today} where the book is.`);
  if (from !== null && from !== wanted)
    throw new KeptError('BOOK_REFUSED', `\`from\` is ${wanted}, and the terms of the draft change on ${from}.`);
}

type Budgeting = { readonly read: RightBook; readonly tried: Tried | null };

/** What the draft would have owed in a year; `null` where the past says nothing of it. */
function withinBudget({ budgetMinor, reason = '' }: PublishRequest, { read, tried }: Budgeting): number | null {
  if (tried === null) return null;
  const found = tried.get(newestTermsText(read));
  if (found === undefined) throw new KeptError('BOOK_UNTRIED', 'Nobody has looked at what this draft would have done to the past.');
  const { wouldYearMinor } = found;
  if (wouldYearMinor !== null && wouldYearMinor > budgetMinor && reason === '') {
    const { currency } = read.book;
    throw new KeptError(
      'BOOK_OVER_BUDGET',
      `By the past it would owe ${amountText(wouldYearMinor, currency)} a year, over its budget of ${amountText(budgetMinor, currency)}.`,
    );
  }
  return wouldYearMinor;
}

function amountText(minor: number, currency: string): string {
  const digits = minorDigitsOf(currency);
  return `${(minor / 10 ** digits).toFixed(digits)} ${currency}`;
}
