import type { ThenNowRow } from '../../shared/review/index.ts';
import { chancePercent } from '../part/index.ts';
import type { ReviewWords } from './review-words.ts';

/** What the wall said of a row: its chance and by when, or how long its feed had been silent. */
export function thenText(shown: ThenNowRow['then'], atMs: number, { tell, moment, duration }: ReviewWords): string {
  const { state, chance, byAtMs, silentSinceAtMs } = shown;
  if (state === 'no-data' && silentSinceAtMs !== null) return tell('then.silent', { duration: duration(atMs - silentSinceAtMs) });
  const time = byAtMs === null ? null : moment.near(byAtMs, atMs);
  if (state === 'broken' || state === 'kept') return time === null ? '' : tell('then.since', { time });
  if (chance === null) return time === null ? '' : tell('then.by', { time });
  const words = { chance: chancePercent(chance) };
  return time === null ? tell('then.chance', words) : tell('then.chance-by', { ...words, time });
}

/** What became of it, and what it owes. */
export function nowText(now: ThenNowRow['now'], atMs: number, { tell, moment, money }: ReviewWords): string {
  const time = now.atMs === null ? null : moment.near(now.atMs, atMs);
  const parts = [endText(now, time, tell)];
  if (now.money !== null && now.owedMinor !== 0) parts.push(tell(`money.${now.money}`, { amount: money.full(now.owedMinor) }));
  if (now.acted !== null) {
    const actedAt = { time: moment.near(now.acted.atMs, atMs) };
    parts.push(now.acted.by === null ? tell('now.acted', actedAt) : tell('now.acted-by', { ...actedAt, by: now.acted.by }));
  }
  return parts.filter((part) => part !== '').join(tell('comma'));
}

function endText({ state, reason }: ThenNowRow['now'], time: string | null, tell: ReviewWords['tell']): string {
  if (reason !== null) return tell('now.excluded', { reason });
  if (time === null) return state === 'on-track' || state === 'at-risk' || state === 'likely' ? tell('now.open') : '';
  return state === 'broken' ? tell('now.broken', { time }) : tell('now.kept', { time });
}

/** What the warning was worth. */
export function verdictText(
  { verdict, leadMs, now }: Omit<ThenNowRow, 'then'>,
  atMs: number,
  { tell, duration, moment }: ReviewWords,
): string {
  if (verdict === 'right' && leadMs !== null && leadMs > 0) return tell('verdict.right.lead', { lead: duration(leadMs) });
  if (verdict === 'saved' && now.acted !== null) return tell('verdict.saved.at', { time: moment.near(now.acted.atMs, atMs) });
  return tell(`verdict.${verdict}`);
}
