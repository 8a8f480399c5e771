import type { WallHot } from '../../shared/view/index.ts';
import type { TargetShare } from './target.ts';

export type SparkInput = Pick<WallHot, 'history' | 'forecast'> & {
  readonly target: TargetShare;
  /** The window that the line stands for; the curve begins with its first point. */
  readonly toAtMs: number;
  readonly nowAtMs: number;
  /** Since when nothing was heard, if so. */
  readonly silentSinceAtMs: number | null;
  readonly width: number;
  readonly height: number;
};

type Point = { readonly x: number; readonly y: number };
type Edge = { readonly x: number; readonly low: number; readonly high: number };

/** SVG path data and places, in the units of the box. */
export type Spark = {
  readonly history: string;
  readonly band80: string;
  readonly band50: string;
  /** The part of the 80 % band on the side of the target where the promise breaks. */
  readonly past: string;
  readonly median: string;
  readonly gaps: readonly { readonly x: number; readonly width: number }[];
  readonly dot: Point | null;
  readonly nowX: number;
  readonly targetY: number;
};

/** Strokes and the dot stay inside the box. */
const MARGIN = 4;
/** Now stands between these shares of the width, so that neither history nor forecast is squeezed to nothing. */
const NOW_SHARE = { min: 0.35, max: 0.8 };
/** A flat line is not blown up into mountains: the scale spans at least one point of a hundred. */
const SPAN_MIN = 0.01;
/** The first shares of a window jump about, because little has been decided; they do not set the scale. */
const SETTLED_FROM = 0.25;

export function sparkOf(input: SparkInput): Spark {
  const x = timeScale(input);
  const y = shareScale(input);
  const { history, target } = input;
  const forecast = anchored(input);
  const runs = runsOf(history).map((run) => run.map(([atMs, share]) => ({ x: x(atMs), y: y(share) })));
  const edges80 = forecast.map(([atMs, p10, , , , p90]): Edge => ({ x: x(atMs), low: p10, high: p90 }));
  const edges50 = forecast.map(([atMs, , p25, , p75]): Edge => ({ x: x(atMs), low: p25, high: p75 }));
  return {
    history: runs.map(pathOf).join(''),
    band80: bandOf(edges80, y),
    band50: bandOf(edges50, y),
    past: bandOf(pastOf(edges80, target), y),
    median: pathOf(forecast.map(([atMs, , , p50]) => ({ x: x(atMs), y: y(p50) }))),
    gaps: gapsOf(input, x),
    dot: runs.at(-1)?.at(-1) ?? null,
    nowX: x(input.silentSinceAtMs ?? input.nowAtMs),
    targetY: y(target.share),
  };
}

/** The forecast begins where the history ends, so that the two are one line. */
function anchored({ history, forecast, nowAtMs }: SparkInput): SparkInput['forecast'] {
  const [first, last] = [forecast[0], history.at(-1)];
  if (first === undefined || last === undefined || last[1] === null || first[0] <= nowAtMs) return forecast;
  const share = last[1];
  return [[nowAtMs, share, share, share, share, share], ...forecast];
}

/** Time runs evenly on either side of now. */
function timeScale({ history, toAtMs, nowAtMs, width }: SparkInput): (atMs: number) => number {
  const fromAtMs = Math.min(history[0]?.[0] ?? nowAtMs, nowAtMs);
  const passedMs = nowAtMs - fromAtMs;
  const leftMs = Math.max(0, toAtMs - nowAtMs);
  const share = Math.min(NOW_SHARE.max, Math.max(NOW_SHARE.min, passedMs / Math.max(1, passedMs + leftMs)));
  const nowX = share * width;
  return (atMs) => {
    if (atMs <= nowAtMs) return passedMs === 0 ? nowX : Math.max(0, ((atMs - fromAtMs) / passedMs) * nowX);
    return leftMs === 0 ? width : Math.min(width, nowX + ((atMs - nowAtMs) / leftMs) * (width - nowX));
  };
}

function shareScale({ history, forecast, target, height }: SparkInput): (share: number) => number {
  const settled = history.slice(Math.floor(history.length * SETTLED_FROM)).flatMap(([, share]) => share ?? []);
  const shares = [target.share, ...settled, ...forecast.flatMap(([, p10, , , , p90]) => [p10, p90])];
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  const span = Math.max(SPAN_MIN, most - least);
  const bottom = (least + most - span) / 2;
  const room = height - 2 * MARGIN;
  return (share) => Math.min(height - MARGIN, Math.max(MARGIN, MARGIN + (1 - (share - bottom) / span) * room));
}

/** The history between its gaps: a restart begins a new line. */
function runsOf(history: SparkInput['history']): readonly (readonly (readonly [number, number])[])[] {
  const runs: [number, number][][] = [[]];
  for (const [atMs, share] of history) {
    if (share === null) runs.push([]);
    else runs.at(-1)?.push([atMs, share]);
  }
  return runs.filter((run) => run.length > 0);
}

/** Each span without a value, from the point before it to the point after it; silence lasts to the end of the box. */
function gapsOf({ history, silentSinceAtMs, width }: SparkInput, x: (atMs: number) => number): Spark['gaps'] {
  const gaps = history.flatMap(([atMs, share], index) => {
    if (share !== null) return [];
    const fromX = x(history[index - 1]?.[0] ?? atMs);
    return [{ x: fromX, width: x(history[index + 1]?.[0] ?? atMs) - fromX }];
  });
  if (silentSinceAtMs === null) return gaps;
  return [...gaps, { x: x(silentSinceAtMs), width: width - x(silentSinceAtMs) }];
}

/** The band cut off at the target, with the exact places where its edges cross it. */
function pastOf(edges: readonly Edge[], { share, breaks }: TargetShare): readonly Edge[] {
  const cut = ({ x, low, high }: Edge): Edge =>
    breaks === 'below'
      ? { x, low: Math.min(low, share), high: Math.min(high, share) }
      : { x, low: Math.max(low, share), high: Math.max(high, share) };
  return edges.flatMap((edge, index) => {
    const before = edges[index - 1];
    if (before === undefined) return [cut(edge)];
    const crossings = [crossing(before, edge, share, 'low'), crossing(before, edge, share, 'high')].filter((at) => at !== null);
    return [...crossings.toSorted((a, b) => a - b).map((at) => cut(between(before, edge, at))), cut(edge)];
  });
}

/** Where along the way from one edge to the next a side crosses the target, 0 to 1. */
function crossing(from: Edge, to: Edge, share: number, side: 'low' | 'high'): number | null {
  if ((from[side] - share) * (to[side] - share) >= 0) return null;
  return (share - from[side]) / (to[side] - from[side]);
}

function between(from: Edge, to: Edge, done: number): Edge {
  const mix = (a: number, b: number): number => a + done * (b - a);
  return { x: mix(from.x, to.x), low: mix(from.low, to.low), high: mix(from.high, to.high) };
}

function bandOf(edges: readonly Edge[], y: (share: number) => number): string {
  if (edges.every(({ low, high }) => low === high)) return '';
  const upper = edges.map(({ x, high }) => ({ x, y: y(high) }));
  const lower = edges.map(({ x, low }) => ({ x, y: y(low) })).toReversed();
  return `${pathOf([...upper, ...lower])}z`;
}

function pathOf(points: readonly Point[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
