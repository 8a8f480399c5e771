import type { IncomingHttpHeaders } from 'node:http';
import { ABSOLUTE_MS } from './sessions.ts';

/** What a browser holds: its session, and while it is away to sign in by a provider the ticket with which it comes back. */
export type CookieKind = 'session' | 'ticket';

/** Over TLS the browser itself sees to it that no other site and no unencrypted page has set it. */
const PREFIX = { plain: 'kept-', overTls: '__Host-kept-' } as const;
const SECONDS: { readonly [K in CookieKind]: number } = { session: ABSOLUTE_MS / 1_000, ticket: 600 };

/** The secret that a browser holds; `null` without one. */
export function secretIn(kind: CookieKind, headers: IncomingHttpHeaders): string | null {
  const prefix = `${nameFor(kind, headers)}=`;
  const found = (headers.cookie ?? '').split(/; ?/).find((pair) => pair.startsWith(prefix));
  return found === undefined ? null : found.slice(prefix.length);
}

/** The header that has a browser hold a secret. */
export function cookieFor(kind: CookieKind, headers: IncomingHttpHeaders, secret: string): string {
  return cookie(kind, headers, { value: secret, seconds: SECONDS[kind] });
}

/** The header that has a browser forget it. */
export function noCookie(kind: CookieKind, headers: IncomingHttpHeaders): string {
  return cookie(kind, headers, { value: '', seconds: 0 });
}

type Held = { readonly value: string; readonly seconds: number };

function cookie(kind: CookieKind, headers: IncomingHttpHeaders, { value, seconds }: Held): string {
  const secure = isOverTls(headers) ? '; Secure' : '';
  return `${nameFor(kind, headers)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

function nameFor(kind: CookieKind, headers: IncomingHttpHeaders): string {
  return `${isOverTls(headers) ? PREFIX.overTls : PREFIX.plain}${kind}`;
}

/** Where Kept speaks no TLS itself a proxy before it does, and says so. Who says so without one harms only their own session. */
function isOverTls(headers: IncomingHttpHeaders): boolean {
  return (
    String(headers['x-forwarded-proto'] ?? '')
      .split(',')
      .at(-1)
      ?.trim() === 'https'
  );
}
