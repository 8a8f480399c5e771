import type { WallLine } from '../../shared/view/index.ts';
import { NONE, percentOf, textWidth, type Words } from '../part/index.ts';
import { targetShare } from './target.ts';

/** What a line has reached: a large figure and what it is of. */
export type Figure = { readonly value: string; readonly unit: string };

/** 95.3 %, or 13 of 14 where the promise counts what it breaks; nothing while nothing has been decided (WIN-4). */
export function figureOf(line: WallLine, words: Words): Figure {
  if (line.all === 0) return { value: NONE, unit: '' };
  if (line.target.kind === 'broken-count') return { value: String(line.good), unit: words.say('tile.of', { all: line.all }) };
  return { value: percent(line), unit: '%' };
}

/** The same in one word, for a cell. */
export function figureText(line: WallLine): string {
  if (line.all === 0) return NONE;
  return line.target.kind === 'broken-count' ? `${line.good} / ${line.all}` : `${percent(line)}%`;
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

function percent(line: WallLine): string {
  if (line.isMean && line.share !== null) return percentOf(Math.floor(line.share * 100_000), 100_000, 'more');
  return percentOf(line.good, line.all, targetShare(line).breaks === 'below' ? 'more' : 'less');
}
