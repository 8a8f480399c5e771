import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flowOf, type Wiring } from './flow.ts';

type Red = { init(server: object, settings: object): void; start(): Promise<void>; readonly httpNode: RequestListener };
const { default: red } = (await import('node-red' as string)) as { readonly default: Red };

const userDir = mkdtempSync(join(tmpdir(), 'kept-bench-'));
writeFileSync(join(userDir, 'flows.json'), JSON.stringify(flowOf(process.argv[2] as Wiring)));
const http = createServer((request, response) => red.httpNode(request, response));
red.init(http, {
  userDir,
  flowFile: 'flows.json',
  httpAdminRoot: false,
  httpNodeRoot: '/',
  apiMaxLength: '5mb',
  logging: { console: { level: 'error' } },
});
await red.start();
http.listen(0, '127.0.0.1', () => console.log(`ready ${(http.address() as AddressInfo).port}`));
