/**
 * The line on which a part of a book names a key, as `boards.hall` or `feeds.gates`: 1-based, that of the part itself where the key stands in
 * it or is not found, `null` where there is no such part.
 */
export function lineOfKey(text: string, path: string): number | null {
  const [part = '', ...rest] = path.split('.');
  const key = rest.join('.');
  const lines = text.split('\n');
  const first = lines.findIndex((line) => new RegExp(`^${RegExp.escape(part)}\\s*:`).test(line));
  if (part === '' || first < 0) return null;
  const named = new RegExp(`^\\s+(- )?(id:\\s*)?["']?${RegExp.escape(key)}["']?\\s*(:|,|$)`);
  for (let at = first + 1; at < lines.length && /^(\s|#|-|$)/.test(lines[at] ?? ''); at += 1)
    if (named.test(lines[at] ?? '')) return at + 1;
  return first + 1;
}
