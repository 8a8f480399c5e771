import express, { type Request, type RequestHandler, type Router } from 'express';
import type { AgendaAct, Command, EngineState } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { decisionsOf, notesOf, type ReviewAsk, spanOf } from '../../shared/review/index.ts';
import { parseReviewAct, type ReviewAct, type ReviewActReceipt } from '../../shared/wire/index.ts';
import { type Receipt, type Reviews, type ReviewWait, right, subjectOf } from '../ports/index.ts';
import { askedDesign, askedMoment, askedWeek, askedWhatIf } from './review-query.ts';
import { goneWith, streamWork } from './stream-work.ts';

export type ReviewOptions = {
  /** Its `state` throws while the log is still being read. */
  readonly source: { readonly state: EngineState };
  /** Writes what a command makes to the log. */
  readonly command: (command: Command) => Promise<readonly Receipt[]>;
  readonly nowAtMs: () => number;
  /** `null` where the log cannot be read a second time. */
  readonly reviews: Reviews | null;
};

const BODY_BYTES_MAX = 16 * 1024;

/** `/api/review/…`: what the review screen asks of the past, and what people decide there; see docs/review.md. */
export function reviewRouter(options: ReviewOptions): Router {
  const router = express.Router();
  router.get(
    '/week',
    streamed(options, ({ query }) => ({ what: 'week', of: askedWeek(query) })),
  );
  router.get(
    '/moment',
    streamed(options, ({ query }) => askedMoment(query)),
  );
  router.get(
    '/what-if',
    streamed(options, ({ query }) => askedWhatIf(query)),
  );
  router.get(
    '/design',
    streamed(options, ({ query }) => askedDesign(query)),
  );
  router.get(
    '/week.csv',
    file(options, 'week.csv', ({ query }) => ({ what: 'week-csv', of: askedWeek(query) })),
  );
  router.get(
    '/ledger.csv',
    right('see-money'),
    file(options, 'ledger.csv', ({ query }) => ({ what: 'ledger-csv', of: askedWeek(query) })),
  );
  router.get('/agenda', (request, response) => {
    const { state } = options.source;
    const span = spanOf(askedWeek(request.query), state.book.zone, state.nowAtMs);
    response.json({ decisions: decisionsOf(state, span), notes: notesOf(state, span) });
  });
  // Only a page of this server may send JSON without a browser asking first, and it is never allowed to others.
  router.post(
    '/acts',
    right('note-review'),
    express.json({ limit: BODY_BYTES_MAX, type: 'application/json' }),
    async (request, response) => {
      response.status(201).json(await acted(options, inOwnName(parseReviewAct(request.body), request)));
    },
  );
  return router;
}

type Asked = (request: Request) => ReviewAsk;

/** Progress and then the answer, a line of JSON each. */
function streamed(options: ReviewOptions, asked: Asked): RequestHandler {
  return async (request, response) => {
    const ask = asked(request);
    await streamWork(response, options.nowAtMs, (wait) => answerOf(options, ask, wait));
  };
}

function file(options: ReviewOptions, name: string, asked: Asked): RequestHandler {
  return async (request, response) => {
    const body = await answerOf(options, asked(request), { signal: goneWith(response), onProgress: () => {} });
    response.type('text/csv').set('Content-Disposition', `attachment; filename="${name}"`).send(body);
  };
}

async function answerOf({ reviews, source }: ReviewOptions, ask: ReviewAsk, wait: ReviewWait): Promise<string> {
  if (reviews === null) throw new KeptError('TIME_INVALID', 'This server cannot read its log a second time, and knows no time but now.');
  if (source.state.place === 0) throw new KeptError('NOT_READY', 'The log is empty.');
  return reviews.ask(ask, wait);
}

/** Where somebody signed in, what they do is done in that name, whatever the page says. */
function inOwnName(act: ReviewAct, request: Request): ReviewAct {
  const subject = subjectOf(request);
  return subject.kind === 'person' ? { ...act, by: subject.name } : act;
}

async function acted({ source, command, nowAtMs }: ReviewOptions, act: ReviewAct): Promise<ReviewActReceipt> {
  const wanted = actionOf(act, Math.max(nowAtMs(), source.state.nowAtMs));
  const [receipt] = await command(wanted);
  if (receipt === undefined || receipt.status === 'conflict')
    throw new KeptError('EVENT_CONFLICT', 'The log holds another entry of this id.');
  return { place: receipt.place };
}

function actionOf(act: ReviewAct, atMs: number): AgendaAct {
  const { by } = act;
  switch (act.do) {
    case 'pin':
      return { by, atMs, type: 'pin', aboutAtMs: act.atMs, text: act.text };
    case 'resolve':
      return { by, atMs, type: 'resolve', text: act.text, owner: act.owner, dueDay: act.dueDay };
    case 'finish':
      return { by, atMs, type: 'finish', decision: act.decision, text: act.text ?? null };
  }
}
