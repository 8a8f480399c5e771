/** A computer that sets its clock by the network is never off by this much; one that does not drifts there within weeks. */
const OFF_MS_MIN = 60_000;
const SECOND_MS = 1_000;

/**
 * How far a computer's date is from the server's time, whole seconds in ms, ahead where positive; `null` while it is too little to tell of.
 * @param serverAtMs `null` while the server's time is not known.
 */
export function clockOffMs(dateAtMs: number, serverAtMs: number | null): number | null {
  if (serverAtMs === null) return null;
  const offMs = Math.round((dateAtMs - serverAtMs) / SECOND_MS) * SECOND_MS;
  return Math.abs(offMs) < OFF_MS_MIN ? null : offMs;
}
