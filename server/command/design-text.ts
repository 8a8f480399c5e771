import { type Zone, zonedText } from '../../shared/calendar/index.ts';
import type { Design, DesignStep } from '../../shared/design/index.ts';
import { decimalText } from '../../shared/number/index.ts';

const CHANCE_OF = {
  obligations: 'an obligation',
  windows: 'a window',
  weeks: 'a window put together from weeks of the span',
} as const;

/** A design for reading: what was found, then a line for each limit or target. */
export function designText(answer: Design, zone: Zone): string {
  return [...headOf(answer, zone), ...tableOf(answer)].map((line) => `${line.trimEnd()}\n`).join('');
}

function headOf(answer: Design, zone: Zone): readonly string[] {
  const { promise, moves, current, wantedChance, strongest, chanceOf, weeks, draws, seed, fromAtMs, toAtMs, asOfMs } = answer;
  const since = fromAtMs === null ? 'the beginning' : zonedText(zone, fromAtMs);
  const until = toAtMs === null ? 'now' : zonedText(zone, toAtMs);
  const percent = `${Number((100 * wantedChance).toFixed(4))}%`;
  const found =
    strongest === null
      ? `None of these is kept with a chance of ${percent}.`
      : `The strongest that is kept with a chance of ${percent}: ${strongest.terms}${rangeText(strongest)}`;
  return [
    `${promise}: ${moves} ${current}, from ${since} to ${until}, as known at ${zonedText(zone, asOfMs)}`,
    found,
    `The chance is that of ${CHANCE_OF[chanceOf]}; in brackets its 95% interval from ${weeks} weeks, drawn ${draws} times (seed ${seed}).`,
    '',
  ];
}

function rangeText({ low, high }: NonNullable<Design['strongest']>): string {
  return low === null ? '' : ` (95% interval ${low} to ${high ?? 'none of these'})`;
}

function tableOf(answer: Design): readonly string[] {
  const hasObligations = answer.steps.some(({ obligations }) => obligations !== null);
  const hasMoney = answer.steps.some(({ owedMinor, finedMinor }) => owedMinor !== 0 || finedMinor !== 0);
  const head = [
    answer.moves,
    ...(hasObligations ? ['kept', 'broken', 'open'] : []),
    'windows kept',
    'broken',
    'chance',
    '',
    ...(hasMoney ? [`owed ${answer.currency}`, 'internal fines'] : []),
  ];
  const rows = [head, ...answer.steps.map((step) => rowOf(step, answer, { hasObligations, hasMoney }))];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
  );
}

type Shown = { readonly hasObligations: boolean; readonly hasMoney: boolean };

function rowOf(step: DesignStep, { minorDigits, strongest }: Design, { hasObligations, hasMoney }: Shown): readonly string[] {
  const { terms, isCurrent, obligations, windowsKept, windowsBroken, chance, low, high, owedMinor, finedMinor } = step;
  const marks = `${isCurrent ? ' (now)' : ''}${terms === strongest?.terms ? ' *' : ''}`;
  return [
    `${terms}${marks}`,
    ...(hasObligations && obligations !== null ? [obligations.kept, obligations.broken, obligations.open].map(String) : []),
    String(windowsKept),
    String(windowsBroken),
    percentText(chance),
    low === null || high === null ? '' : `[${percentText(low)}, ${percentText(high)}]`,
    ...(hasMoney ? [owedMinor, finedMinor].map((minor) => decimalText(BigInt(minor), minorDigits)) : []),
  ];
}

function percentText(share: number | null): string {
  return share === null ? '-' : `${(100 * share).toFixed(1)}%`;
}
