import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import { EDITOR_SCHEMA } from '../../shared/book/index.ts';
import { type EngineState, promiseAt } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { allows, sitesOf } from '../../shared/right/index.ts';
import type { Bilingual } from '../../shared/text/index.ts';
import type { LogTrouble } from '../../shared/view/index.ts';
import { type Access, LOCAL_ACCESS, type LogHealth, type Past, right, rightAtTimes, subjectOf } from '../ports/index.ts';
import { type Answering, sendJson } from './answering.ts';
import { callersOf } from './callers.ts';
import { crew } from './crew.ts';
import { handover } from './handover.ts';
import { money } from './money.ts';
import type { Pace } from './pace.ts';
import { type PersonalSource, personal } from './personal.ts';
import { problem } from './problem.ts';
import { ready } from './ready.ts';
import { receiptData, receiptPages } from './receipts.ts';
import { type ReviewOptions, reviewRouter } from './review.ts';

export type AppOptions = {
  /** The folder that the web build made. */
  readonly webRoot: string;
  readonly events: Router;
  readonly source: { readonly state: EngineState; readonly isLive: boolean };
  readonly banner: Bilingual | null;
  /** How the log stands; good where nothing is said. */
  readonly health?: () => LogHealth;
  /** How the feeds do, for `/api/feeds`. */
  readonly feeds?: () => object;
  /** Times other than now; `null` or none where the log cannot be read a second time. */
  readonly past?: Past | null;
  /** What people do in a review, and what a review asks of the past; none where nobody can. */
  readonly review?: Pick<ReviewOptions, 'command' | 'nowAtMs' | 'reviews'>;
  /** What the page of the book reads and does, under `/api/book`. */
  readonly book?: Router;
  /** Personal values, for those who may see them; none where the log keeps none. */
  readonly personal?: PersonalSource;
  /** The customers' pages. */
  readonly promises?: Router;
  /** Who is who; without it accounts are off. */
  readonly access?: Access;
  /** `/api/access`, where accounts are on. */
  readonly accessRoutes?: Router;
  /** How fast each sender may ask; without it as fast as can be. */
  readonly pace?: Pace;
  /** What the screens say of it. */
  readonly trouble?: () => LogTrouble | null;
};

/** How long an editor need not ask again, in seconds. */
const SCHEMA_FRESH_S = 3_600;

/** Everything that the server answers over HTTP. */
export function createApp(options: AppOptions): Express {
  const { webRoot, events, source, banner, health = () => GOOD, trouble = () => null, past = null } = options;
  const { access = LOCAL_ACCESS, accessRoutes, feeds, review, promises, book, pace } = options;
  const app = express();
  app.disable('x-powered-by');
  app.use(
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
      strictTransportSecurity: false,
      referrerPolicy: { policy: 'same-origin' },
    }),
  );
  if (pace !== undefined) app.use(pacedBy(pace));
  app.use(callersOf(access));
  app.use(events);
  app.get('/healthz', right('open-page'), (_request, response) => void response.type('text/plain').send('ok\n'));
  app.get('/readyz', right('open-page'), ready({ source, health }));
  app.get(
    '/schema/promise-book.json',
    right('open-page'),
    (_request, response) =>
      void response
        .set('Cache-Control', `public, max-age=${SCHEMA_FRESH_S}`)
        .type('application/schema+json')
        .send(JSON.stringify(EDITOR_SCHEMA)),
  );
  const answering = { source: liveOnly(source), past, banner, trouble };
  if (accessRoutes !== undefined) app.use('/api/access', accessRoutes);
  app.use('/api/receipts', receiptData(answering));
  app.use('/receipts', receiptPages(answering));
  app.use('/api', money(answering));
  if (review !== undefined) app.use('/api/review', right('see-review'), reviewRouter({ ...review, source: answering.source }));
  if (review !== undefined) app.use('/api/handover', handover({ ...review, answering }));
  if (feeds !== undefined)
    app.get('/api/feeds', right('see-feeds'), (_request, response) => void (answering.source.state && response.json(feeds())));
  if (book !== undefined) app.use('/api/book', right('see-book'), book);
  if (options.personal !== undefined) app.use('/api/personal', personal(answering, options.personal));
  app.use('/api/crew', crew(answering, review?.nowAtMs));
  app.use('/api', views(answering));
  if (promises !== undefined) app.use('/promises', right('see-public'), promises);
  app.get('/', right('open-page'), ({ originalUrl }, response) => {
    const query = originalUrl.includes('?') ? originalUrl.slice(originalUrl.indexOf('?')) : '';
    response.redirect(302, `/wall/${source.state.book.boards[0]?.id ?? ''}${query}`);
  });
  app.use('/assets', right('open-page'), express.static(join(webRoot, 'assets'), { immutable: true, maxAge: '365d', index: false }));
  app.use(right('open-page'), express.static(webRoot, { index: false }));
  app.get(['/wall{/:board}', '/sign-in', '/setup'], right('open-page'), page(webRoot));
  // None of these pages holds a figure; whoever has to sign in first is led there.
  app.get('/desk', right('see-desk'), page(webRoot));
  app.get('/review', right('see-review'), page(webRoot));
  app.get('/crew{/:site}', right('see-crew'), page(webRoot));
  app.get('/book', right('see-book'), page(webRoot));
  app.use(nothing);
  app.use(problem);
  return app;
}

function pacedBy(pace: Pace): RequestHandler {
  return function paced(request, _response, next) {
    pace.asks(request);
    next();
  };
}

const GOOD: LogHealth = { state: 'good' };

const nothing: RequestHandler = () => {
  throw new KeptError('NOT_FOUND', 'Nothing is here.');
};

/** What the screens show, as JSON. */
function views(answering: Answering): Router {
  const router = express.Router();
  const ofBoard = rightAtTimes('see-board', ({ params }) => ({ board: String(params['board']) }));
  const ofDesk = rightAtTimes('see-desk');
  router.get('/boards', right('list-boards'), (request, response) => {
    const { state } = answering.source;
    const { boards } = state.book;
    const seen = boards.filter(({ id }) => allows(subjectOf(request), 'see-board', { board: id }));
    response.json({
      boards: seen.map(({ id, title, promises }) => ({
        id,
        name: title,
        promises: promises.map((promise) => ({ id: promise, name: promiseAt(state, promise, state.nowAtMs).short })),
      })),
    });
  });
  router.get('/boards/:board', ofBoard, (request, response) =>
    sendJson(answering, { what: 'board', board: request.params.board }, request, response),
  );
  router.get('/desk', ofDesk, (request, response) =>
    sendJson(answering, { what: 'desk', sites: sitesOf(subjectOf(request)) }, request, response),
  );
  router.get('/obligations', ofDesk, (request, response) => {
    const { id } = request.query;
    if (typeof id !== 'string')
      throw new KeptError('OBLIGATION_UNKNOWN', `There is no obligation ${JSON.stringify(id) ?? 'without `id`'}.`);
    return sendJson(answering, { what: 'obligation', id, sites: sitesOf(subjectOf(request)) }, request, response);
  });
  return router;
}

/** The state once it is that of now: before the log is folded there is nothing true to show. */
export function liveOnly(source: AppOptions['source']): { readonly state: EngineState } {
  return {
    get state() {
      if (!source.isLive) throw new KeptError('NOT_READY', 'The log is still being read.');
      return source.state;
    },
  };
}

const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'", 'ws:', 'wss:'],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'self'"],
};

/** Every screen is the one page; its script picks the screen by the path. */
function page(webRoot: string): RequestHandler {
  const file = join(webRoot, 'index.html');
  return (_request, response) => {
    if (!existsSync(file)) {
      response.status(503).type('text/plain').send('The screens are not built yet. Run: npm start\n');
      return;
    }
    response.set('Cache-Control', 'no-cache').sendFile(file);
  };
}
