import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { Counter, eventsIn } from './counter.ts';

const counter = new Counter();
const http = createServer(async (request, response) => {
  counter.take(await eventsIn(request));
  response.writeHead(202).end();
});
const io = new Server(http, { serveClient: false });
let told = 0;
setInterval(() => {
  if (told === counter.kept) return;
  told = counter.kept;
  io.emit('figure', { kept: counter.kept });
}, 100);
http.listen(0, '127.0.0.1', () => console.log(`ready ${(http.address() as AddressInfo).port}`));
