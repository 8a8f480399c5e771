/** The parts of `promise subject nth`; `null` where an id has not as many. */
export function rowNamed(id: string): { readonly promise: string; readonly subject: string; readonly nth: number } | null {
  const [afterPromise, beforeNth] = [id.indexOf(' '), id.lastIndexOf(' ')];
  if (afterPromise < 0 || beforeNth <= afterPromise) return null;
  return { promise: id.slice(0, afterPromise), subject: id.slice(afterPromise + 1, beforeNth), nth: Number(id.slice(beforeNth + 1)) };
}
