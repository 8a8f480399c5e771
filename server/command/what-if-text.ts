import { type Zone, zonedText } from '../../shared/calendar/index.ts';
import type { Figure, WhatIf, WhatIfOutcome, WhatIfRow } from '../../shared/design/index.ts';
import { decimalText } from '../../shared/number/index.ts';

/** Figures in the order in which they are read, and what they are called. */
const FIGURES: readonly (readonly [figure: Figure, name: string])[] = [
  ['kept', 'kept'],
  ['broken', 'broken'],
  ['open', 'open'],
  ['excluded', 'excluded'],
  ['noData', 'no data'],
  ['windowsKept', 'windows kept'],
  ['windowsBroken', 'windows broken'],
  ['windowsNoData', 'windows without data'],
  ['owedMinor', 'owed'],
  ['finedMinor', 'internal fines'],
  ['warnings', 'warnings'],
];
const NAME_WIDTH = 22;
const FIGURE_WIDTH = 14;

/** A what-if for reading: each promise with what was, what would have been, and the difference. */
export function whatIfText(answer: WhatIf, zone: Zone): string {
  const { rows, fromAtMs, toAtMs, asOfMs } = answer;
  const since = fromAtMs === null ? 'the beginning' : zonedText(zone, fromAtMs);
  const until = toAtMs === null ? 'now' : zonedText(zone, toAtMs);
  const head = `From ${since} to ${until}, as known at ${zonedText(zone, asOfMs)}\n`;
  return [head, ...rows.map((row) => rowText(row, answer))].join('\n');
}

function rowText(row: WhatIfRow, answer: WhatIf): string {
  const { promise, was, would, difference } = row;
  const lines = FIGURES.filter(([figure]) => isShown(was, figure) || isShown(would, figure)).map(([figure, name]) =>
    lineText(`  ${name}`, [
      figureText(was?.[figure], figure, answer),
      figureText(would?.[figure], figure, answer),
      signed(figureText(difference[figure], figure, answer)),
    ]),
  );
  const shares = [was, would].map(shareText);
  const attainment = shares.every((share) => share === '') ? [] : [lineText('  attainment', shares)];
  return [lineText(promise, ['was', 'would be', 'difference']), ...lines, ...attainment].join('');
}

function isShown(outcome: WhatIfOutcome | null, figure: Figure): boolean {
  return (outcome?.[figure] ?? 0) !== 0;
}

function lineText(name: string, figures: readonly string[]): string {
  return `${`${name.padEnd(NAME_WIDTH)}${figures.map((figure) => figure.padStart(FIGURE_WIDTH)).join('')}`.trimEnd()}\n`;
}

function figureText(value: number | null | undefined, figure: Figure, { minorDigits, currency }: WhatIf): string {
  if (value === null || value === undefined) return '';
  return figure === 'owedMinor' || figure === 'finedMinor' ? `${decimalText(BigInt(value), minorDigits)} ${currency}` : String(value);
}

function signed(text: string): string {
  return text.startsWith('-') || text === '' ? text : `+${text}`;
}

/** `75.93%`: what was good of all that was judged. */
function shareText(outcome: WhatIfOutcome | null): string {
  if (outcome === null || outcome.good === null || outcome.all === null || outcome.all === 0) return '';
  return `${((100 * outcome.good) / outcome.all).toFixed(2)}%`;
}
