export type { Decision, PinnedNote } from './agenda.ts';
export { decisionsOf, notesOf } from './agenda-of-week.ts';
export {
  type AskedWeek,
  CAUSES_MAX,
  DECISIONS_MAX,
  GAMING_SIGNS_MAX,
  LEAGUE_ROWS_MAX,
  LEDGER_LINES_MAX,
  LINE_BREAKS_MAX,
  NOTES_MAX,
  REVIEW_DAYS_MAX,
  type ReviewAsk,
  type ReviewLine,
  type ReviewResult,
  THEN_NOW_ROWS_MAX,
} from './ask.ts';
export { spanOf, type WeekSpan } from './asked-week.ts';
export { compareMoment, type MomentQuestion } from './compare-moment.ts';
export type { Foretelling, Foretold } from './courses.ts';
export { ledgerCsv, weekCsv } from './csv.ts';
export { ForetellingFold } from './foretelling.ts';
export type { WeekLedger, WeekLedgerLine } from './ledger-of-week.ts';
export type { ThenNow, ThenNowRow, ThenNowVerdict } from './then-now.ts';
export type {
  BusyDay,
  BusyFigure,
  CalibrationBin,
  Cause,
  GamingSign,
  League,
  LeagueRow,
  PromiseBefore,
  PromiseWeek,
  ReviewSpan,
  ScrubberMarks,
  WarningScore,
  WarningsOfWeek,
  WeekBefore,
  WeekReport,
  WeekTotals,
} from './week.ts';
export { type WeekQuestion, weekReport } from './week-report.ts';
