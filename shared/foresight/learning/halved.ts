/** One, halved so many times: exact, so that counts which are all halved at once keep their shares to the bit. */
export function halved(times: number): number {
  let left = 1;
  for (let done = 0; done < times && left > 0; done += 1) left /= 2;
  return left;
}
