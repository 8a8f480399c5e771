import type { Book } from '../../shared/book/index.ts';
import { type EngineState, stateAsOf } from '../../shared/engine/index.ts';
import { DistinctEvents } from '../../shared/event/index.ts';
import { takeEventLines } from './event-lines.ts';

/** Where a command that answers once gets its events from and writes to. */
export type AnswerIo = {
  readonly stdin: AsyncIterable<unknown>;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
};

/** What the events of lines are judged to be as of an instant; lines that are refused are said on `stderr`. `state` is `null` without events. */
export async function stateOfLines(
  book: Book,
  lines: AsyncIterable<string>,
  { asOfMs, stderr }: { readonly asOfMs: number | null } & Pick<AnswerIo, 'stderr'>,
): Promise<{ readonly state: EngineState | null; readonly refused: number }> {
  const log = new DistinctEvents();
  let refused = 0;
  for await (const line of takeEventLines(log, lines)) {
    refused += 1;
    stderr.write(`${JSON.stringify(line)}\n`);
  }
  return { state: stateAsOf(book, log.inOrder(), { asOfMs, places: null }), refused };
}
