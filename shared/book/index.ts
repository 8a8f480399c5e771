export {
  type Allowance,
  type Amount,
  type Availability,
  type Billing,
  type Board,
  type Book,
  type BookPromise,
  type Bound,
  type Busy,
  type ByTier,
  type CalendarWindow,
  type Count,
  type Deadline,
  type Deed,
  type ExclusionRule,
  type Expression,
  type Feed,
  type Limits,
  type Measure,
  type Payment,
  promiseIn,
  type Ratio,
  type Register,
  type Remedy,
  type Scope,
  type Shift,
  type Stage,
  type Statistic,
  type StopRule,
  type Target,
  type TypeSet,
  type Version,
  versionAt,
  type Warn,
  type WindowKind,
} from './book.ts';
export { choiceFor } from './by-tier.ts';
export { compileExpression } from './expression.ts';
export { type BookIssue, issueText } from './issue.ts';
export { PROMISE_SCHEMAS } from './promise-schemas.ts';
export { type ReadBook, readBook } from './read-book.ts';
export { BOOK_SCHEMA } from './schema.ts';
export { readSource, type Source } from './source.ts';
