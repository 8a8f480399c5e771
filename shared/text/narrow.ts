/**
 * The same text in the least room. A part of a text that holds Chinese anywhere, as a book does, takes two bytes for each of its
 * letters, and so does every text that it is put into: names of promises stand in the key of each open obligation.
 */
export function narrow(text: string): string {
  return String.fromCharCode(...Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)));
}
