/** Between −1 and 1, to three digits. */
export function clamped(value: number): number {
  return rounded(Math.min(1, Math.max(-1, value)), 1_000);
}

/** Cut to five digits: a figure is never shown better than it is. */
export function floored(value: number): number {
  return Math.floor(value * 100_000) / 100_000;
}

/** Four digits: more than a curve of a few hundred pixels can show. */
export function short(value: number): number {
  return rounded(value, 10_000);
}

function rounded(value: number, scale: number): number {
  return Math.round(value * scale) / scale;
}
