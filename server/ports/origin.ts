import type { IncomingHttpHeaders } from 'node:http';

/** Whether a browser says that a page of this server sent it; `null` where nothing says where it comes from, as of programs. */
export function isFromHere(headers: IncomingHttpHeaders): boolean | null {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (origin !== undefined) return URL.canParse(origin) && new URL(origin).host === host;
  return site === undefined ? null : true;
}
