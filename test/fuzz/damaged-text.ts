import type { Dice } from './dice.ts';
import { oddText } from './odd-values.ts';

const LAUGHS = ['a: &a [x, x, x, x, x, x, x, x]', ...'bcdefghi'].map((name, index, names) =>
  index === 0 ? name : `${name}: &${name} [${`*${names[index - 1]?.[0]}, `.repeat(8)}]`,
);
const PIECES: readonly string[] = [
  '\t',
  '\u0000',
  '\ufeff',
  '\r',
  '---\n',
  '...\n',
  '%YAML 9.9\n---\n',
  '!!binary ',
  '!!js/function ',
  '!!set {a, b}',
  '!!timestamp 2026-01-01',
  '!!omap [a: 1, a: 2]',
  '!x ',
  '&a ',
  '*a',
  '<<: *a\n',
  '<<: [1, 2]\n',
  '? [a, b]\n: c\n',
  '? {a: b}\n',
  '{',
  '}',
  ']',
  '"',
  "'",
  '|\n',
  '>-9\n',
  '#',
  ': ',
  '- ',
  ', ',
  '0x10',
  '0o17',
  '.inf',
  '.nan',
  '-.inf',
  '~',
  '1_000',
  '12:30:45',
  '9'.repeat(400),
  '[&b *b]',
  'loop: &l { again: *l }\n',
  'list: &m [*m]\n',
  `${LAUGHS.join('\n')}\n`,
];

/** A text as files and lines are damaged: cut, with wrong characters, lines or whole pieces in it. */
export function damaged(text: string, dice: Dice): string {
  const at = dice.below(text.length + 1);
  const length = dice.of([1, 1, 5, 40, 400]);
  const lines = text.split('\n');
  const line = dice.below(lines.length);
  switch (dice.below(9)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at + length);
    case 3:
      return text.slice(0, at) + String.fromCharCode((text.charCodeAt(at) || 32) ^ (1 << dice.below(16))) + text.slice(at + 1);
    case 4:
      return lines.toSpliced(line, 0, lines[dice.below(lines.length)] ?? '').join('\n');
    case 5:
      return lines.toSpliced(line, 1, `${' '.repeat(dice.below(5))}${(lines[line] ?? '').trimStart()}`).join('\n');
    case 6:
      return lines.toSpliced(line, 0, `${' '.repeat(dice.below(7))}${dice.of(PIECES)}`).join('\n');
    case 7:
      return text.slice(0, at) + dice.of([dice.of(PIECES), dice.of(PIECES), oddText(dice), deep(dice)]) + text.slice(at);
    default:
      return lines.toSpliced(line, 0, lines.slice(line, line + length).join('\n')).join('\n');
  }
}

/** Brackets or maps, deeper than a stack may go. */
function deep(dice: Dice): string {
  const depth = dice.of([20, 300, 3_000]);
  return dice.of(['[', '{a: ', '- ', '? ', '("']).repeat(depth);
}
