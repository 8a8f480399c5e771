import type { Response } from 'express';
import { KeptError } from '../../shared/error/index.ts';
import type { ReviewWait } from '../ports/index.ts';

/** A line without news, so that nobody on the way takes long work for a connection that is dead. */
const ALIVE_EVERY_MS = 15_000;

/** Starts the work; what it throws before the first line is refused as any request is. */
export type StreamedWork = (wait: ReviewWait) => Promise<string>;

/**
 * Progress and then the answer, a line of JSON each; before them the answer of before, where there is one. The work ends when the client goes away.
 * @param work gives the answer as JSON.
 */
export async function streamWork(response: Response, nowAtMs: () => number, work: StreamedWork): Promise<void> {
  let saidAtMs = nowAtMs();
  const say = (line: string) => {
    saidAtMs = nowAtMs();
    if (!response.headersSent) begin(response);
    response.write(`${line}\n`);
  };
  const onProgress = (share: number) => {
    // A client that does not read hears of the end alone.
    if (!response.writableNeedDrain || nowAtMs() - saidAtMs > ALIVE_EVERY_MS) say(JSON.stringify({ progress: share }));
  };
  try {
    const onEarlier = (body: string) => say(`{"earlier":${body}}`);
    const body = await work({ signal: goneWith(response), onProgress, onEarlier });
    say(`{"result":${body}}`);
  } catch (error) {
    if (!response.headersSent) throw error;
    if (!response.writableEnded && !response.destroyed) say(JSON.stringify({ problem: problemIn(error) }));
  }
  response.end();
}

/** Ends when the client goes away. */
export function goneWith(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
}

function begin(response: Response): void {
  response.status(200).set({ 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' }).type('application/x-ndjson');
}

function problemIn(error: unknown): object {
  if (error instanceof KeptError) return error.toJSON();
  console.error(error);
  return new KeptError('SERVER_FAULT', 'The review failed.').toJSON();
}
