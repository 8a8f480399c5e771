export type Wanted = {
  /** First and last line to look at, 1-based. */
  readonly line: number;
  readonly untilLine: number;
  readonly word: string;
  /** The key of a promise whose value holds the word; anywhere unless given. */
  readonly key?: string;
};

export type WrittenPlace = { readonly line: number; readonly from: number; readonly to: number };

/**
 * Where a word is written in some lines of a text: 1-based line, 0-based columns. Without a key, a word of a sentence takes the space
 * behind it along. `null` where it is not found.
 */
export function placeOfWord(text: string, { line, untilLine, word, key }: Wanted): WrittenPlace | null {
  const lines = text.split('\n');
  const escaped = RegExp.escape(word);
  const sought = key === undefined ? new RegExp(`${escaped} ?`, 'i') : new RegExp(`(?<![\\w.-])${escaped}(?![\\w.])`);
  let isBehindKey = key === undefined;
  for (let nth = line; nth <= Math.min(untilLine, lines.length); nth += 1) {
    const written = lines[nth - 1] ?? '';
    const keyed: RegExpExecArray | null = key === undefined ? null : new RegExp(`(?<![\\w-])${key}\\s*:`).exec(written);
    isBehindKey ||= keyed !== null;
    if (!isBehindKey) continue;
    const start = keyed === null ? 0 : keyed.index + keyed[0].length;
    const found = sought.exec(written.slice(start));
    if (found !== null) return { line: nth, from: start + found.index, to: start + found.index + found[0].length };
  }
  return null;
}
