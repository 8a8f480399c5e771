import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventsIn } from '../bare/counter.ts';

type Table = { update(rows: readonly object[]): Promise<void> };
type Perspective = {
  table(schema: object, options: object): Promise<Table>;
  readonly WebSocketServer: new (options: object) => { readonly _server: { address(): AddressInfo } };
};
const { default: perspective } = (await import('@finos/perspective' as string)) as { readonly default: Perspective };

/** A row for each departure; a column that an event says nothing of stays as it was. */
const table = await perspective.table({ subject: 'string', origin: 'string', delay: 'float' }, { name: 'departures', index: 'subject' });
const http = createServer(async (request, response) => {
  const rows = (await eventsIn(request)).map(({ type, subject, data }) =>
    type === 'departure.departed' ? { subject, delay: data.delayMinutes } : { subject, origin: data.origin },
  );
  await table.update(rows);
  response.writeHead(202).end();
});
const sockets = new perspective.WebSocketServer({ port: 0 });
http.listen(0, '127.0.0.1', () => {
  console.log(`ready ${(http.address() as AddressInfo).port} ${sockets._server.address().port}`);
});
