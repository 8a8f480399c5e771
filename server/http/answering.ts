import type { Request, Response } from 'express';
import type { EngineState } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import type { Bilingual } from '../../shared/text/index.ts';
import { type Ask, answerTo, type LogTrouble, type Shown } from '../../shared/view/index.ts';
import type { Past } from '../ports/index.ts';
import { whenOf } from './when.ts';

/** Where answers come from. */
export type Answering = {
  /** Its `state` throws while the log is still being read. */
  readonly source: { readonly state: EngineState };
  /** Other times than now; `null` where the log cannot be read a second time. */
  readonly past: Past | null;
  readonly banner: Bilingual | null;
  /** What is wrong with the log now. */
  readonly trouble: () => LogTrouble | null;
};

/** `body` is JSON, or CSV where that was asked for. */
export type Answer = { readonly shown: Shown; readonly body: string };

/**
 * Answers what was asked, of now or of the time that the address names. The header `Kept-Shown` says which time it speaks of; about
 * another time than now the body does as well.
 * @throws KeptError TIME_INVALID, NOT_READY, and those of `answerTo` and `Past`.
 */
export async function answer(
  { source, past, banner, trouble }: Answering,
  ask: Ask,
  request: Request,
  response: Response,
): Promise<Answer> {
  const when = whenOf(request.query);
  const { state } = source;
  if (when === null) {
    const answered = answerTo(state, ask, { banner, trouble: trouble() });
    const { place, nowAtMs: atMs, bookHash } = state;
    return told(response, {
      shown: { mode: 'now', place, atMs, head: place, book: bookHash, bookOf: 'then' },
      body: typeof answered === 'string' ? answered : JSON.stringify(answered),
    });
  }
  if (past === null) throw new KeptError('TIME_INVALID', 'This server cannot read its log a second time, and knows no time but now.');
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return told(response, await past.ask(ask, when, gone.signal));
}

function told(response: Response, answer: Answer): Answer {
  response.set('Kept-Shown', JSON.stringify(answer.shown));
  return answer;
}

/** Sends it as JSON. */
export async function sendJson(answering: Answering, ask: Ask, request: Request, response: Response): Promise<void> {
  const { body } = await answer(answering, ask, request, response);
  response.type('application/json').send(body);
}
