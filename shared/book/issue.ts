/** One fault in a book: where (1-based), what is wrong, how to mend it. */
export type BookIssue = {
  /** The base that it stands in, as a path from the folder of the book; `null` for the book itself. */
  readonly file: string | null;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
  readonly fix: string;
};

/** `file:line:column: what. How to mend it.` @param book the path of the book. */
export function issueText(book: string, issue: BookIssue): string {
  const where = issue.path === '' ? '' : `${issue.path}: `;
  return `${fileText(book, issue.file)}:${issue.line}:${issue.column}: ${where}${issue.message}. ${issue.fix}`;
}

/** The path of a base seen from where the book's path is. */
export function fileText(book: string, base: string | null): string {
  if (base === null) return book;
  const folder = book.slice(0, book.lastIndexOf('/') + 1);
  const above = folder.replace(/[^/]*[^/.][^/]*\/$/, '');
  return base.startsWith('../') && above !== folder ? `${above}${base.slice('../'.length)}` : `${folder}${base}`;
}
