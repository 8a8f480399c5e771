import type { WallCount, WallLine } from '../../shared/view/index.ts';
import { NONE, percentOf, targetPercent, textWidth, valueText, type Words } from '../part/index.ts';
import { targetShare } from './target.ts';

/** What a line has reached: a large figure and what it is of. */
export type Figure = { readonly value: string; readonly unit: string };

/** 95.3 %, 13 of 14 where the promise counts what it breaks, a count, or a value; nothing while nothing has been decided (WIN-4). */
export function figureOf(line: WallLine, words: Words): Figure {
  if (line.count !== null || line.statistic !== null) return { value: figureText(line, words), unit: '' };
  if (line.budget !== null) return { value: upPercent(line), unit: line.share === null ? '' : '%' };
  if (line.all === 0) return { value: NONE, unit: '' };
  if (line.target.kind === 'broken-count') return { value: String(line.good), unit: words.say('tile.of', { all: line.all }) };
  return { value: percent(line), unit: '%' };
}

/** The same in one word, for a cell. */
export function figureText(line: WallLine, words: Words): string {
  if (line.statistic !== null) return line.statistic.value === null ? NONE : valueText(line.target, line.statistic.value, words);
  if (line.count !== null) return countText(line.count);
  if (line.budget !== null) return line.share === null ? NONE : `${upPercent(line)}%`;
  if (line.all === 0) return NONE;
  return line.target.kind === 'broken-count' ? `${line.good} / ${line.all}` : `${percent(line)}%`;
}

/** The same with the streak where there is one: 0 · 17 d 4 h. */
export function rollText(line: WallLine, words: Words, nowAtMs: number): string {
  if (line.count === null || line.count.sinceAtMs === null || line.count.value === null) return figureText(line, words);
  return words.say('roll.streak', { count: figureText(line, words), streak: words.duration(nowAtMs - line.count.sinceAtMs) });
}

/** The line's name with its group, where it has one. */
export function nameOf(line: WallLine, words: Words): string {
  const name = words.pick(line.name);
  return line.group === null ? name : words.say('line.grouped', { name, group: line.group });
}

/**
 * The customer's words where they fit beside the group, else the short name: a sentence that breaks off says less.
 * @param room in letters, see `textWidth`
 */
export function fittingName(line: WallLine, words: Words, room: number): string {
  const group = line.group === null ? 0 : textWidth(line.group) + 3;
  const name = words.pick(line.name);
  return textWidth(name) + group <= room ? name : words.pick(line.short);
}

/** A whole number, or a rate with one decimal, rounded up: more is worse as often as not, and a limit is never shown as kept when it is not. */
function countText({ value }: WallCount): string {
  if (value === null) return NONE;
  return Number.isInteger(value) ? String(value) : (Math.ceil(value * 10) / 10).toFixed(1);
}

/** Time up, to one digit more than was promised: 99.987 beside a promise of 99.99. */
function upPercent({ share, target }: WallLine): string {
  if (share === null) return NONE;
  const digits = (targetPercent(target.value).split('.')[1] ?? '').length + 1;
  const scale = 10 ** digits;
  return (Math.floor(share * 100 * scale) / scale).toFixed(digits);
}

function percent(line: WallLine): string {
  if (line.isMean && line.share !== null) return percentOf(Math.floor(line.share * 100_000), 100_000, 'more');
  return percentOf(line.good, line.all, targetShare(line).breaks === 'below' ? 'more' : 'less');
}
