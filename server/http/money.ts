import express, { type Router } from 'express';
import { rightAtTimes } from '../ports/index.ts';
import { type Answering, answer, sendJson } from './answering.ts';

/** What is owed and at risk, and what finance books. */
export function money(answering: Answering): Router {
  const router = express.Router();
  const seeMoney = rightAtTimes('see-money');
  router.get('/money', seeMoney, (request, response) => sendJson(answering, { what: 'money' }, request, response));
  router.get('/accruals.csv', seeMoney, async (request, response) => {
    const { body } = await answer(answering, { what: 'accruals' }, request, response);
    response.type('text/csv').set('Content-Disposition', 'attachment; filename="accruals.csv"').send(body);
  });
  return router;
}
