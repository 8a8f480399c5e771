import type { DesignStep } from '../../shared/design/index.ts';

export const CURVE = { width: 340, height: 180, left: 30, right: 8, top: 10, bottom: 22 } as const;

export type Curve = {
  /** Points of the line and the outline of its interval, for SVG. */
  readonly line: string;
  readonly band: string;
  readonly points: readonly { readonly x: number; readonly y: number; readonly step: DesignStep }[];
  /** Height of a chance. */
  readonly yOf: (chance: number) => number;
};

type Known = DesignStep & { readonly chance: number };

/** The chance to keep a promise over its targets, from the smallest to the largest. `null` where fewer than two are known. */
export function strengthCurve(steps: readonly DesignStep[]): Curve | null {
  const known = steps.filter((step): step is Known => step.chance !== null);
  const [first, last] = [known.at(0), known.at(-1)];
  if (first === undefined || last === undefined || first.amount === last.amount) return null;
  const xOf = ({ amount }: DesignStep) =>
    round(CURVE.left + ((amount - first.amount) / (last.amount - first.amount)) * (CURVE.width - CURVE.left - CURVE.right));
  const yOf = (chance: number) => round(CURVE.top + (1 - chance) * (CURVE.height - CURVE.top - CURVE.bottom));
  const points = known.map((step) => ({ x: xOf(step), y: yOf(step.chance), step }));
  const sure = known.filter(({ low, high }) => low !== null && high !== null);
  const up = sure.map((step) => `${xOf(step)},${yOf(step.high ?? 0)}`);
  const down = sure.toReversed().map((step) => `${xOf(step)},${yOf(step.low ?? 0)}`);
  return { line: points.map(({ x, y }) => `${x},${y}`).join(' '), band: [...up, ...down].join(' '), points, yOf };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
