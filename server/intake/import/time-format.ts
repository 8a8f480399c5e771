import type { Zone } from '../../../shared/calendar/index.ts';
import { instantOf } from '../../../shared/event/index.ts';
import type { MappingNode } from './mapping-node.ts';

/** The instant that a text gives, in epoch ms; `null` when it is not of the format or does not exist. */
export type TimeReader = (text: string) => number | null;

/** Letters of a format and what they match; a repeated letter is a fixed number of digits. */
const TOKENS: Readonly<Record<string, readonly [field: string, pattern: string]>> = {
  yyyy: ['year', '\\d{4}'],
  yy: ['shortYear', '\\d\\d'],
  MM: ['month', '\\d\\d'],
  M: ['month', '\\d{1,2}'],
  dd: ['day', '\\d\\d'],
  d: ['day', '\\d{1,2}'],
  HH: ['hour', '\\d\\d'],
  H: ['hour', '\\d{1,2}'],
  hh: ['halfHour', '\\d\\d'],
  h: ['halfHour', '\\d{1,2}'],
  mm: ['minute', '\\d\\d'],
  ss: ['second', '\\d\\d'],
  SSS: ['ms', '\\d{3}'],
  a: ['half', '[AaPp][Mm]'],
};
/** A run of one letter, a text in single quotes, or any other character. */
const PIECE = /'([^']*)'|([A-Za-z])\2*|[^A-Za-z']/g;

const LOCAL_ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?$/;

/** Without a format: RFC 3339 with an offset, or the same without one in the mapping's zone, or a date alone for its midnight. */
export function isoReader(zone: Zone): TimeReader {
  return (text) => {
    const match = LOCAL_ISO.exec(text);
    if (match === null) return instantOf(text.replace(' ', 'T'));
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map((digits) => Number(digits ?? 0));
    return instantIn(zone, { year, month, day, hour, minute, second, ms: Number((match[7] ?? '').slice(0, 3).padEnd(3, '0')) });
  };
}

/**
 * Reads a format such as `dd.MM.yyyy HH:mm` in the mapping's zone (TIM-3); `epoch` and `epoch-ms` are seconds and ms since 1970.
 * @throws KeptError MAPPING_INVALID at the node for letters that mean nothing, or without year, month and day.
 */
export function compileTimeFormat(node: MappingNode, zone: Zone): TimeReader {
  const format = node.text();
  if (format === 'epoch' || format === 'epoch-ms') return epochReader(format === 'epoch' ? 1000 : 1);
  const fields: string[] = [];
  const pattern = Array.from(format.matchAll(PIECE), ([piece, quoted, letter]) => {
    if (quoted !== undefined) return RegExp.escape(quoted);
    if (letter === undefined) return RegExp.escape(piece);
    const token = TOKENS[piece] ?? node.fail(`${piece} means nothing in a time format; ${Object.keys(TOKENS).join(' ')} do`);
    fields.push(token[0]);
    return `(${token[1]})`;
  }).join('');
  for (const needed of [['year', 'shortYear'], ['month'], ['day']]) {
    if (!needed.some((field) => fields.includes(field))) node.fail(`a time format needs ${needed[0]}`);
  }
  const whole = new RegExp(`^${pattern}$`);
  return (text) => {
    const match = whole.exec(text);
    if (match === null) return null;
    const found: Record<string, string> = {};
    fields.forEach((field, index) => {
      found[field] = match[index + 1] ?? '';
    });
    return instantOfFields(found, zone);
  };
}

function instantOfFields(found: Readonly<Record<string, string>>, zone: Zone): number | null {
  const number = (field: string): number => Number(found[field] ?? 0);
  const half = found['half']?.toLowerCase();
  const hour = found['halfHour'] === undefined ? number('hour') : (number('halfHour') % 12) + (half === 'pm' ? 12 : 0);
  if (found['halfHour'] !== undefined && (number('halfHour') < 1 || number('halfHour') > 12)) return null;
  // Two digits: 69 to 99 are of the last century, as POSIX has it.
  const year = found['year'] === undefined ? number('shortYear') + (number('shortYear') >= 69 ? 1900 : 2000) : number('year');
  return instantIn(zone, {
    year,
    month: number('month'),
    day: number('day'),
    hour,
    minute: number('minute'),
    second: number('second'),
    ms: number('ms'),
  });
}

function instantIn(zone: Zone, local: Parameters<Zone['instantOfLocal']>[0]): number | null {
  return local.hour > 23 || local.minute > 59 || local.second > 59 ? null : zone.instantOfLocal(local);
}

function epochReader(unitMs: number): TimeReader {
  return (text) => (/^\d{1,13}(\.\d+)?$/.test(text) ? Math.floor(Number(text) * unitMs) : null);
}
