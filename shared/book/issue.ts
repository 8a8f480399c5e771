/** One fault in a book: where (1-based), what is wrong, how to mend it. */
export type BookIssue = {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
  readonly fix: string;
};

/** `file:line:column: what. How to mend it.` */
export function issueText(file: string, issue: BookIssue): string {
  const where = issue.path === '' ? '' : `${issue.path}: `;
  return `${file}:${issue.line}:${issue.column}: ${where}${issue.message}. ${issue.fix}`;
}
