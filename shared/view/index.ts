export { type Ask, answerTo } from './ask.ts';
export { clampChance } from './chance.ts';
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
} from './crew/crew.ts';
export { crewSites } from './crew/crew-sites.ts';
export { type CrewOptions, crewView } from './crew/crew-view.ts';
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
} from './desk/desk.ts';
export { deskDetail } from './desk/desk-detail.ts';
export { patchDesk } from './desk/desk-patch.ts';
export { tierOf } from './desk/desk-row.ts';
export { type DeskOptions, DeskRows } from './desk/desk-view.ts';
export {
  DEED_KINDS,
  type DeedKind,
  FLOOD_ABOVE,
  type HandoverDeed,
  type HandoverSheet,
  type HandoverShelved,
  RISK_STATES,
  type RiskState,
} from './desk/handover.ts';
export { handoverSheet } from './desk/handover-sheet.ts';
export type { BestAct } from './desk/next-best.ts';
export { type RemedyLine, remedyLines } from './desk/remedy-lines.ts';
export { subjectsInOrder } from './explain/availability-windows.ts';
export { clockText, momentText } from './explain/clock-text.ts';
export { explainObligation } from './explain/explain-obligation.ts';
export { explainWindow } from './explain/explain-window.ts';
export type { Explanation, ObligationExplanation, OwedLine, WindowExplanation } from './explain/explanation.ts';
export { explanationSheet, type Sheet, type SheetPart, type SheetTable } from './explain/explanation-sheet.ts';
export { explanationText } from './explain/explanation-text.ts';
export type { JudgeLine, LedgerLine, ObligationLine, PromiseLine, WindowLine } from './explain/judge-line.ts';
export { judgementLines } from './explain/judgement.ts';
export { personalMarks } from './explain/personal-marks.ts';
export { type Receipt, type ReceiptEvent, receiptOfObligation, receiptOfWindow } from './explain/receipt.ts';
export { type ObligationParams, receiptForObligation, receiptForWindow, type WindowParams } from './explain/receipt-named.ts';
export { NO_GROUP, obligationReceiptPath, windowReceiptPath } from './explain/receipt-path.ts';
export { linesOfKind, windowsOf } from './explain/window-lines.ts';
export { type NamedWindow, type WindowName, windowNamed } from './explain/window-named.ts';
export { labelOf } from './label.ts';
export { accrualCsv } from './money/accruals.ts';
export { type Amounts, type MoneyReport, type MoneyTotal, type MonthEnd, moneyReport } from './money/money-report.ts';
export { diffView, patchView, type SectionPatch, type ViewPatch } from './patch.ts';
export { type Picture, WallPicture } from './picture.ts';
export { type PromiseScore, promiseScores } from './promise-scores.ts';
export { type PublicBoard, type PublicRow, publicBoard } from './public/public-board.ts';
export { type CaseStanding, type PublicCase, publicCase } from './public/public-case.ts';
export type { PublicMonth } from './public/public-months.ts';
export { type PublicPay, type PublicState, publicPayOf, publicPromises } from './public/public-promises.ts';
export { type PublicHistory, type PublicMoney, type PublicRecord, publicRecord } from './public/public-record.ts';
export { type BoardOfTime, LATE_MAX, type LateEntry, type OfTime, type Shown, type ShownDifference } from './shown.ts';
export type { Alarm, LogTrouble } from './wall/alarm.ts';
export { type AlarmLoad, alarmLoad, type WarningGroup } from './wall/alarm-load.ts';
export { type BoardDifference, boardDifference, type LineDifference, type LineFigure } from './wall/board-difference.ts';
export type { PlannedWork } from './wall/planned-work.ts';
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
} from './wall/wall.ts';
export { type WallOptions, wallView } from './wall/wall-view.ts';
export { withoutForecast } from './wall/without-forecast.ts';
export { type WarningsToday, warningsToday } from './warnings-today.ts';
export { isOneOf, isWithin, type Sites } from './within.ts';
