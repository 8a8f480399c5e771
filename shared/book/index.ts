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
  type DurationUnit,
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
export type { TextOf } from './chain.ts';
export { targetOf } from './compile-target.ts';
export { type Dating, datedText } from './dated-text.ts';
export { allowanceOf, durationMsOf } from './duration.ts';
export { EDITOR_SCHEMA } from './editor-schema.ts';
export { canonicalBookText, type EffectiveBook, effectiveBookOf, newestTermsText } from './effective.ts';
export { type EffectiveJson, effectiveJson, effectiveYaml, type Origin } from './effective-text.ts';
export { compileExpression } from './expression.ts';
export { type BookIssue, fileText, issueText } from './issue.ts';
export { placeOfPromise } from './place-of-promise.ts';
export { PROMISE_SCHEMAS } from './promise-schemas.ts';
export { type ReadBook, readBook } from './read-book.ts';
export { judgedOtherwise, restatedBy, type Terms, takesEffectFrom } from './restated.ts';
export { writtenIn } from './settling-promises.ts';
export { type TermDifference, type TermDifferences, termDifferences } from './term-differences.ts';
export { overlaps } from './type-set.ts';
