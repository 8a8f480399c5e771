export {
  type Completeness,
  type Finding,
  type Level,
  type LintReport,
  PRINCIPLES,
  type Principle,
  type Score,
  type UncoveredTopic,
} from './finding.ts';
export { type History, historyOf, historyWith, type Records, recordsOf } from './history.ts';
export { completenessOf, lintBook } from './lint-book.ts';
export { type FindingPlace, type PlacedFinding, placedFindings, promisePlaces } from './placed-findings.ts';
