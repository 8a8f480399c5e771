import type { Row } from './row.ts';

/** The rows as a table of Markdown. */
export function table(rows: readonly Row[]): string {
  const head = '| figure | value | baseline | ratio | target | holds |\n|---|---|---|---|---|---|\n';
  return head + rows.map(lineOf).join('');
}

function lineOf({ name, value, unit, baseline, ratio, target, holds }: Row): string {
  const held = holds === null ? '' : holds ? 'yes' : '**no**';
  const cells = [
    name,
    `${shown(value)} ${unit}`,
    baseline === null ? '' : `${shown(baseline)} ${unit}`,
    ratio === null ? '' : shown(ratio),
    target ?? '',
    held,
  ];
  return `| ${cells.join(' | ')} |\n`;
}

/** Three digits that count. */
function shown(value: number): string {
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}
