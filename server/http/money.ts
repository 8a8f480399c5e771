import express, { type Router } from 'express';
import type { EngineState } from '../../shared/engine/index.ts';
import { accrualCsv, moneyReport } from '../../shared/view/index.ts';

/** What is owed and at risk, and what finance books. @param source its `state` throws while the log is still being read. */
export function money(source: { readonly state: EngineState }): Router {
  const router = express.Router();
  router.get('/money', (_request, response) => void response.json(moneyReport(source.state)));
  router.get('/accruals.csv', (_request, response) => {
    const rows = [...accrualCsv(source.state)].join('');
    response.type('text/csv').set('Content-Disposition', 'attachment; filename="accruals.csv"').send(rows);
  });
  return router;
}
