import { once } from 'node:events';
import type { Response } from 'express';
import { KeptError } from '../../shared/error/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import type { Log } from '../ports/index.ts';

/** Writes every act of the log with its actor, oldest first, one JSON object a line; one export at a time, since it reads the whole log. */
export class AuditExport {
  readonly #log: Pick<Log, 'read'>;
  #isRunning = false;

  constructor(log: Pick<Log, 'read'>) {
    this.#log = log;
  }

  /** @throws KeptError HISTORY_BUSY. */
  async send(response: Response): Promise<void> {
    if (this.#isRunning) throw new KeptError('HISTORY_BUSY', 'Another export is being written.');
    this.#isRunning = true;
    try {
      response.type('application/x-ndjson').set('Content-Disposition', 'attachment; filename="audit.ndjson"');
      for await (const { firstPlace, events } of this.#log.read(0)) {
        if (response.destroyed) return;
        const lines = events.flatMap((event, index) => (isAct(event) ? [lineOf(event, firstPlace + index)] : []));
        if (lines.length > 0 && !response.write(lines.join(''))) await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
      response.end();
    } finally {
      this.#isRunning = false;
    }
  }
}

/** What somebody did, and not what the program said by itself. */
function isAct({ type, data }: KeptEvent): boolean {
  return type.startsWith('kept.') && typeof data['by'] === 'string';
}

function lineOf({ type, time, subject, data }: KeptEvent, place: number): string {
  return `${JSON.stringify({ place, time, type, subject, data })}\n`;
}
