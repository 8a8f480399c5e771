/** Stops on a mistake of our own. A mistake of the world is a `KeptError`. @throws Error when the condition does not hold. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Broken invariant: ${message}`);
}
