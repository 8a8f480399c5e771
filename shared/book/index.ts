export {
  type Allowance,
  type Board,
  type Book,
  type BookPromise,
  type Busy,
  type ByTier,
  type Deadline,
  type Expression,
  type Feed,
  type Limits,
  type Measure,
  type Ratio,
  type Register,
  type Scope,
  type StopRule,
  type TypeSet,
  type Version,
  versionAt,
  type WindowKind,
} from './book.ts';
export { compileExpression } from './expression.ts';
export { type BookIssue, issueText } from './issue.ts';
export { type ReadBook, readBook } from './read-book.ts';
export { BOOK_SCHEMA, PROMISE_SCHEMAS } from './schema.ts';
export { readSource, type Source } from './source.ts';
