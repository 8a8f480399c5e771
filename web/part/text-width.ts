/** From here on letters are as wide as they are high: Chinese and its punctuation. */
const WIDE_FROM = '⺀';

/** How wide a text is, roughly, in Latin letters; each is about half as wide as the type is high. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter >= WIDE_FROM ? 2 : 1), 0);
}
