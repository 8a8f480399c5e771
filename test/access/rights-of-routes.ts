import type { Action } from '../../shared/right/index.ts';
import type { RouteFound } from './routes-of.ts';

/**
 * The rights that each route asks for, written down a second time: a guard that goes missing from the code does not go missing from here, and
 * a route that is added stands here before its test passes.
 */
export const RIGHTS_OF_ROUTES: { readonly [route: string]: readonly Action[] } = {
  'POST /api/events': ['write-events'],
  'POST /api/folder/access': ['keep-folder'],
  'POST /api/folder/erase': ['keep-folder'],
  'POST /api/folder/archive': ['keep-folder'],
  'GET /healthz': ['open-page'],
  'GET /readyz': ['open-page'],
  'GET /schema/promise-book.json': ['open-page'],
  'GET /api/access/me': ['sign-in'],
  'POST /api/access/sign-in': ['sign-in'],
  'POST /api/access/accept': ['sign-in'],
  'POST /api/access/password': ['own-session'],
  'POST /api/access/sign-out': ['own-session'],
  'POST /api/access/sign-out-everywhere': ['own-session'],
  'GET /api/access/people': ['manage-access'],
  'POST /api/access/people': ['manage-access'],
  'PUT /api/access/people/:name': ['manage-access'],
  'POST /api/access/people/:name/link': ['manage-access'],
  'DELETE /api/access/people/:name': ['manage-access'],
  'GET /api/access/walls': ['manage-access'],
  'POST /api/access/walls': ['manage-access'],
  'DELETE /api/access/walls/:id': ['manage-access'],
  'GET /api/access/keys': ['manage-access'],
  'POST /api/access/keys': ['manage-access'],
  'POST /api/access/keys/:id/rotate': ['manage-access'],
  'DELETE /api/access/keys/:id': ['manage-access'],
  'GET /api/access/audit': ['see-audit'],
  'GET /api/receipts/obligation/:promise/:subject/:nth': ['see-desk', 'see-history'],
  'GET /api/receipts/window/:promise/:group/:from': ['see-desk', 'see-history'],
  'GET /receipts/receipt.css': ['open-page'],
  'GET /receipts/obligation/:promise/:subject/:nth': ['see-desk', 'see-history'],
  'GET /receipts/window/:promise/:group/:from': ['see-desk', 'see-history'],
  'GET /api/money': ['see-money', 'see-history'],
  'GET /api/accruals.csv': ['see-money', 'see-history'],
  'GET /api/review/week': ['see-review'],
  'GET /api/review/moment': ['see-review'],
  'GET /api/review/what-if': ['see-review'],
  'GET /api/review/design': ['see-review'],
  'GET /api/review/week.csv': ['see-review'],
  'GET /api/review/ledger.csv': ['see-review', 'see-money'],
  'GET /api/review/agenda': ['see-review'],
  'POST /api/review/acts': ['see-review', 'note-review'],
  'GET /api/feeds': ['see-feeds'],
  'GET /api/personal/': ['see-personal'],
  'GET /api/handover/': ['see-handover', 'see-history'],
  'POST /api/handover/': ['hand-over'],
  'GET /api/book/jsonParser': ['see-book'],
  'GET /api/book/': ['see-book'],
  'GET /api/book/texts/:place': ['see-book'],
  'POST /api/book/check': ['see-book', 'try-book'],
  'POST /api/book/date': ['see-book', 'try-book'],
  'POST /api/book/trial': ['see-book', 'try-book'],
  'POST /api/book/design': ['see-book', 'try-book'],
  'POST /api/book/publish': ['see-book', 'publish-book'],
  'GET /api/crew/': ['see-crew', 'see-history'],
  'GET /api/crew/:site': ['see-crew', 'see-history'],
  'GET /api/boards': ['list-boards'],
  'GET /api/boards/:board': ['see-board', 'see-history'],
  'GET /api/desk': ['see-desk', 'see-history'],
  'GET /api/obligations': ['see-desk', 'see-history'],
  'GET /promises/<anonymous>': ['see-public'],
  'GET /promises/style.css': ['see-public'],
  'GET /promises/': ['see-public'],
  'GET /promises/feed.atom': ['see-public'],
  'GET /promises/badge.svg': ['see-public'],
  'GET /promises/claim': ['see-public'],
  'POST /promises/claim': ['see-public', 'file-case'],
  'GET /promises/complain': ['see-public'],
  'POST /promises/complain': ['see-public', 'file-case'],
  'GET /promises/cases': ['see-public'],
  'GET /promises/cases/:reference': ['see-public'],
  'GET /promises/:promise': ['see-public'],
  'GET /promises/:promise/badge.svg': ['see-public'],
  'GET /': ['open-page'],
  'GET /assets/serveStatic': ['open-page'],
  'GET /serveStatic': ['open-page'],
  'GET /wall{/:board}': ['open-page'],
  'GET /sign-in': ['open-page'],
  'GET /setup': ['open-page'],
  'GET /desk': ['see-desk'],
  'GET /review': ['see-review'],
  'GET /crew{/:site}': ['see-crew'],
  'GET /book': ['see-book'],
};

/** The same as routes are found. */
export const EXPECTED_ROUTES: readonly RouteFound[] = Object.entries(RIGHTS_OF_ROUTES).map(([route, actions]) => {
  const [method = '', path = ''] = route.split(' ');
  return { method, path, actions };
});

/** Routes that were found, as they are written down here. */
export function rightsOf(routes: readonly RouteFound[]): typeof RIGHTS_OF_ROUTES {
  return Object.fromEntries(routes.map(({ method, path, actions }) => [`${method} ${path}`, actions]));
}
