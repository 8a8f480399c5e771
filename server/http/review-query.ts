import { KeptError } from '../../shared/error/index.ts';
import { instantOf } from '../../shared/event/index.ts';
import type { AskedWeek, ReviewAsk } from '../../shared/review/index.ts';

type Query = { readonly [name: string]: unknown };

const TEXT_LENGTH_MAX = 500;
const CHANGES_MAX = 20;
const STEPS_MAX = 100;
const CHANCE = 0.95;

/** `week=2026-W24`, or `from` and `to`; `null` where neither is named. @throws KeptError TIME_INVALID. */
export function askedWeek(query: Query): AskedWeek | null {
  const week = textIn(query, 'week');
  const [from, to] = [textIn(query, 'from'), textIn(query, 'to')];
  if (week !== null && from === null && to === null) return { week };
  if (week !== null || (from === null) !== (to === null))
    throw new KeptError('TIME_INVALID', 'A review takes either `week`, or `from` and `to`.');
  return from === null || to === null ? null : { fromAtMs: instantIn('from', from), toAtMs: instantIn('to', to) };
}

/** @throws KeptError TIME_INVALID. */
export function askedMoment(query: Query): ReviewAsk {
  const at = textIn(query, 'at');
  if (at === null) throw new KeptError('TIME_INVALID', '`at` names the instant.');
  return { what: 'moment', atMs: instantIn('at', at) };
}

/** @throws KeptError TIME_INVALID, USAGE. */
export function askedWhatIf(query: Query): ReviewAsk {
  const raw = query['set'];
  const set = (Array.isArray(raw) ? raw : [raw]).filter((each) => typeof each === 'string' && each.length <= TEXT_LENGTH_MAX);
  if (set.length === 0 || set.length > CHANGES_MAX)
    throw new KeptError('USAGE', `\`set\` names up to ${CHANGES_MAX} changes, such as first-call.within=30min.`);
  return { what: 'what-if', of: askedWeek(query), set, isWarned: query['warnings'] === '1' };
}

/** @throws KeptError TIME_INVALID, USAGE. */
export function askedDesign(query: Query): ReviewAsk {
  const promise = textIn(query, 'promise');
  if (promise === null) throw new KeptError('USAGE', '`promise` names the promise.');
  const steps = textIn(query, 'steps')?.split(',') ?? null;
  const chance = Number(textIn(query, 'chance') ?? CHANCE);
  if (steps !== null && steps.length > STEPS_MAX) throw new KeptError('USAGE', `\`steps\` names up to ${STEPS_MAX} limits.`);
  if (!(chance > 0 && chance < 1)) throw new KeptError('USAGE', '`chance` takes a number between 0 and 1.');
  return { what: 'design', of: askedWeek(query), promise, limit: textIn(query, 'limit'), steps, chance };
}

function instantIn(name: string, text: string): number {
  const atMs = instantOf(text.replaceAll(' ', '+')); // What a plus becomes that was not written as %2B.
  if (atMs === null) throw new KeptError('TIME_INVALID', `${name} takes an instant, not "${text.slice(0, 80)}".`);
  return atMs;
}

function textIn(query: Query, name: string): string | null {
  const text = query[name];
  if (text === undefined) return null;
  if (typeof text === 'string' && text !== '' && text.length <= TEXT_LENGTH_MAX) return text;
  throw new KeptError('TIME_INVALID', `\`${name}\` is given without a value, too long, or more than once.`);
}
