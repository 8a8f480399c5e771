/**
 * Long work that is done in pieces: each turn gives the share that is done, from 0 to 1, and the end gives the result. Whoever drives
 * it shows how far it is, lets others work in between, and ends it by asking for no more.
 */
export type Work<T> = Generator<number, T, void>;

/** Does all of a piece of work at once. */
export function done<T>(work: Work<T>): T {
  for (;;) {
    const turn = work.next();
    if (turn.done === true) return turn.value;
  }
}

/** A part of a longer piece of work, which takes it from one share to another. */
export function* within<T>(work: Work<T>, fromShare: number, toShare: number): Work<T> {
  for (;;) {
    const turn = work.next();
    if (turn.done === true) return turn.value;
    yield fromShare + turn.value * (toShare - fromShare);
  }
}
