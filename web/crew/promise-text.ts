import type { CrewPromise, CrewStreak, CrewUnit } from '../../shared/view/index.ts';
import { keepText, percentOf, valueText } from '../part/index.ts';
import type { CrewWords } from './crew-words.ts';

const DAY_MS = 86_400_000;

/** How the window of now stands: 41 of 43 kept. */
export function standsText({ kind, now, target }: CrewPromise, words: CrewWords): string {
  if (kind === 'count') return words.tell('stands.count', { count: words.count(now.value ?? 0) });
  if (target.kind === 'value') return now.value === null ? words.tell('stands.none') : valueText(target, now.value, words);
  if (now.mean !== null) return words.tell('stands.mean', { percent: percentOf(now.mean, 1, 'more') });
  if (now.all === 0) return words.tell('stands.none');
  return words.tell('stands.items', { good: words.count(now.good), all: words.count(now.all) });
}

/** Over what, what is still open, and what was promised. */
export function aroundText(promise: CrewPromise, words: CrewWords): readonly string[] {
  const { now, unit } = promise;
  return [
    words.tell(`unit.${unit}`, { duration: words.duration(now.toAtMs - now.fromAtMs) }),
    ...(now.open > 0 ? [words.tell('stands.open', { count: words.count(now.open) })] : []),
    keepText(promise, words),
  ];
}

export type StreakText = { readonly label: string; readonly now: string; readonly best: string };

/** A streak in words: 12 days, the best yet; for time without something in days, and under a day in hours. */
export function streakText(streak: CrewStreak, unit: CrewUnit, words: CrewWords): StreakText {
  const [now, best, long] =
    streak.kind === 'free'
      ? [streak.nowMs, streak.bestMs, freeText]
      : [streak.now, streak.best, (count: number) => inRow(count, unit, words)];
  const since = streak.sinceAtMs === null ? '' : words.tell('streak.since', { date: words.moment.shortDay(streak.sinceAtMs) });
  return {
    label: words.tell(streak.kind === 'free' ? 'streak.free' : 'streak'),
    now: long(now, words),
    best: bestText({ now, best, since, isFree: streak.kind === 'free' }, long(best, words), words),
  };
}

type Best = { readonly now: number; readonly best: number; readonly since: string; readonly isFree: boolean };

function bestText({ now, best, since, isFree }: Best, long: string, words: CrewWords): string {
  if (best === 0) return words.tell('streak.none');
  if (now >= best) return [words.tell('streak.is-best'), since].filter((part) => part !== '').join(' · ');
  const said = words.tell('streak.best', { streak: long });
  return now === 0 && !isFree ? `${said} · ${words.tell('streak.next')}` : said;
}

function inRow(count: number, unit: CrewUnit, words: CrewWords): string {
  const known = unit === 'rolling' ? 'day' : unit;
  return words.tell(count === 1 ? `streak.${known}.one` : `streak.${known}`, { count: words.count(count) });
}

function freeText(ms: number, words: CrewWords): string {
  return ms < DAY_MS ? words.duration(ms) : inRow(Math.floor(ms / DAY_MS), 'day', words);
}
