/** A draft that was not published yet, with the book that it was made from. */
export type Draft = { readonly base: string; readonly baseText: string; readonly text: string };

export type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** A browser keeps about five million characters for a site; one draft takes at most a tenth. */
const LENGTH_MAX = 500_000;

/** The draft of a book as this browser keeps it; `null` without one, or where storage is forbidden. */
export function keptDraft(memory: Memory, book: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(memory.getItem(keyOf(book)) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return null;
    const { base, baseText, text } = kept as { readonly [key: string]: unknown };
    const isWhole = typeof base === 'string' && typeof baseText === 'string' && typeof text === 'string';
    return isWhole ? { base, baseText, text } : null;
  } catch {
    return null;
  }
}

/** @param draft `null` forgets it. @returns whether it is kept. */
export function keepDraft(memory: Memory, book: string, draft: Draft | null): boolean {
  try {
    if (draft === null) memory.removeItem(keyOf(book));
    else if (draft.text.length + draft.baseText.length > LENGTH_MAX) return false;
    else memory.setItem(keyOf(book), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

function keyOf(book: string): string {
  return `kept.draft.${book}`;
}
