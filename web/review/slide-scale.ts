/** What a slider goes over beside a field: amounts around the one that a term has, in its own unit. */
export type SlideScale = {
  /** Comparison of a target, as the book writes it; empty of a limit. */
  readonly op: string;
  readonly unit: string;
  readonly base: number;
  readonly from: number;
  readonly to: number;
  readonly step: number;
};

const AMOUNT = /^(<=|>=|<|>|=)?\s*(\d+(?:\.\d+)?)\s*(%|[a-z]*)$/;
/** So many steps lie between what a term has and an end of the slider. */
const STEPS = 20;
/** How far a share goes at most to either side, in percentage points. */
const POINTS_MAX = 10;

/** @param text an amount as the book writes it: `>= 95%`, `4h`. @returns `null` of anything else, and of nothing. */
export function slideScaleOf(text: string): SlideScale | null {
  const [, op = '', digits, unit = ''] = AMOUNT.exec(text.trim()) ?? [];
  const base = Number(digits ?? 0);
  if (base === 0) return null;
  const room = unit === '%' ? Math.min(POINTS_MAX, Math.max(1, 2 * (100 - base))) : base;
  const step = niceStep(room / STEPS);
  const from = Math.max(unit === '%' ? 0 : step, base - Math.floor((unit === '%' ? room : (room * 3) / 4) / step) * step);
  const to = base + Math.floor((unit === '%' ? Math.min(room, 100 - base) : room) / step) * step;
  return { op, unit, base, from, to, step };
}

/** The amount at a place of the slider, as the book writes it. */
export function textAt({ op, unit, step }: SlideScale, amount: number): string {
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return `${op === '' ? '' : `${op} `}${Number(amount.toFixed(decimals))}${unit}`;
}

/** Where a text stands on the slider; what it has where the text is of another kind. */
export function amountIn({ op, unit, base }: SlideScale, text: string): number {
  const [, otherOp = '', digits, otherUnit = ''] = AMOUNT.exec(text.trim()) ?? [];
  return digits !== undefined && otherOp === op && otherUnit === unit ? Number(digits) : base;
}

/** 1, 2 or 5 times a power of ten, at most as large as asked for. */
function niceStep(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return ([5, 2, 1].find((times) => times * power <= most) ?? 1) * power;
}
