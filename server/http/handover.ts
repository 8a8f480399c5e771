import express, { type Request, type Router } from 'express';
import type { Command, HandoverAct } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { type HandoverDeed, parseHandoverDeed } from '../../shared/wire/index.ts';
import { type Receipt, right, rightAtTimes, subjectOf } from '../ports/index.ts';
import { type Answering, sendJson } from './answering.ts';

export type HandoverOptions = {
  readonly answering: Answering;
  /** Writes what a command makes to the log. */
  readonly command: (command: Command) => Promise<readonly Receipt[]>;
  readonly nowAtMs: () => number;
};

const BODY_BYTES_MAX = 16 * 1024;

/** `/api/handover`: what one shift leaves to the next, now or as it was signed, and signing and taking it over (ACT-7, ACT-8). */
export function handover({ answering, command, nowAtMs }: HandoverOptions): Router {
  const router = express.Router();
  router.get('/', rightAtTimes('see-handover'), (request, response) => sendJson(answering, { what: 'handover' }, request, response));
  // Only a page of this server may send JSON without a browser asking first, and it is never allowed to others.
  router.post('/', right('hand-over'), express.json({ limit: BODY_BYTES_MAX, type: 'application/json' }), async (request, response) => {
    const atMs = Math.max(nowAtMs(), answering.source.state.nowAtMs);
    const [receipt] = await command(actOf(inOwnName(parseHandoverDeed(request.body), request), atMs));
    if (receipt === undefined || receipt.status === 'conflict')
      throw new KeptError('EVENT_CONFLICT', 'The log holds another entry of this id.');
    response.status(201).json({ place: receipt.place });
  });
  return router;
}

/** Where somebody signed in, they sign in that name, whatever the page says. */
function inOwnName(deed: HandoverDeed, request: Request): HandoverDeed {
  const subject = subjectOf(request);
  return subject.kind === 'person' ? { ...deed, by: subject.name } : deed;
}

function actOf(deed: HandoverDeed, atMs: number): HandoverAct {
  const { by } = deed;
  return deed.do === 'hand-over'
    ? { type: deed.do, by, atMs, text: deed.text, seenAtMs: deed.seenAtMs }
    : { type: deed.do, by, atMs, handover: deed.handover };
}
