import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Router } from 'express';
import { KeptError } from '../../shared/error/index.ts';
import { type Accounts, openAccounts } from '../access/index.ts';
import { type BookPast, bookRouter } from '../book/index.ts';
import { scratchShelves } from '../checkpoint/index.ts';
import { DEMO, type RunningDemo, runDemo, type Told } from '../demo/index.ts';
import { FeedFigures } from '../feeds/index.ts';
import { PastQueries, ReplayThreads, ReviewThreads } from '../history/index.ts';
import {
  CONTACT_PATH,
  createApp,
  eventsFirst,
  eventsRouter,
  type FolderDoorOptions,
  folderDoor,
  liveOnly,
  Pace,
  pagesIn,
  publicPages,
  senderAddress,
  streamWork,
} from '../http/index.ts';
import { admitting, LiveEngine, sealOf, troubleOf, WarningLog } from '../live/index.ts';
import { archiveByTime, LogFile, parseErasure, RedisLog, SqliteLog } from '../log/index.ts';
import type { Clock, Log } from '../ports/index.ts';
import { Gateway } from '../realtime/index.ts';
import { type BookText, loadBook, watchBook } from './book-file.ts';
import { demoBook } from './demo-book.ts';
import { LatestOnly } from './latest-only.ts';
import { watchLog } from './log-watch.ts';
import { openFilesMax, openFilesWarning } from './open-files.ts';
import { PendingPublication } from './pending-publication.ts';
import { RunningBook } from './running-book.ts';
import { RunningCheckpoints } from './running-checkpoints.ts';
import { say } from './say.ts';
import { DEMO_BOOK, type ServeOptions } from './serve-options.ts';
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
  const way = { tls: options.tls == null ? null : readTls(options.tls), trustedHops: options.trustedHops ?? 0 };
  const file = options.book === DEMO_BOOK ? demoBook(DEMO_BOOK, options.folder) : options.book;
  const first = loadBook(file);
  const log = await openLog(options, clock, [...first.book.personal, CONTACT_PATH]);
  const checkpoints = new RunningCheckpoints(options.folder, log);
  const live = new LiveEngine({
    log,
    clock,
    book: first.book,
    checkpoints: checkpoints.of(first),
    newShelf: scratchShelves(options.folder),
  });
  const warnings = new WarningLog({ source: live, log, clock });
  const banner = told?.banner ?? null;
  const isBehindProxy = way.trustedHops > 0;
  const { bounds = {} } = options;
  const addressOf = (request: IncomingMessage) => senderAddress(request, isBehindProxy);
  const people = {
    folder: options.folder,
    clock,
    log,
    addressOf,
    boards: () => live.state.book.boards.map(({ id }) => id),
    oidc: options.oidc ?? null,
  };
  const accounts = options.accounts === true ? openAccounts(people) : null;
  const key = randomUUID();
  const pace = new Pace({ clock, addressOf, bounds });
  const feeds = new FeedFigures({ source: live, log, clock });
  const events = { log: admitting(live, feeds.counting(log)), clock, onRefused: feeds.refused.bind(feeds), pace, ...accessOf(accounts) };
  const doors = Router().use(eventsRouter(events), folderDoor({ key, works: folderWorks(log, accounts ?? (() => openAccounts(people))) }));
  const health = () => log.health();
  const threads = { program: HISTORY_PROGRAM, data: { folder: options.folder, banner }, clock };
  // With Redis in front the newest entries stand in no file that a thread could read: better no answer than one without them.
  const past = options.redis ? null : new PastQueries({ ...threads, head: () => live.state.place });
  const replays = options.redis ? null : new ReplayThreads(threads);
  const reviews = options.redis ? null : new ReviewThreads({ ...threads, head: () => live.state.place });
  const review = { command: live.command.bind(live), nowAtMs: () => clock.nowAtMs(), reviews };
  const trouble = () => troubleOf(log.health());
  const pages = publicPages({ source: live, log: admitting(live, log), clock, past, banner, isBehindProxy });
  const pending = new PendingPublication(options.folder);
  const books = new RunningBook({ live, clock, file, restate: options.restate, checkpoints, pending });
  let bookLog: LogFile | null = null;
  const history = () => {
    bookLog ??= new LogFile(options.folder);
    return bookLog;
  };
  const stream: BookPast['stream'] = (response, work) => streamWork(response, () => clock.nowAtMs(), work);
  const book = bookRouter({ edited: books, source: liveOnly(live), clock, past: reviews && { history, reviews, stream } });
  const app = createApp({
    ...(accounts === null ? {} : { accessRoutes: accounts.router }),
    ...accessOf(accounts),
    webRoot: WEB_ROOT,
    events: doors,
    pace,
    source: live,
    banner,
    health,
    trouble,
    past,
    feeds: () => feeds.report(),
    review,
    personal: { log, seen: accounts?.seen ?? (async () => {}) },
    book,
    promises: pages.router,
  });
  const listener = eventsFirst(events, app);
  const http = webServer(listener, way, bounds);
  const place = { ...way, port: options.port, host: options.host };
  const door = await listening(http, listener, place).catch(async (refusal: unknown) => {
    await log.close();
    throw refusal;
  });
  log.announcePort(door.folderPort, key);
  const stopWatchingLog = watchLog(log, clock);
  await live.start();
  await checkpoints.settle();
  try {
    await books.start(first);
  } catch (refusal) {
    door.close();
    warnings.stop();
    live.stop();
    stopWatchingLog();
    await accounts?.stop();
    await checkpoints.close();
    await log.close();
    throw refusal;
  }
  const sealNow = () => sealOf(log.head(), live.state.place);
  const served = {
    http,
    believe: (request: IncomingMessage) => believe(request, way),
    source: live,
    clock,
    banner,
    trouble,
    sealNow,
    pages: () => pagesIn(WEB_ROOT),
    bounds,
    addressOf,
    ...accessOf(accounts),
  };
  const gateway = new Gateway({ ...served, ...(replays === null ? {} : { replays }) }); // Before the log is folded there is nothing true to show.
  const changes = new LatestOnly<BookText>(
    (next) => books.change(next),
    (error) => say(`${error instanceof KeptError ? `${error.message} ${error.fix}` : String(error)}\n${STAYS}`),
  );
  const stopArchiving = archiveByTime({
    log,
    clock,
    onArchived: (months) => say(`Archived ${months.map(({ name }) => name).join(', ')}.`),
    onFault: (error) => say(`Nothing was archived: ${error instanceof Error ? error.message : String(error)}`),
  });
  const stopWatching = watchBook({
    file,
    current: first.hash,
    onBook: (next) => changes.ask(next),
    onFault: (error) => say(`${error.message}\n${STAYS}`),
  });
  const demo = told === null || log.health().state === 'damaged' ? null : await startTelling(log, clock, told);
  return {
    lines: linesFor(live, options, { port: door.port, firstPath: accounts?.firstPath ?? null }),
    stop: async () => {
      stopWatching();
      stopArchiving();
      stopWatchingLog();
      await demo?.stop();
      door.close();
      pages.close();
      await gateway.close();
      await Promise.all([past?.close(), replays?.close(), reviews?.close()]);
      bookLog?.close();
      warnings.stop();
      live.stop();
      feeds.stop();
      await accounts?.stop();
      await changes.stop();
      await books.settled();
      await checkpoints.close();
      await log.close();
    },
  };
}

/** Who is who, for whom that matters; nothing where accounts are off. */
function accessOf(accounts: Accounts | null): Partial<Pick<Accounts, 'access'>> {
  return accounts === null ? {} : { access: accounts.access };
}

/** What a command may ask of the server for the folder that it has open. */
function folderWorks(log: SqliteLog | RedisLog, accounts: Accounts | (() => Accounts)): FolderDoorOptions['works'] {
  return {
    access: (raw) => (typeof accounts === 'function' ? withAccounts(accounts(), raw) : accounts.byFolder(raw)),
    erase: (raw) => log.erase(parseErasure(raw)),
    archive: async (raw) => ({ archived: await log.archive(beforeIn(raw)) }),
  };
}

/** Where accounts are off they are opened for as long as it takes. */
async function withAccounts(accounts: Accounts, raw: unknown): Promise<object> {
  try {
    return await accounts.byFolder(raw);
  } finally {
    await accounts.stop();
  }
}

function beforeIn(raw: unknown): string {
  return typeof raw === 'object' && raw !== null && 'before' in raw && typeof raw.before === 'string' ? raw.before : '';
}

function openLog(
  { folder, redis = null, redisUnsafe = false }: ServeOptions,
  clock: Clock,
  personal: readonly string[],
): Promise<SqliteLog | RedisLog> {
  if (redis === null) return SqliteLog.open({ folder, clock, personal });
  const onFault = (error: KeptError): void => say(`${error.message} ${error.fix}`);
  return RedisLog.open({ url: redis, folder, clock, personal, unsafe: redisUnsafe, onFault });
}

async function startTelling(log: Log, clock: Clock, told: Told): Promise<RunningDemo> {
  const demo = runDemo({
    log,
    clock,
    parts: await told.parts(),
    onFault: (error) => say(`The demo waits: ${error instanceof Error ? error.message : String(error)}`),
  });
  await demo.loaded;
  return demo;
}

/** Where it listens, and the path by which a first admin is made. */
type Served = { readonly port: number; readonly firstPath: string | null };

function linesFor(live: LiveEngine, options: ServeOptions, { port, firstPath }: Served): readonly string[] {
  const host = options.host === '0.0.0.0' || options.host === '::' ? 'localhost' : options.host.replace('127.0.0.1', 'localhost');
  const root = `http${options.tls == null ? '' : 's'}://${host}:${port}`;
  const few = openFilesWarning(openFilesMax());
  const walls = live.state.book.boards.map((board) => `  wall    ${root}/wall/${board.id}`);
  return [
    `Kept is serving ${live.state.place} events from ${options.folder}${options.redis ? ', with Redis in front' : ''}`,
    ...walls,
    `  desk    ${root}/desk`,
    `  public  ${root}/promises`,
    `  events  POST ${root}/api/events`,
    ...(few === null ? [] : [few]),
    ...(firstPath === null ? [] : [`Nobody can sign in yet. Make the first admin, once and within a day: ${root}${firstPath}`]),
    'Ctrl-C ends it.',
  ];
}
