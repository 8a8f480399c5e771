import type { IncomingHttpHeaders } from 'node:http';
import { ABSOLUTE_MS } from './sessions.ts';

/** Over TLS the browser itself sees to it that no other site and no unencrypted page has set it. */
const NAME = { plain: 'kept-session', overTls: '__Host-kept-session' } as const;

/** The secret of the session that a browser holds; `null` without one. */
export function sessionIn(headers: IncomingHttpHeaders): string | null {
  const prefix = `${nameFor(headers)}=`;
  const found = (headers.cookie ?? '').split(/; ?/).find((pair) => pair.startsWith(prefix));
  return found === undefined ? null : found.slice(prefix.length);
}

/** The header that has a browser hold a session. */
export function cookieFor(headers: IncomingHttpHeaders, secret: string): string {
  return cookie(headers, secret, ABSOLUTE_MS / 1_000);
}

/** The header that has a browser forget its session. */
export function noCookie(headers: IncomingHttpHeaders): string {
  return cookie(headers, '', 0);
}

function cookie(headers: IncomingHttpHeaders, value: string, seconds: number): string {
  const secure = isOverTls(headers) ? '; Secure' : '';
  return `${nameFor(headers)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

function nameFor(headers: IncomingHttpHeaders): string {
  return isOverTls(headers) ? NAME.overTls : NAME.plain;
}

/** Kept itself speaks no TLS: a proxy before it does, and says so. Who says so without one harms only their own session. */
function isOverTls(headers: IncomingHttpHeaders): boolean {
  return (
    String(headers['x-forwarded-proto'] ?? '')
      .split(',')
      .at(-1)
      ?.trim() === 'https'
  );
}
