import type { Response } from 'express';
import { KeptError } from '../../shared/error/index.ts';
import type { BookWorkLine } from '../../shared/wire/index.ts';

export type LongAnswer<Result> = (watch: {
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}) => Promise<Result | null>;

/** A line for less than this would only be noise. */
const STEP = 0.01;

/** Answers with a line of JSON for each step, and one for the outcome; whoever closes the connection ends the work. */
export async function sendProgress<Result>(response: Response, work: LongAnswer<Result>): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const say = (line: BookWorkLine<Result>) => void response.write(`${JSON.stringify(line)}\n`);
  let said = 0;
  const onProgress = (share: number) => {
    if (share - said < STEP) return;
    said = share;
    say({ progress: share });
  };
  response.type('application/x-ndjson').set('Cache-Control', 'no-store');
  try {
    const result = await work({ onProgress, signal: gone.signal });
    say({ result });
  } catch (error) {
    if (gone.signal.aborted) return;
    if (!(error instanceof KeptError)) console.error(error);
    say({ problem: (error instanceof KeptError ? error : new KeptError('SERVER_FAULT', 'The work failed.')).toJSON() });
  }
  response.end();
}
