import type { Figures, MomentScore, ReliabilityBin, WarningFigures } from '../../shared/score/index.ts';
import type { PromiseAnswer, ScoreAnswer } from './score.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The answer of `kept score` for people. */
export function scoreText({ book, events, rowsRefused, promises }: ScoreAnswer): string {
  const refused = rowsRefused === 0 ? '' : `, ${rowsRefused} rows refused`;
  const parts = Object.entries(promises).map(([id, score]) => promiseText(id, score));
  const none = parts.length === 0 ? 'Nothing was foretold whose outcome is known.\n' : '';
  return `${book}: ${events} events${refused}\n${none}${parts.join('')}`;
}

function promiseText(id: string, answer: PromiseAnswer): string {
  const { moments, warnings, ruleWarnings, curve, warn, learned, months = {} } = answer;
  return [
    `\n${id}, ${learned} learned from before the first that is scored\n`,
    line(['at', 'forecast', 'n', 'broken', 'AUC', 'Brier', 'skill', 'cal. error']),
    ...moments.flatMap(momentLines),
    ...moments.map(reliabilityLine),
    ...Object.entries(months).flatMap(([month, each]) =>
      each.map((score) => line([month, score.moment, String(score.n), percent(score.brokenShare), ...figures(score)])),
    ),
    line(['', 'warnings', 'raised', 'precision', 'recall', 'lead', 'half left', '']),
    warningLine(warnText(warn), warnings),
    warningLine('3/4 rule', ruleWarnings),
    ...curve.map((point) => warningLine(point.threshold.toFixed(2), point)),
  ].join('');
}

function warnText({ kind, value }: PromiseAnswer['warn']): string {
  return kind === 'chance' ? `at ${value}` : `${Math.round(value * 100)}% true`;
}

function momentLines(score: MomentScore): readonly string[] {
  const { moment, n, brokenShare, baseRate, rule, shareSoFar } = score;
  return [
    line([moment, 'foresight', String(n), percent(brokenShare), ...figures(score)]),
    line(['', 'base rate', '', '', ...figures(baseRate)]),
    ...(rule === null ? [] : [line(['', '3/4 rule', '', '', ...figures(rule)])]),
    ...(shareSoFar === null ? [] : [line(['', 'so far', '', '', ...figures(shareSoFar)])]),
  ];
}

function figures({ auc, brier, skill, calibrationError }: Figures): readonly string[] {
  return [auc, brier, skill, calibrationError].map((figure) => (figure === null ? '-' : figure.toFixed(3)));
}

/** Told and come, in percent, of the bins that hold any. */
function reliabilityLine({ moment, reliability }: MomentScore): string {
  const bins = reliability.filter(({ n }) => n > 0).map(binText);
  return `  ${moment}, told→came: ${bins.join('  ')}\n`;
}

function binText({ n, meanChance, brokenShare }: ReliabilityBin): string {
  return `${percent(meanChance)}→${percent(brokenShare)} (${n})`;
}

function warningLine(name: string, { raised, precision, recall, medianLeadMs, halfLeftShare }: WarningFigures): string {
  const share = (value: number | null) => (value === null ? '-' : value.toFixed(3));
  return line(['', name, String(raised), share(precision), share(recall), leadText(medianLeadMs), share(halfLeftShare), '']);
}

function leadText(ms: number | null): string {
  if (ms === null) return '-';
  if (ms < 2 * HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min`;
  return ms < 2 * DAY_MS ? `${(ms / HOUR_MS).toFixed(1)} h` : `${(ms / DAY_MS).toFixed(1)} d`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

const WIDTHS = [15, 10, 8, 10, 8, 9, 9, 11];

function line(cells: readonly string[]): string {
  const padded = cells.map((cell, at) => (at < 2 ? cell.padEnd(WIDTHS[at] ?? 0) : cell.padStart(WIDTHS[at] ?? 0)));
  return `  ${padded.join(' ').trimEnd()}\n`;
}
