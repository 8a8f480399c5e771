import { connect, type Socket } from 'node:net';

/**
 * A flood, in a process of its own, until it is told to stop: `flood-side.ts PORT`. Each part has addresses of its own, as the machine has
 * many (127.0.0.0/8).
 */
const PORT = Number(process.argv[2]);
const HALF_OPEN = 5_000;
const OF_ADDRESS = 1_000;
const SLOW = 100;
const EVENTS_PER_SECOND = 20_000;
const BATCH = 100;
const SENDERS = 8;

const told = { taken: 0, limited: 0, other: 0, slowEnded: 0, halfOpenEnded: 0, halfOpen: 0 };
let isOver = false;

/** Connections that are opened, say nothing, and are opened again when they are ended. */
function openHalf(at: number): void {
  if (isOver) return;
  const socket = connect({ port: PORT, host: '127.0.0.1', localAddress: `127.0.1.${1 + Math.floor(at / OF_ADDRESS)}` });
  told.halfOpen += 1;
  socket.resume().on('error', () => {});
  socket.once('close', () => {
    told.halfOpen -= 1;
    told.halfOpenEnded += 1;
    setTimeout(() => openHalf(at), 1_000);
  });
}

/** A request whose body comes a byte at a time. */
function sendSlowly(): void {
  if (isOver) return;
  const socket = connect({ port: PORT, host: '127.0.0.1', localAddress: '127.0.2.1' });
  socket.write('POST /api/events HTTP/1.1\r\nHost: here\r\nContent-Type: application/cloudevents+json\r\nContent-Length: 100000\r\n\r\n');
  const timer = setInterval(() => socket.write('{'), 1_000);
  socket.on('error', () => {});
  socket.on('data', () => {});
  socket.once('close', () => {
    clearInterval(timer);
    told.slowEnded += 1;
    setTimeout(sendSlowly, 1_000);
  });
}

function bodyOf(batch: number): string {
  const event = (at: number) =>
    `{"specversion":"1.0","id":"flood-${batch}-${at}","source":"/flood","type":"flood.seen","time":"${TIME}","subject":"flood/${at}","data":{}}`;
  return `[${Array.from({ length: BATCH }, (_, at) => event(at)).join(',')}]`;
}
const TIME = new Date().toISOString();

/** Batches at ten times the rate that one may send, one after another on each connection. */
function pour(sender: number): void {
  const socket = connect({ port: PORT, host: '127.0.0.1', localAddress: '127.0.3.1' });
  const everyMs = (1_000 * BATCH * SENDERS) / EVENTS_PER_SECOND;
  let batch = sender;
  const send = (to: Socket) => {
    batch += SENDERS;
    const body = bodyOf(batch);
    to.write(
      `POST /api/events HTTP/1.1\r\nHost: here\r\nContent-Type: application/cloudevents-batch+json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
  };
  const timer = setInterval(() => send(socket), everyMs);
  socket.on('error', () => {});
  socket.setEncoding('latin1').on('data', (text: string) => {
    for (const [, status] of text.matchAll(/HTTP\/1\.1 (\d{3})/g)) {
      if (status === '202') told.taken += BATCH;
      else if (status === '429') told.limited += BATCH;
      else told.other += BATCH;
    }
  });
  socket.once('close', () => clearInterval(timer));
}

for (let at = 0; at < HALF_OPEN; at += 1) setTimeout(() => openHalf(at), at / 5);
for (let at = 0; at < SLOW; at += 1) sendSlowly();
for (let sender = 0; sender < SENDERS; sender += 1) pour(sender);
process.on('message', () => {
  isOver = true;
  process.send?.(told, () => process.exit(0));
});
