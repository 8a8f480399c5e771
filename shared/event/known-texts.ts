const SLOTS = 64;

/**
 * Texts that were checked lately, found again at the cost of one comparison. Most events of a feed share few types and sources; giving
 * back the text of before in place of the new one lets whoever looks it up later compare by reference as well.
 */
export class KnownTexts {
  readonly #slots: string[] = Array.from({ length: SLOTS }, () => '');

  /** The equal text of before, or undefined when there is none, or no longer. */
  find(text: string): string | undefined {
    const known = this.#slots[slotOf(text)];
    return known === text && known !== '' ? known : undefined;
  }

  add(text: string): void {
    this.#slots[slotOf(text)] = text;
  }
}

/** By length and two characters near the end, where the types of one feed differ. */
function slotOf(text: string): number {
  const { length } = text;
  return (length + text.charCodeAt(length - 1) * 3 + text.charCodeAt(length >> 1) * 5) & (SLOTS - 1);
}
