import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { afterAll, describe, expect, it } from 'vitest';
import { DEPARTURES_BOOK } from '../../test/simulation/world.ts';
import { eventsRouter } from '../http/index.ts';
import { feedBytes } from '../intake/gtfs-realtime/feed-message.ts';
import { SystemClock } from '../live/index.ts';
import { SqliteLog } from '../log/index.ts';
import { importCommand } from './import.ts';
import { serveOptions } from './serve-options.ts';
import { startServer } from './start-server.ts';

const MAPPING = fileURLToPath(new URL('../../examples/contracts/mapping.yaml', import.meta.url));
const CONTRACTS = fileURLToPath(new URL('../../examples/contracts/contracts.csv', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'kept-command-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folders = 0;
const newFolder = (): string => {
  folders += 1;
  return join(root, `${folders}`);
};

async function run(args: readonly string[], env: Record<string, string> = {}): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await importCommand(args, { stdout: { write: (text) => (out += text) }, stderr: { write: (text) => (err += text) }, env });
  return { code, out, err };
}
const counted = async (args: readonly string[], env?: Record<string, string>) => JSON.parse((await run([...args, '--json'], env)).out);

describe('kept import', () => {
  it('writes into the log of a folder, and says what became of it', async () => {
    const { code, out, err } = await run(['--mapping', MAPPING, '--data', newFolder(), CONTRACTS]);
    expect(code).toBe(0);
    expect(out).toContain('4 rows gave 7 events');
    expect(out).toContain('accepted 7, repeats 0, conflicts 0, refused 0');
    expect(err).toContain('contracts.csv: 100%');
  });

  it('[LOG-1] adds nothing the second time; the folder may come from the environment', async () => {
    const env = { KEPT_DATA: newFolder() };
    expect(await counted(['--mapping', MAPPING, CONTRACTS], env)).toMatchObject({ rows: 4, events: 7, accepted: 7, repeats: 0 });
    expect(await counted(['--mapping', MAPPING, CONTRACTS], env)).toMatchObject({ accepted: 0, repeats: 7, conflicts: 0, refused: 0 });
  });

  it('ends with 1 when rows were refused, and names them', async () => {
    const file = join(root, 'bad.csv');
    writeFileSync(file, 'Nummer;Kunde;Unterschrieben;Geliefert;Bezahlt;Betrag\n1;K;31.02.2026 10:15;;;1,00\n');
    const { code, out } = await run(['--mapping', MAPPING, '--data', newFolder(), file]);
    expect(code).toBe(1);
    expect(out).toContain(`${file}:2 Unterschrieben: "31.02.2026 10:15" is not a time as dd.MM.yyyy HH:mm`);
  });

  it('[LOG-1] goes through a server with accounts as well: who may read its folder may write to it', async () => {
    const folder = newFolder();
    const book = join(root, 'book.yaml');
    writeFileSync(book, DEPARTURES_BOOK);
    const options = serveOptions(['--book', book, '--data', folder, '--port', '0', '--accounts'], false, {});
    const server = await startServer(options, new SystemClock());
    expect(await counted(['--mapping', MAPPING, '--data', folder, CONTRACTS])).toMatchObject({ events: 7, accepted: 7 });
    await server.stop();
  });

  it('[LOG-1] goes through the server that has the folder open', async () => {
    const folder = newFolder();
    const clock = new SystemClock();
    const log = await SqliteLog.open({ folder, clock });
    const server = createServer(express().use(eventsRouter({ log, clock, maxFutureMs: 100 * 365 * 86_400_000 }))).listen(0, '127.0.0.1');
    await once(server, 'listening');
    log.announcePort((server.address() as AddressInfo).port);
    expect(await counted(['--mapping', MAPPING, '--data', folder, CONTRACTS])).toMatchObject({ accepted: 7, repeats: 0 });
    expect(await counted(['--mapping', MAPPING, '--data', folder, CONTRACTS])).toMatchObject({ accepted: 0, repeats: 7 });
    expect(log.head().place).toBe(7);
    server.closeAllConnections();
    server.close();
    await log.close();
  });

  it('is refused with LOG_LOCKED where the holder of the folder serves nothing', async () => {
    const folder = newFolder();
    const log = await SqliteLog.open({ folder, clock: new SystemClock() });
    await expect(run(['--mapping', MAPPING, '--data', folder, CONTRACTS])).rejects.toMatchObject({ code: 'LOG_LOCKED' });
    await log.close();
  });

  it('takes messages of a transit feed, and shows the alerts in them', async () => {
    const file = join(root, 'feed.pb');
    const departure = { time: 1_774_745_460, delay: 60 };
    const tripUpdate = { trip: { tripId: 'T1', startDate: '20260329' }, stopTimeUpdate: [{ stopSequence: 1, departure }] };
    const alert = { informedEntity: [{ routeId: 'R7' }], effect: 'DETOUR', headerText: { translation: [{ text: 'Line 7 is diverted' }] } };
    writeFileSync(
      file,
      feedBytes({
        header: { timestamp: 1_774_743_600 },
        entity: [
          { id: '1', tripUpdate },
          { id: '2', alert },
        ],
      }),
    );
    const { code, out } = await run(['--gtfs-realtime', '--source', '/feeds/north', '--data', newFolder(), file]);
    expect(code).toBe(0);
    expect(out).toContain('2 rows gave 2 events');
    expect(out).toContain('1 trips, 1 stop updates, 0 vehicles, 1 alerts');
    expect(out).toContain('alert for route/R7: DETOUR: Line 7 is diverted');
  });

  it.each<[string, string[], string]>([
    ['without a mapping', ['a.csv'], 'USAGE'],
    ['without a file', ['--mapping', MAPPING], 'USAGE'],
    ['with a mapping for messages, which need none', ['--mapping', MAPPING, '--gtfs-realtime', 'a.pb'], 'USAGE'],
    ['with a timetable for a mapping', ['--mapping', MAPPING, '--static', 'a.zip', 'a.csv'], 'USAGE'],
    ['with an option that is none', ['--mapping', MAPPING, '--fast', 'a.csv'], 'USAGE'],
    ['with a mapping that is not there', ['--mapping', 'nowhere.yaml', 'a.csv'], 'FILE_UNREADABLE'],
  ])('%s is refused before a folder is made', async (_, args, code) => {
    const folder = newFolder();
    await expect(run([...args, '--data', folder])).rejects.toMatchObject({ code });
    expect(readdirSync(root)).not.toContain(`${folders}`);
  });
});
