import type { Bilingual } from '../../shared/text/index.ts';
import type { State, WallHot, WallLine } from '../../shared/view/index.ts';

/** Thursday 18 June 2026, 15:42:08 in Shanghai. */
export const NOW_MS = Date.parse('2026-06-18T07:42:08Z');
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_FROM_MS = Date.parse('2026-06-17T16:00:00Z');
export const DAY_TO_MS = Date.parse('2026-06-18T16:00:00Z');

/** 15:04 of that day as epoch ms. */
export function at(clock: string): number {
  return Date.parse(`2026-06-18T${clock}:00+08:00`);
}

export function both(en: string, zh: string): Bilingual {
  return { en, zh };
}

/** A quiet line of 97.2 %; whatever differs is given. */
export function line(id: string, name: Bilingual, short: Bilingual, rest: Partial<WallLine> = {}): WallLine {
  const { good = 972, all = 1_000 } = rest;
  return {
    id,
    promise: id.split('/')[0] ?? id,
    group: null,
    name,
    short,
    kind: 'ratio',
    state: 'on-track',
    sinceAtMs: DAY_FROM_MS,
    good,
    all,
    share: all === 0 ? null : good / all,
    target: { kind: 'share', op: '>=', value: 0.95 },
    headroom: 0.4,
    fromAtMs: DAY_FROM_MS,
    toAtMs: DAY_TO_MS,
    chance: 0.06,
    breaksAtMs: null,
    warnedAtMs: null,
    owes: true,
    isMean: false,
    costMinor: 0,
    owedMinor: 0,
    silentSinceAtMs: null,
    count: null,
    statistic: null,
    budget: null,
    ...rest,
  };
}

export const KEEP_ALL = { kind: 'broken-count', op: '<=', value: 0 } as const;

export function keep(percent: number): WallLine['target'] {
  return { kind: 'share', op: '>=', value: percent / 100 };
}

export function inState(state: State, since: string, rest: Partial<WallLine>): Partial<WallLine> {
  return { ...rest, state, sinceAtMs: at(since) };
}

type CurveShape = {
  readonly from: number;
  /** The share at the end of the window that is as likely as not. */
  readonly to: number;
  /** How far the 80 % band reaches at the end; 0 for no forecast. */
  readonly spread: number;
  readonly step?: boolean;
  readonly silentAt?: string;
  readonly gap?: readonly [string, string];
};

/** A curve from the start of the day to now, with the same small waves each time, and a forecast that widens to the end of the day. */
export function curve(
  of: WallLine,
  shape: CurveShape,
  nextItem: WallHot['nextItem'] = null,
  rest: Partial<Pick<WallHot, 'warnedAtMs' | 'why'>> = {},
): WallHot {
  const share = of.share ?? 1;
  const startMs = DAY_FROM_MS + 6 * HOUR_MS;
  const endMs = shape.silentAt === undefined ? NOW_MS : at(shape.silentAt);
  const history = Array.from({ length: 40 }, (_, index) => {
    const done = index / 39;
    const atMs = startMs + done * (endMs - startMs);
    const wave = (((index * 37) % 11) / 11 - 0.5) * 0.25 * Math.abs(shape.from - share) * (1 - done);
    const smooth = shape.from + done * (share - shape.from) + wave;
    const inGap = shape.gap !== undefined && atMs > at(shape.gap[0]) && atMs < at(shape.gap[1]);
    const value = shape.step === true ? (done < 0.8 ? shape.from : share) : smooth;
    return [atMs, inGap ? null : Math.min(1, value)] as const;
  });
  const forecast = Array.from({ length: shape.spread === 0 ? 0 : 12 }, (_, index) => {
    const ahead = index / 11;
    const middle = share + ahead * (shape.to - share);
    const [wide, narrow] = [shape.spread * Math.sqrt(ahead), shape.spread * 0.5 * Math.sqrt(ahead)];
    const cut = (value: number): number => Math.min(1, value);
    return [
      NOW_MS + ahead * (DAY_TO_MS - NOW_MS),
      middle - wide,
      middle - narrow,
      middle,
      cut(middle + narrow),
      cut(middle + wide),
    ] as const;
  });
  return { id: of.id, history, forecast, nextItem, warnedAtMs: null, why: null, ...rest };
}
