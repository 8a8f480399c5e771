import type { Step } from '../log/index.ts';

export type WalkIo = {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
};

/** Places between two lines in a file; a log of that length is read in a few seconds. */
const PLACES_A_LINE = 1_000_000;
const PLACES_A_LOOK = 20_000;

/** Says on standard error how far a long read of a log is: on a terminal on one line, in a file one line a million entries. */
export function walkProgress({ stderr }: WalkIo): { readonly onStep: (step: Step) => void; readonly done: () => void } {
  const isTerminal = stderr.isTTY === true;
  const every = isTerminal ? PLACES_A_LOOK : PLACES_A_LINE;
  let toldAt = 0;
  return {
    onStep: ({ place, ofPlaces }) => {
      if (place < toldAt) toldAt = 0; // Another walk has begun.
      if (place < toldAt + every) return;
      toldAt = place;
      const line = `checked ${place} of ${ofPlaces} entries`;
      stderr.write(isTerminal ? `\u001b[2K${line}\r` : `${line}\n`);
    },
    done: () => {
      if (isTerminal) stderr.write('\u001b[2K');
    },
  };
}
