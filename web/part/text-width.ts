/** From here on letters are as wide as they are high: Chinese and its punctuation. */
const WIDE_FROM = '⺀';
/** Widths as shares of the size of the type: digits are all alike, points and spaces narrow. */
const EMS = { digit: 0.57, narrow: 0.27, other: 0.55, wide: 1 };

/** How wide a text is, roughly, in Latin letters; each is about half as wide as the type is high. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter >= WIDE_FROM ? 2 : 1), 0);
}

/** How wide a figure is, as a multiple of the size of its type: a little more than it will be, so that it fits. */
export function textEms(text: string): number {
  return [...text].reduce((sum, letter) => sum + EMS[kindOf(letter)], 0);
}

function kindOf(letter: string): keyof typeof EMS {
  if (letter >= WIDE_FROM) return 'wide';
  if (/\d/.test(letter)) return 'digit';
  return /[\s.,:]/.test(letter) ? 'narrow' : 'other';
}
