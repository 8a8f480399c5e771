import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, eventsIn } from './counter.ts';

type Sockets = { readonly clients: Iterable<{ send(text: string): void }> };
const { WebSocketServer } = (await import('ws' as string)) as { readonly WebSocketServer: new (options: object) => Sockets };

const counter = new Counter();
const http = createServer(async (request, response) => {
  counter.take(await eventsIn(request));
  response.writeHead(202).end();
});
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
let told = 0;
setInterval(() => {
  if (told === counter.kept) return;
  told = counter.kept;
  const text = JSON.stringify({ kept: counter.kept });
  for (const client of sockets.clients) client.send(text);
}, 100);
http.listen(0, '127.0.0.1', () => console.log(`ready ${(http.address() as AddressInfo).port}`));
