import { type Response, Router } from 'express';
import { sitesOf } from '../../shared/right/index.ts';
import { rightAtTimes, subjectOf } from '../ports/index.ts';
import { type Answering, sendJson } from './answering.ts';

/**
 * What a site's own people see, and which sites there are. A page that asks every few seconds has no other clock: `Kept-Now` says
 * what the server's is, epoch ms, where the log's own time may stand still for a minute.
 */
export function crew(answering: Answering, nowAtMs = () => answering.source.state.nowAtMs): Router {
  const router = Router();
  const seeCrew = rightAtTimes('see-crew');
  const withClock = (response: Response) => response.set('Kept-Now', String(nowAtMs()));
  router.get('/', seeCrew, (request, response) =>
    sendJson(answering, { what: 'sites', sites: sitesOf(subjectOf(request)) }, request, withClock(response)),
  );
  const seeSite = rightAtTimes('see-crew', ({ params }) => ({ site: String(params['site']) }));
  router.get('/:site', seeSite, (request, response) =>
    sendJson(answering, { what: 'crew', site: request.params.site }, request, withClock(response)),
  );
  return router;
}
