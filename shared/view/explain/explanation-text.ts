import type { Language } from '../../text/index.ts';
import type { Explanation } from './explanation.ts';
import { explanationSheet, type SheetPart, type SheetTable } from './explanation-sheet.ts';

/** From here on a character takes two columns of a terminal: Chinese, Japanese and Korean, and what is written with them. */
const WIDE_FROM = 0x2e80;
const GAP = '  ';

/** An explanation as plain text, for a terminal or a letter. */
export function explanationText(explanation: Explanation, language: Language): string {
  const { title, says, parts } = explanationSheet(explanation, language);
  return `${[title, says, ...parts.map(partText)].join('\n\n')}\n`;
}

function partText({ title, lines, table }: SheetPart): string {
  return [title, ...lines.map((line) => `${GAP}${line}`), ...(table === null ? [] : tableLines(table))].join('\n');
}

/** Columns as wide as their widest cell, figures to the right. */
function tableLines({ head, rows, foot, figures }: SheetTable): readonly string[] {
  const all = [head, ...rows, ...(foot === null ? [] : [foot])];
  const widths = head.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ''))));
  return all.map((row) => {
    const cells = row.map((cell, column) => {
      const space = ' '.repeat((widths[column] ?? 0) - widthOf(cell));
      return figures.includes(column) ? space + cell : cell + space;
    });
    return (GAP + cells.join(GAP)).trimEnd();
  });
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) >= WIDE_FROM ? 2 : 1;
  return width;
}
