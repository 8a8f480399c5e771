import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Router } from 'express';
import { KeptError } from '../../shared/error/index.ts';
import { allowsSomewhere, refusalOf, type Subject } from '../../shared/right/index.ts';
import { type Access, type Clock, declares, LOCAL_ACCESS, type Log, type Receipt } from '../ports/index.ts';
import { type Admitted, admitted, type Refusal } from './admission.ts';
import { type Problem, problemOf, retryAfterSeconds } from './events-problem.ts';
import { readRequest, type Sent } from './events-request.ts';
import type { Pace } from './pace.ts';
import { bodyOf } from './request-body.ts';

const PATH = '/api/events';
const FUTURE_MS_MAX = 5 * 60_000;
const FAILED = JSON.stringify({ ...problemOf(new KeptError('SERVER_FAULT', 'The server failed.')), status: 500 });

export type EventsOptions = {
  readonly log: Pick<Log, 'append'>;
  readonly clock: Pick<Clock, 'nowAtMs'>;
  /** How far ahead of the clock an event's time may lie, in ms. */
  readonly maxFutureMs?: number;
  /** Told of each event that is not taken, with what it says of where it comes from. */
  readonly onRefused?: OnRefused;
  /** Who may write which sources; without it accounts are off, and everyone may write all. */
  readonly access?: Pick<Access, 'callerOf'>;
  /** How fast each sender may write; without it as fast as the log takes it. */
  readonly pace?: Pace;
};
export type OnRefused = (code: string, source: string | null, type: string | null) => void;

/** The answer to a batch, and to one event that was taken: `duplicates` are repeats, which count once. */
type EventsReceipt = { readonly accepted: number; readonly duplicates: number; readonly refused: readonly Refusal[] };

/** `wrong` is what was sent in place of each event that is refused. */
type Checked = { readonly isOne: boolean; readonly taken: Admitted; readonly wrong: readonly unknown[] };

/** `POST /api/events` as a part of an application. */
export function eventsRouter(options: EventsOptions): Router {
  const router = Router();
  router.post(PATH, declares(['write-events'], eventsListener(options)));
  return router;
}

/**
 * Answers events before the application is asked: what comes first in a request's way through the application, headers for browsers above
 * all, costs more than a batch of a hundred events.
 */
export function eventsFirst(options: EventsOptions, application: RequestListener): RequestListener {
  const events = eventsListener(options);
  return (request, response) => (request.method === 'POST' && request.url === PATH ? events : application)(request, response);
}

/**
 * `POST /api/events`: CloudEvents 1.0, structured, batch or binary. A 2xx means that the events are on disk.
 * A batch of at most 1000 events and 1 MiB is asked for; its good events are taken and each bad one is answered by its place.
 */
export function eventsListener({
  log,
  clock,
  maxFutureMs = FUTURE_MS_MAX,
  onRefused,
  access = LOCAL_ACCESS,
  pace,
}: EventsOptions): RequestListener {
  return (request, response) => {
    answer(request, response).catch((error: unknown) => refuse(response, error));
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { subject } = access.callerOf(request);
    // Nothing is read of what somebody without a key sends.
    if (!allowsSomewhere(subject, 'write-events')) throw refusalOf(subject, 'write-events');
    const took = pace?.writes(request, subject);
    const body = await bodyOf(request);
    if (body === undefined) return; // Nobody is left to answer.
    const { isOne, taken, wrong } = checked(request.headers, body, subject);
    took?.(taken.events.length + taken.refused.length);
    const { events, known } = taken;
    const receipt = receiptOf(taken, events.length === 0 ? [] : await log.append(events, { known }));
    const [refusal] = receipt.refused;
    if (onRefused !== undefined) tellOf(taken.refused, wrong, onRefused);
    if (isOne && refusal !== undefined) answerProblem(response, refusal.problem);
    else send(response, refusal === undefined ? 202 : 207, 'application/json; charset=utf-8', JSON.stringify(receipt));
  }

  /** What was parsed goes here, but for what is refused: held until the log answers, it would cost the garbage collector more than checking it does. */
  function checked(headers: IncomingHttpHeaders, body: Buffer, subject: Subject): Checked {
    const sent = readOrTell(headers, body);
    const taken = admitted(sent, { body, subject, latestAtMs: clock.nowAtMs() + maxFutureMs });
    return { isOne: sent.kind === 'one', taken, wrong: taken.refused.map(({ index }) => sent.events[index]) };
  }

  /** A request that cannot be read counts once: nobody knows how many events it would have been, or whose. */
  function readOrTell(headers: IncomingHttpHeaders, body: Buffer): Sent {
    try {
      return readRequest(headers, body);
    } catch (error) {
      if (error instanceof KeptError) onRefused?.(error.code, null, null);
      throw error;
    }
  }
}

/** Only of what is refused at the door: a conflict is the log's to tell of, as it is for events that come by another one. */
function tellOf(refused: readonly Refusal[], wrong: readonly unknown[], onRefused: OnRefused): void {
  for (const [at, { problem }] of refused.entries()) {
    const { source, type } = (wrong[at] ?? {}) as { readonly [key: string]: unknown };
    onRefused(problem.code, typeof source === 'string' ? source : null, typeof type === 'string' ? type : null);
  }
}

/** Puts together what was refused at the door and what became of the others in the log. */
function receiptOf({ events, placeOf, refused }: Admitted, receipts: readonly Receipt[]): EventsReceipt {
  let accepted = 0;
  let duplicates = 0;
  const conflicts: Refusal[] = [];
  for (let at = 0; at < receipts.length; at += 1) {
    const status = receipts[at]?.status;
    if (status === 'accepted') accepted += 1;
    else if (status === 'repeat') duplicates += 1;
    else conflicts.push({ index: placeOf(at), problem: conflictOf(events[at]) });
  }
  const all = conflicts.length === 0 ? refused : [...refused, ...conflicts].sort((a, b) => a.index - b.index);
  return { accepted, duplicates, refused: all };
}

function conflictOf(event: { readonly id: string; readonly source: string } | undefined): Problem {
  return problemOf(new KeptError('EVENT_CONFLICT', `The id ${event?.id} of ${event?.source} was sent before with other content.`));
}

/** Refusals of the whole request. What is not a refusal is a mistake of ours, of which nothing is said outside. */
function refuse(response: ServerResponse, error: unknown): void {
  if (!(error instanceof KeptError)) console.error(error);
  if (response.headersSent || response.destroyed) response.destroy();
  else if (error instanceof KeptError) answerProblem(response, problemOf(error));
  else send(response, 500, 'application/problem+json', FAILED);
}

function answerProblem(response: ServerResponse, problem: Problem): void {
  const seconds = retryAfterSeconds(problem);
  if (seconds !== undefined) response.setHeader('Retry-After', String(seconds));
  send(response, problem.status, 'application/problem+json', JSON.stringify(problem));
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text),
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(text);
}
