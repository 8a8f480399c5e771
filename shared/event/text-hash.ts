/** A short name for a text, 16 hexadecimal digits: texts that differ get names that differ. Source: FNV-1a, 32 bits, from two starts. */
export function textHash(text: string): string {
  return [0x811c9dc5, 0x5bd1e995].map((start) => hexOf(text, start)).join('');
}

function hexOf(text: string, start: number): string {
  let hash = start;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >> 8), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
