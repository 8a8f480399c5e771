import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { KeptError } from '../../shared/error/index.ts';
import { type OidcConfig, readOidc } from '../access/index.ts';
import { BOUNDS, type Bounds } from '../ports/index.ts';
import { asUsage } from './as-usage.ts';

export type ServeOptions = {
  readonly book: string;
  readonly folder: string;
  /** The address of Redis where the log is on Redis; `null` where it is in the data folder alone. */
  readonly redis?: string | null;
  /** Takes a Redis that may lose what it has acknowledged. */
  readonly redisUnsafe?: boolean;
  readonly port: number;
  readonly host: string;
  /** How many proxies stand before the server and say in `X-Forwarded-For` who asks: limits go by that. */
  readonly trustedHops?: number;
  /** Files of a certificate and of its key; `null` where the server speaks no TLS itself. */
  readonly tls?: { readonly cert: string; readonly key: string } | null;
  readonly withDemo: boolean;
  /** A book that changes what held in the past is taken, and the past judged anew. The demo's always is. */
  readonly restate: boolean;
  /** By whom people may sign in as well; `null` without one. */
  readonly oidc?: OidcConfig | null;
  /** People sign in; without it whoever reaches the server may see and do everything. */
  readonly accounts?: boolean;
  /** What the edge takes where it is not the usual. */
  readonly bounds?: Partial<Bounds>;
};

/** The book of the demo as the program brings it. */
export const DEMO_BOOK = fileURLToPath(new URL('../../examples/nyc-demo/book.yaml', import.meta.url));
const PORT_DEFAULT = 7070;
export const EMBEDDED = 'embedded';

/** What `demo` and `serve` were asked to do: options win over the environment. @throws KeptError USAGE, OPEN_REFUSED. */
export function serveOptions(args: readonly string[], isDemo: boolean, env: NodeJS.ProcessEnv): ServeOptions {
  const { values } = parse(args);
  const withDemo = values.demo ?? isDemo;
  const book = values.book ?? (withDemo ? DEMO_BOOK : undefined);
  if (book === undefined) throw new KeptError('USAGE', 'kept serve needs --book FILE.');
  const host = values.host ?? env['HOST'] ?? '127.0.0.1';
  const isBehindProxy = values['behind-proxy'] ?? isOn(env['KEPT_BEHIND_PROXY']);
  const accounts = values.accounts ?? isOn(env['KEPT_ACCOUNTS']);
  const isOpen = values.open ?? isOn(env['KEPT_OPEN']);
  if (!accounts && !isOpen && !isLoopback(host))
    throw new KeptError('OPEN_REFUSED', `${host} can be reached from other machines, and nobody would have to sign in.`);
  return {
    book,
    folder: values.data ?? env['KEPT_DATA'] ?? (withDemo ? 'data/demo' : 'data'),
    redis: redisOf(values.log ?? env['KEPT_LOG'] ?? EMBEDDED),
    redisUnsafe: values['redis-unsafe'] === true,
    port: portOf(values.port ?? env['PORT'] ?? String(PORT_DEFAULT)),
    host,
    trustedHops: hopsOf(values['trust-proxy'] ?? env['KEPT_TRUST_PROXY'] ?? (isBehindProxy ? '1' : '0')),
    tls: tlsOf(values['tls-cert'] ?? env['KEPT_TLS_CERT'], values['tls-key'] ?? env['KEPT_TLS_KEY']),
    withDemo,
    restate: withDemo || values.restate === true,
    accounts,
    bounds: {
      ...countOf('eventsPerSecond', values['events-per-second'] ?? env['KEPT_EVENTS_PER_SECOND']),
      ...countOf('socketsOfAddress', values['sockets-of-address'] ?? env['KEPT_SOCKETS_OF_ADDRESS']),
    },
    oidc: oidcOf(values.oidc ?? env['KEPT_OIDC'], { accounts, env }),
  };
}

function parse(args: readonly string[]) {
  const options = {
    book: { type: 'string' },
    data: { type: 'string' },
    log: { type: 'string' },
    'redis-unsafe': { type: 'boolean' },
    port: { type: 'string' },
    host: { type: 'string' },
    'behind-proxy': { type: 'boolean' },
    'trust-proxy': { type: 'string' },
    'tls-cert': { type: 'string' },
    'tls-key': { type: 'string' },
    demo: { type: 'boolean' },
    restate: { type: 'boolean' },
    accounts: { type: 'boolean' },
    oidc: { type: 'string' },
    open: { type: 'boolean' },
    'events-per-second': { type: 'string' },
    'sockets-of-address': { type: 'string' },
  } as const;
  return asUsage(() => parseArgs({ args: [...args], options, allowNegative: true }));
}

/** A bound that was given; what follows from it goes along. @throws KeptError USAGE. */
function countOf(name: 'eventsPerSecond' | 'socketsOfAddress', text: string | undefined): Partial<Bounds> {
  if (text === undefined) return {};
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new KeptError('USAGE', `"${text}" is no number of ${WHAT[name]}: use 1 or more.`);
  // A batch is let through whole, and a page takes more connections than its one socket.
  if (name === 'eventsPerSecond') return { eventsPerSecond: count, eventsAtOnce: 3 * count };
  return { socketsOfAddress: count, connectionsOfAddress: Math.max(count, BOUNDS.connectionsOfAddress) };
}
const WHAT = { eventsPerSecond: 'events', socketsOfAddress: 'sockets' } as const;
type Around = { readonly accounts: boolean; readonly env: NodeJS.ProcessEnv };

function oidcOf(file: string | undefined, { accounts, env }: Around): OidcConfig | null {
  if (file === undefined) return null;
  if (!accounts) throw new KeptError('USAGE', '--oidc goes with --accounts.');
  return readOidc(file, env);
}

/** Chains of proxies are short; a larger number is a mistake by which anybody could write who they are. */
const HOPS_MAX = 10;

function hopsOf(text: string): number {
  const hops = Number(text);
  if (!Number.isInteger(hops) || hops < 0 || hops > HOPS_MAX)
    throw new KeptError('USAGE', `"${text}" is no number of proxies: use 0 to ${HOPS_MAX}.`);
  return hops;
}

function tlsOf(cert: string | undefined, key: string | undefined): NonNullable<ServeOptions['tls']> | null {
  if (cert === undefined && key === undefined) return null;
  if (cert === undefined || key === undefined) throw new KeptError('USAGE', '--tls-cert and --tls-key go together.');
  return { cert, key };
}

function isOn(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}

/** Whether only this machine itself can reach an address. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new KeptError('USAGE', `"${text}" is no port: use 0 to 65535.`);
  return port;
}

function redisOf(text: string): string | null {
  if (text === EMBEDDED) return null;
  if (/^rediss?:\/\/./.test(text)) return text;
  throw new KeptError('USAGE', `"${text}" is no place for a log: use ${EMBEDDED}, or redis://HOST:PORT/DATABASE.`);
}
