import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Router } from 'express';
import { KeptError } from '../../shared/error/index.ts';
import { type Accounts, openAccounts } from '../access/index.ts';
import { type BookPast, bookRouter } from '../book/index.ts';
import { scratchShelves } from '../checkpoint/index.ts';
import { DEMO, runDemo, type Told } from '../demo/index.ts';
import { FeedFigures } from '../feeds/index.ts';
import { PastQueries, ReplayThreads, ReviewThreads } from '../history/index.ts';
import {
  CONTACT_PATH,
  createApp,
  eventsFirst,
  eventsRouter,
  folderDoor,
  knowingFolder,
  liveOnly,
  Pace,
  pagesIn,
  publicPages,
  senderAddress,
  streamWork,
} from '../http/index.ts';
import { admitting, LiveEngine, sealOf, troubleOf, WarningLog } from '../live/index.ts';
import { archiveByTime, LogFile } from '../log/index.ts';
import type { Clock } from '../ports/index.ts';
import { Gateway } from '../realtime/index.ts';
import { type BookText, loadBook, watchBook } from './book-file.ts';
import { demoBook } from './demo-book.ts';
import { folderWorks } from './folder-works.ts';
import { LatestOnly } from './latest-only.ts';
import { watchLog } from './log-watch.ts';
import { openLog } from './open-log.ts';
import { PendingPublication } from './pending-publication.ts';
import { RunningBook } from './running-book.ts';
import { RunningCheckpoints } from './running-checkpoints.ts';
import { say } from './say.ts';
import { DEMO_BOOK, type ServeOptions } from './serve-options.ts';
import { servingLines } from './serving-lines.ts';
import { believe, listening, readTls, webServer } from './web-server.ts';

const HISTORY_PROGRAM = new URL('./history-worker.ts', import.meta.url);
const WEB_ROOT = fileURLToPath(new URL('../../web/dist', import.meta.url));
const STAYS = 'The book as it was before stays in force.';

/** What it says once it serves, and how to end it. */
export type RunningServer = { readonly lines: readonly string[]; stop(): Promise<void> };

/**
 * Opens the log, folds it, and serves the screens. The only place that picks adapters, but for the clock.
 * @param told what is told to the log while it runs; the demo where that was asked for.
 */
export async function startServer(
  options: ServeOptions,
  clock: Clock,
  told: Told | null = options.withDemo ? DEMO : null,
): Promise<RunningServer> {
  // Each part is ended by those that were begun after it, whether the start fails or the server stops.
  const begun = new AsyncDisposableStack();
  try {
    const lines = await serve({ options, clock, told, begun });
    return { lines, stop: () => begun.disposeAsync() };
  } catch (refusal) {
    await begun.disposeAsync();
    throw refusal;
  }
}

type Start = {
  readonly options: ServeOptions;
  readonly clock: Clock;
  readonly told: Told | null;
  readonly begun: AsyncDisposableStack;
};

async function serve(start: Start): Promise<readonly string[]> {
  const { options, told } = start;
  const engine = await openEngine(start);
  const people = openPeople(start, engine);
  const past = openPast(start, engine);
  const edge = await openEdge(start, engine, { people, past });
  await engine.live.start();
  await engine.checkpoints.settle();
  await edge.books.start(engine.first);
  showScreens(start, engine, { people, past, edge }); // Before the log is folded there is nothing true to show.
  keepUp(start, engine, edge.books);
  if (told !== null && engine.log.health().state !== 'damaged') await startTelling(start, engine, told);
  return servingLines(engine.live, options, { port: edge.port, firstPath: people.accounts?.firstPath ?? null });
}

type Engine = Awaited<ReturnType<typeof openEngine>>;

/** The log and what is judged of it. */
async function openEngine({ options, clock, begun }: Start) {
  const file = options.book === DEMO_BOOK ? demoBook(DEMO_BOOK, options.folder) : options.book;
  const first = loadBook(file);
  const log = await openLog(options, clock, [...first.book.personal, CONTACT_PATH]);
  begun.defer(() => log.close());
  const checkpoints = new RunningCheckpoints(options.folder, log);
  begun.defer(() => checkpoints.close());
  const newShelf = scratchShelves(options.folder);
  const live = new LiveEngine({ log, clock, book: first.book, checkpoints: checkpoints.of(first), newShelf });
  begun.defer(() => live.stop());
  const warnings = new WarningLog({ source: live, log, clock });
  begun.defer(() => warnings.stop());
  return { file, first, log, checkpoints, live };
}

type People = ReturnType<typeof openPeople>;

/** Who asks, from where, and how much of it is taken. */
function openPeople({ options, clock, begun }: Start, { log, live }: Engine) {
  const tls = options.tls == null ? null : readTls(options.tls);
  const way = { tls, trustedHops: options.trustedHops ?? 0 };
  const addressOf = (request: IncomingMessage) => senderAddress(request, way.trustedHops > 0);
  const boards = () => live.state.book.boards.map(({ id }) => id);
  const open = () => openAccounts({ folder: options.folder, clock, log, addressOf, boards, oidc: options.oidc ?? null });
  const accounts = options.accounts === true ? open() : null;
  begun.defer(async () => accounts?.stop());
  const bounds = options.bounds ?? {};
  const pace = new Pace({ clock, addressOf, bounds });
  const access: Partial<Pick<Accounts, 'access'>> = accounts === null ? {} : { access: accounts.access };
  return { way, addressOf, open, accounts, access, bounds, pace };
}

type Past = ReturnType<typeof openPast>;

/** What other times are answered by, in threads of their own. */
function openPast({ options, clock, told, begun }: Start, { live }: Engine) {
  // With Redis in front the newest entries stand in no file that a thread could read: better no answer than one without them.
  if (options.redis) return { queries: null, replays: null, reviews: null };
  const threads = { program: HISTORY_PROGRAM, data: { folder: options.folder, banner: told?.banner ?? null }, clock };
  const head = () => live.state.place;
  const queries = new PastQueries({ ...threads, head });
  const replays = new ReplayThreads(threads);
  const reviews = new ReviewThreads({ ...threads, head });
  begun.defer(async () => void (await Promise.all([queries.close(), replays.close(), reviews.close()])));
  return { queries, replays, reviews };
}

type Beside = { readonly people: People; readonly past: Past };
type Edge = Awaited<ReturnType<typeof openEdge>>;

/** HTTP. It listens before the log is folded, and says until then that it is not ready. */
async function openEdge(start: Start, engine: Engine, beside: Beside) {
  const { options, clock, told, begun } = start;
  const { file, log, live, checkpoints } = engine;
  const { people, past } = beside;
  const { accounts, access, pace, way } = people;
  const key = randomUUID();
  const feeds = new FeedFigures({ source: live, log, clock });
  begun.defer(() => feeds.stop());
  const eventsAccess = accounts === null ? {} : { access: knowingFolder(accounts.access, key) };
  const events = { log: admitting(live, feeds.counting(log)), clock, onRefused: feeds.refused.bind(feeds), pace, ...eventsAccess };
  const doors = Router().use(eventsRouter(events), folderDoor({ key, works: folderWorks(log, accounts ?? people.open) }));
  const banner = told?.banner ?? null;
  const isBehindProxy = way.trustedHops > 0;
  const pages = publicPages({ source: live, log: admitting(live, log), clock, past: past.queries, banner, isBehindProxy });
  begun.defer(() => pages.close());
  const pending = new PendingPublication(options.folder);
  const books = new RunningBook({ live, clock, file, restate: options.restate, checkpoints, pending });
  begun.defer(() => books.settled());
  const app = createApp({
    ...(accounts === null ? {} : { accessRoutes: accounts.router }),
    ...access,
    webRoot: WEB_ROOT,
    events: doors,
    pace,
    source: live,
    banner,
    health: () => log.health(),
    trouble: () => troubleOf(log.health()),
    past: past.queries,
    feeds: () => feeds.report(),
    review: { command: live.command.bind(live), nowAtMs: () => clock.nowAtMs(), reviews: past.reviews },
    personal: { log, seen: accounts?.seen ?? (async () => {}) },
    book: bookRouter({ edited: books, source: liveOnly(live), clock, past: bookPast(start, past) }),
    promises: pages.router,
  });
  const listener = eventsFirst(events, app);
  const http = webServer(listener, way, people.bounds);
  const door = await listening(http, listener, { ...way, port: options.port, host: options.host });
  begun.defer(() => door.close());
  log.announcePort(door.folderPort, key);
  return { http, books, port: door.port, close: () => door.close() };
}

/** What the book page tries a change on; `null` where no thread could read the log. */
function bookPast({ options, clock, begun }: Start, { reviews }: Past): BookPast | null {
  if (reviews === null) return null;
  let file: LogFile | null = null;
  begun.defer(() => file?.close());
  const history = () => {
    file ??= new LogFile(options.folder);
    return file;
  };
  return { history, reviews, stream: (response, work) => streamWork(response, () => clock.nowAtMs(), work) };
}

function showScreens({ clock, told, begun }: Start, { log, live }: Engine, { people, past, edge }: Beside & { readonly edge: Edge }): void {
  const { way, access, bounds, addressOf } = people;
  const gateway = new Gateway({
    http: edge.http,
    believe: (request: IncomingMessage) => believe(request, way),
    source: live,
    clock,
    banner: told?.banner ?? null,
    trouble: () => troubleOf(log.health()),
    sealNow: () => sealOf(log.head(), live.state.place),
    pages: () => pagesIn(WEB_ROOT),
    bounds,
    addressOf,
    ...access,
    ...(past.replays === null ? {} : { replays: past.replays }),
  });
  begun.defer(async () => {
    edge.close(); // Else it would wait for connections that nobody uses.
    await gateway.close();
  });
}

/** What goes on beside: the book's file, the archive, and whether the disk still takes what comes. */
function keepUp({ clock, begun }: Start, { file, first, log }: Engine, books: RunningBook): void {
  begun.defer(watchLog(log, clock));
  const changes = new LatestOnly<BookText>(
    (next) => books.change(next),
    (error) => say(`${error instanceof KeptError ? `${error.message} ${error.fix}` : String(error)}\n${STAYS}`),
  );
  begun.defer(() => changes.stop());
  begun.defer(
    archiveByTime({
      log,
      clock,
      onArchived: (months) => say(`Archived ${months.map(({ name }) => name).join(', ')}.`),
      onFault: (error) => say(`Nothing was archived: ${error instanceof Error ? error.message : String(error)}`),
    }),
  );
  begun.defer(
    watchBook({
      file,
      current: first.hash,
      onBook: (next) => changes.ask(next),
      onFault: (error) => say(`${error.message}\n${STAYS}`),
    }),
  );
}

async function startTelling({ clock, begun }: Start, { log }: Engine, told: Told): Promise<void> {
  const demo = runDemo({
    log,
    clock,
    parts: await told.parts(),
    onFault: (error) => say(`The demo waits: ${error instanceof Error ? error.message : String(error)}`),
  });
  begun.defer(() => demo.stop());
  await demo.loaded;
}
