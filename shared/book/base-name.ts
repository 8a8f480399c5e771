const STEP = /^[\p{L}\p{N}_][\p{L}\p{N}_. -]*$/u;

/**
 * The name of a base: its path from the folder of the book. Only what lies in the folder above the book's or below it has one, so that a
 * book never reads files of others: no absolute paths, no addresses, no hidden files, and at most one folder up.
 * @param from the name of the book that extends it, `null` for the book itself.
 */
export function baseNameOf(written: string, from: string | null): string | null {
  if (!/\.ya?ml$/.test(written)) return null;
  const steps = from === null ? [] : from.split('/').slice(0, -1);
  for (const step of written.split('/')) {
    if (step === '.') continue;
    if (step !== '..') {
      if (!STEP.test(step)) return null;
      steps.push(step);
    } else if (steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else steps.push('..');
  }
  return steps.lastIndexOf('..') > 0 ? null : steps.join('/');
}
