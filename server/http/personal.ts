import express, { type Router } from 'express';
import { KeptError } from '../../shared/error/index.ts';
import type { JsonObject } from '../../shared/event/index.ts';
import { type Subject, sitesOf } from '../../shared/right/index.ts';
import { personalMarks } from '../../shared/view/index.ts';
import { type Log, right, subjectOf } from '../ports/index.ts';
import type { Answering } from './answering.ts';

/** Where personal values are kept, and who has to hear of each look at them. */
export type PersonalSource = {
  readonly log: Pick<Log, 'personal'>;
  /** Resolves when it stands in the log who looked; nothing is shown before. */
  readonly seen: (by: Subject, about: string) => Promise<void>;
};

/** Personal values of one event, by path as `data.passenger`. */
export type PersonalEvent = { readonly place: number; readonly type: string; readonly atMs: number; readonly values: JsonObject };

/** `/api/personal?id=…`: what is known of the people whom one obligation is about. It stands in no state and no other answer. */
export function personal({ source }: Pick<Answering, 'source'>, { log, seen }: PersonalSource): Router {
  const router = express.Router();
  router.get('/', right('see-personal'), async (request, response) => {
    const { id } = request.query;
    const subject = subjectOf(request);
    const marks = typeof id === 'string' ? personalMarks(source.state, id, sitesOf(subject)) : null;
    if (typeof id !== 'string' || marks === null)
      throw new KeptError('OBLIGATION_UNKNOWN', `There is no obligation ${JSON.stringify(id)?.slice(0, 200) ?? 'without `id`'}.`);
    const events: PersonalEvent[] = [];
    for (const { place, type, atMs } of marks) {
      const values = await log.personal(place);
      if (values !== undefined) events.push({ place, type, atMs, values });
    }
    if (events.length > 0) await seen(subject, id);
    response.set('Cache-Control', 'no-store').json({ events });
  });
  return router;
}
