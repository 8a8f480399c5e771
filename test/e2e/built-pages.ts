import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';

const DIST = join(import.meta.dirname, '..', '..', 'web', 'dist');
/** As strict as the real one, so that a page which needs more shows it here. */
const CSP = `default-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'`;
const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A server of the built pages that does not listen yet. */
export function pageServer(): Server {
  return createServer((request, response) => sendFile(response, new URL(request.url ?? '/', 'http://localhost').pathname));
}

/** Lets it listen at a free port, and gives its address. */
export async function listen(http: Server): Promise<string> {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

/** A file of the build, or the page itself for every other path. */
function sendFile(response: ServerResponse, path: string): void {
  const file = join(DIST, path);
  const found = path !== '/' && existsSync(file) ? file : join(DIST, 'index.html');
  response.writeHead(200, { 'content-type': TYPES[extname(found)] ?? 'application/octet-stream', 'content-security-policy': CSP });
  response.end(readFileSync(found));
}
