import express, { type ErrorRequestHandler, type Response, Router } from 'express';
import { KeptError } from '../../shared/error/index.ts';
import { instantOf, type KeptEvent, parseEvent } from '../../shared/event/index.ts';
import type { Clock, Log, Receipt } from '../ports/index.ts';
import { type Problem, problemOf, retryAfterSeconds } from './events-problem.ts';
import { readRequest } from './events-request.ts';

const BODY_BYTES_MAX = 1024 * 1024;
const FUTURE_MS_MAX = 5 * 60_000;

export type EventsRouterOptions = {
  readonly log: Pick<Log, 'append'>;
  readonly clock: Pick<Clock, 'nowAtMs'>;
  /** How far ahead of the clock an event's time may lie, in ms. */
  readonly maxFutureMs?: number;
};

/** The answer to a batch, and to one event that was taken: `duplicates` are repeats, which count once. */
type EventsReceipt = {
  readonly accepted: number;
  readonly duplicates: number;
  readonly refused: readonly { readonly index: number; readonly problem: Problem }[];
};

/**
 * `POST /api/events`: CloudEvents 1.0, structured, batch or binary. A 2xx means that the events are on disk.
 * A batch of at most 1000 events and 1 MiB is asked for; its good events are taken and each bad one is answered by its place.
 */
export function eventsRouter({ log, clock, maxFutureMs = FUTURE_MS_MAX }: EventsRouterOptions): Router {
  const router = Router();
  const admit = (raw: unknown): KeptEvent | Problem => admitted(raw, clock.nowAtMs() + maxFutureMs);
  router.post('/api/events', express.raw({ type: () => true, limit: BODY_BYTES_MAX }), async (request, response) => {
    const sent = readRequest(request.headers, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
    const judged = sent.kind === 'one' ? [admit(sent.event)] : sent.events.map(admit);
    const good = judged.filter(isEvent);
    const receipt = receiptOf(judged, good.length === 0 ? [] : await log.append(good));
    const [refusal] = receipt.refused;
    if (sent.kind === 'one' && refusal !== undefined) answerProblem(response, refusal.problem);
    else response.status(refusal === undefined ? 202 : 207).json(receipt);
  });
  router.use('/api/events', refuse);
  return router;
}

/** An event that may come in, or why not. */
function admitted(raw: unknown, latestAtMs: number): KeptEvent | Problem {
  try {
    if (raw instanceof KeptError) throw raw;
    const event = parseEvent(raw);
    if (event.type.startsWith('kept.')) throw new KeptError('EVENT_RESERVED', `The type ${event.type} is not for senders.`);
    if ((instantOf(event.time) ?? 0) > latestAtMs)
      throw new KeptError('EVENT_FUTURE', `The time ${event.time} of ${event.id} lies ahead of the server's clock.`);
    return event;
  } catch (error) {
    if (error instanceof KeptError) return problemOf(error);
    throw error;
  }
}

function isEvent(judged: KeptEvent | Problem): judged is KeptEvent {
  return 'subject' in judged;
}

/** Puts together what was refused at the door and what became of the others in the log. */
function receiptOf(judged: readonly (KeptEvent | Problem)[], receipts: readonly Receipt[]): EventsReceipt {
  let accepted = 0;
  let duplicates = 0;
  let next = 0;
  const refused: { index: number; problem: Problem }[] = [];
  judged.forEach((one, index) => {
    if (!isEvent(one)) {
      refused.push({ index, problem: one });
      return;
    }
    const status = receipts[next]?.status;
    next += 1;
    if (status === 'accepted') accepted += 1;
    else if (status === 'repeat') duplicates += 1;
    else
      refused.push({
        index,
        problem: problemOf(new KeptError('EVENT_CONFLICT', `The id ${one.id} of ${one.source} was sent before with other content.`)),
      });
  });
  return { accepted, duplicates, refused };
}

/** Refusals of the whole request. What is not a refusal goes on to the application, which says nothing of the inside. */
const refuse: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const refusal = error instanceof KeptError ? error : bodyRefusal(error);
  if (refusal === undefined || response.headersSent) next(error);
  else answerProblem(response, problemOf(refusal));
};

/** What the reader of bodies found wrong. */
function bodyRefusal(error: unknown): KeptError | undefined {
  if (typeof error !== 'object' || error === null || !('type' in error)) return undefined;
  if (error.type === 'entity.too.large') return new KeptError('BODY_TOO_LARGE', `The body is larger than ${BODY_BYTES_MAX} bytes.`);
  if (error.type === 'encoding.unsupported')
    return new KeptError('CONTENT_TYPE', 'The content encoding is not one of gzip, deflate, br and identity.');
  return new KeptError('JSON_INVALID', 'The body could not be read to its end.');
}

function answerProblem(response: Response, problem: Problem): void {
  const seconds = retryAfterSeconds(problem);
  if (seconds !== undefined) response.set('Retry-After', String(seconds));
  // As bytes: a text would get a charset, which this media type does not have.
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(Buffer.from(JSON.stringify(problem)));
}
