import type { FaultText } from '../text/index.ts';

/** What is longer is no name that was mistyped, and dear to compare. */
const NAME_LENGTH_MAX = 100;

/** Names the nearest choice when one is near, else all of them. */
export function suggestion(wrong: string, choices: readonly string[]): FaultText {
  const near = (wrong.length > NAME_LENGTH_MAX ? [] : choices)
    .map((choice) => ({ choice, distance: editDistance(wrong, choice) }))
    .sort((a, b) => a.distance - b.distance)[0];
  if (near !== undefined && near.distance <= Math.max(1, Math.floor(wrong.length / 3)))
    return { key: 'fault.did-you-mean', args: { choice: near.choice } };
  return choices.length === 0 ? { key: 'fault.no-choices' } : { key: 'fault.use-one-of', args: { choices: choices.join(', ') } };
}

/** Levenshtein distance: insertions, deletions and replacements. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
