import { type Bilingual, type Fault, type FaultText, type Language, sayFault, tellFault } from '../text/index.ts';

/** One fault in a book and where it is, 1-based. */
export type FoundFault = {
  /** The base that it stands in, as a path from the folder of the book; `null` for the book itself. */
  readonly file: string | null;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly fault: Fault;
};

/** The same with what is wrong and how to mend it in English, for whoever reads no keys of texts. */
export type BookIssue = FoundFault & { readonly message: string; readonly fix: string };

/** A key or a value that the author wrote may be as long as the book; a message is for a line. */
const MESSAGE_LENGTH_MAX = 400;
const FIX_LENGTH_MAX = 1_000;
/** What would break the line, colour the terminal or turn the reading direction. */
const UNPRINTABLE = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** The fault in texts that fit on a line, whatever the book holds. */
export function printable({ file, line, column, path, fault: { message, fix } }: FoundFault): BookIssue {
  return {
    file,
    line,
    column,
    path: plain(path, MESSAGE_LENGTH_MAX),
    message: plain(sayFault('en', message), MESSAGE_LENGTH_MAX),
    fix: plain(sayFault('en', fix), FIX_LENGTH_MAX),
    fault: { message: plainText(message, MESSAGE_LENGTH_MAX), fix: plainText(fix, FIX_LENGTH_MAX) },
  };
}

/** An argument holds what the author wrote. */
function plainText({ key, args = {} }: FaultText, lengthMax: number): FaultText {
  const printed = Object.entries(args).map(([name, value]) => [name, plainArgument(value, lengthMax)] as const);
  return { key, args: Object.fromEntries(printed) };
}

function plainArgument(value: string | number | Bilingual, lengthMax: number): string | number | Bilingual {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return plain(value, lengthMax);
  return { en: plain(value.en, lengthMax), zh: plain(value.zh, lengthMax) };
}

function plain(text: string, lengthMax: number): string {
  const cut = text.length <= lengthMax ? text : `${text.slice(0, lengthMax - 100)}…${text.slice(-99)}`;
  return cut.toWellFormed().replace(UNPRINTABLE, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** `file:line:column: what. How to mend it.` @param book the path of the book. */
export function issueText(book: string, issue: BookIssue, language: Language = 'en'): string {
  const where = issue.path === '' ? '' : `${issue.path}: `;
  const told = language === 'en' ? `${issue.message}. ${issue.fix}` : tellFault(language, issue.fault);
  return `${fileText(book, issue.file)}:${issue.line}:${issue.column}: ${where}${told}`;
}

/** The path of a base seen from where the book's path is. */
export function fileText(book: string, base: string | null): string {
  if (base === null) return book;
  const folder = book.slice(0, book.lastIndexOf('/') + 1);
  const above = folder.replace(/[^/]*[^/.][^/]*\/$/, '');
  return base.startsWith('../') && above !== folder ? `${above}${base.slice('../'.length)}` : `${folder}${base}`;
}
