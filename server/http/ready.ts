import type { RequestHandler } from 'express';
import { KeptError } from '../../shared/error/index.ts';
import type { LogHealth } from '../ports/index.ts';
import { type Problem, problemOf, retryAfterSeconds } from './events-problem.ts';

export type ReadyOptions = { readonly source: { readonly isLive: boolean }; readonly health: () => LogHealth };

/** `GET /readyz`: 200 when all is folded and new events are taken; else 503 with the reason. */
export function ready({ source, health }: ReadyOptions): RequestHandler {
  return (_request, response) => {
    const problem = problemIn(health());
    if (problem !== null) {
      response
        .status(503)
        .set('Retry-After', String(retryAfterSeconds(problem)))
        .type('application/problem+json');
      response.send(Buffer.from(JSON.stringify(problem)));
      return;
    }
    const { isLive } = source;
    response
      .status(isLive ? 200 : 503)
      .type('text/plain')
      .send(isLive ? 'ready\n' : 'reading the log\n');
  };
}

function problemIn(health: LogHealth): Problem | null {
  switch (health.state) {
    case 'good':
      return null;
    case 'failing':
      return {
        ...problemOf(new KeptError('LOG_FAILED', '')),
        detail: `Since ${new Date(health.sinceAtMs).toISOString()} nothing new is taken.`,
      };
    case 'damaged': {
      const { what, lastGood } = health.damage;
      const until =
        lastGood.place === 0
          ? 'No entry is good'
          : `Good up to place ${lastGood.place} of ${new Date(lastGood.receivedAtMs).toISOString()}`;
      return problemOf(new KeptError('LOG_DAMAGED', `${what} ${until}; nothing new is taken.`));
    }
  }
}
