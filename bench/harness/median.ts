/** The middle value; the lower one of two. @throws RangeError for none. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
  if (middle === undefined) throw new RangeError('no values');
  return middle;
}

/**
 * Runs each of several jobs once a round, one after another, so that a slow spell of the machine meets all of them.
 * @returns the median of what each job gave, in their order.
 */
export async function mediansOf(rounds: number, jobs: readonly (() => number | Promise<number>)[]): Promise<readonly number[]> {
  const values: number[][] = jobs.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, job] of jobs.entries()) values[index]?.push(await job());
  }
  return values.map(median);
}
