export { accrualCsv } from './accruals.ts';
export type { Alarm, LogTrouble } from './alarm.ts';
export { type AlarmLoad, alarmLoad, type WarningGroup } from './alarm-load.ts';
export { type Ask, answerTo } from './ask.ts';
export { subjectsInOrder } from './availability-windows.ts';
export { type BoardDifference, boardDifference, type LineDifference, type LineFigure } from './board-difference.ts';
export { clampChance } from './chance.ts';
export { clockText, momentText } from './clock-text.ts';
export {
  CREW_NEXT_MAX,
  type CrewCell,
  type CrewFigure,
  type CrewNext,
  type CrewPromise,
  type CrewSite,
  type CrewSites,
  type CrewStreak,
  type CrewUnit,
  type CrewView,
} from './crew.ts';
export { crewSites } from './crew-sites.ts';
export { type CrewOptions, crewView } from './crew-view.ts';
export { type CsvCell, csvLine } from './csv.ts';
export {
  DESK_EVENTS_MAX,
  DESK_ROWS_MAX,
  type DeskComplaint,
  type DeskDetail,
  type DeskEvent,
  type DeskHead,
  type DeskPatch,
  type DeskPromise,
  type DeskRow,
  type DeskSpan,
  type DeskView,
  type DeskWarning,
} from './desk.ts';
export { deskDetail } from './desk-detail.ts';
export { patchDesk } from './desk-patch.ts';
export { tierOf } from './desk-row.ts';
export { type DeskOptions, DeskRows } from './desk-view.ts';
export { explainObligation } from './explain-obligation.ts';
export { explainWindow } from './explain-window.ts';
export type { Explanation, ObligationExplanation, OwedLine, WindowExplanation } from './explanation.ts';
export { explanationSheet, type Sheet, type SheetPart, type SheetTable } from './explanation-sheet.ts';
export { explanationText } from './explanation-text.ts';
export type { JudgeLine, LedgerLine, ObligationLine, PromiseLine, WindowLine } from './judge-line.ts';
export { judgementLines } from './judgement.ts';
export { labelOf } from './label.ts';
export { type Amounts, type MoneyReport, type MoneyTotal, type MonthEnd, moneyReport } from './money-report.ts';
export type { BestAct } from './next-best.ts';
export { diffView, patchView, type SectionPatch, type ViewPatch } from './patch.ts';
export { personalMarks } from './personal-marks.ts';
export { type Picture, WallPicture } from './picture.ts';
export type { PlannedWork } from './planned-work.ts';
export { type PromiseScore, promiseScores } from './promise-scores.ts';
export { type PublicBoard, type PublicRow, publicBoard } from './public-board.ts';
export { type CaseStanding, type PublicCase, publicCase } from './public-case.ts';
export type { PublicMonth } from './public-months.ts';
export { type PublicPay, type PublicState, publicPayOf, publicPromises } from './public-promises.ts';
export { type PublicHistory, type PublicMoney, type PublicRecord, publicRecord } from './public-record.ts';
export { type Receipt, type ReceiptEvent, receiptOfObligation, receiptOfWindow } from './receipt.ts';
export { type ObligationParams, receiptForObligation, receiptForWindow, type WindowParams } from './receipt-named.ts';
export { NO_GROUP, obligationReceiptPath, windowReceiptPath } from './receipt-path.ts';
export { type RemedyLine, remedyLines } from './remedy-lines.ts';
export { type BoardOfTime, LATE_MAX, type LateEntry, type OfTime, type Shown, type ShownDifference } from './shown.ts';
export type {
  State,
  WallBoard,
  WallBudget,
  WallChange,
  WallCount,
  WallFeed,
  WallHot,
  WallLine,
  WallNext,
  WallStatistic,
  WallView,
} from './wall.ts';
export { type WallOptions, wallView } from './wall-view.ts';
export { type WarningsToday, warningsToday } from './warnings-today.ts';
export { linesOfKind, windowsOf } from './window-lines.ts';
export { type NamedWindow, type WindowName, windowNamed } from './window-named.ts';
export { isOneOf, isWithin, type Sites } from './within.ts';
export { withoutForecast } from './without-forecast.ts';
