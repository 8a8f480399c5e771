import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { batchBodies, departureEvents } from './events.ts';

/** What the process is told by its first argument, as JSON. */
export type Load = { readonly events: number; readonly batchEvents: number; readonly connections: number };
/** Sends every body once to the port; the answer to it is `Sent`. */
export type Go = { readonly port: number };
export type Sent = { readonly kind: 'sent'; readonly ms: number };
export type Ready = { readonly kind: 'ready' };

const HEAD_END = Buffer.from('\r\n\r\n');
const load = JSON.parse(process.argv[2] ?? '{}') as Load;
const requests = batchBodies(await departureEvents(load.events), load.batchEvents).map(requestOf);
process.on('message', async ({ port }: Go) => {
  const startMs = performance.now();
  let next = 0;
  const take = (): Buffer | undefined => requests[next++];
  await Promise.all(Array.from({ length: load.connections }, () => sendOn(connect({ port, host: '127.0.0.1', noDelay: true }), take)));
  process.send?.({ kind: 'sent', ms: performance.now() - startMs } satisfies Sent);
});
process.send?.({ kind: 'ready' } satisfies Ready);

/** A whole request, so that sending costs little beside answering. */
function requestOf(body: Buffer): Buffer {
  const head = `POST /api/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/cloudevents-batch+json\r\nContent-Length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/** One request after another on a connection, each when the one before it was answered with 202. */
async function sendOn(socket: Socket, take: () => Buffer | undefined): Promise<void> {
  await once(socket, 'connect');
  for (let request = take(); request !== undefined; request = take()) {
    socket.write(request);
    await answered(socket);
  }
  socket.destroy();
}

async function answered(socket: Socket): Promise<void> {
  let seen = Buffer.alloc(0);
  while (!isWhole(seen)) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    seen = Buffer.concat([seen, chunk]);
  }
  if (!seen.subarray(0, 16).toString('latin1').startsWith('HTTP/1.1 202')) throw new Error(seen.toString());
}

function isWhole(answer: Buffer): boolean {
  const headEnd = answer.indexOf(HEAD_END);
  if (headEnd < 0) return false;
  const length = /content-length: (\d+)/i.exec(answer.toString('latin1', 0, headEnd))?.[1];
  if (length === undefined) throw new Error('an answer without a length');
  return answer.length >= headEnd + HEAD_END.length + Number(length);
}
