import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { expect, it, onTestFinished } from 'vitest';
import { eventsRouter } from '../../server/http/index.ts';
import { SystemClock } from '../../server/live/index.ts';
import { SqliteLog } from '../../server/log/index.ts';
import { scratchFolder } from '../scratch-folder.ts';
import type { Acknowledged } from './acknowledged.ts';
import { crashEvent, PERSONAL } from './crash-event.ts';
import { folderFaults } from './folder-faults.ts';
import { smallDisk, whyNoSmallDisk } from './small-disk.ts';

const DISK_BYTES = 16 * 1024 * 1024;
const BALLAST_BYTES = 12 * 1024 * 1024;
const BATCHES_MAX = 400;
const BATCH_EVENTS = 50;
const RUN_MS_MAX = 120_000;

const probe = mkdtempSync(join(tmpdir(), 'kept-disk-'));
const refusal = whyNoSmallDisk(probe);
rmSync(probe, { recursive: true });

type Door = { post(batch: number): Promise<Response>; readonly log: SqliteLog };

/** A log on that disk behind the door for events. */
async function door(folder: string): Promise<Door> {
  const clock = new SystemClock();
  const log = await SqliteLog.open({ folder, clock, personal: PERSONAL });
  const http = createServer(express().use(eventsRouter({ log, clock }))).listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => void http.close());
  const { port } = http.address() as AddressInfo;
  const post = (batch: number) =>
    fetch(`http://127.0.0.1:${port}/api/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(idsOf(batch).map((id) => ({ specversion: '1.0', ...crashEvent(id) }))),
    });
  return { post, log };
}

const idsOf = (batch: number): readonly string[] => Array.from({ length: BATCH_EVENTS }, (_, index) => `full-${batch}-${index}`);

async function placesOf(log: SqliteLog): Promise<Map<string, number>> {
  const places = new Map<string, number>();
  for await (const { firstPlace, events } of log.read(0))
    for (const [index, { id }] of events.entries()) places.set(id, firstPlace + index);
  return places;
}

it.skipIf(refusal !== null)(
  `[LOG-1] on a full disk events are refused with 503, nothing acknowledged is lost, and it goes on when there is room${refusal === null ? '' : `: ${refusal}`}`,
  async () => {
    const disk = scratchFolder();
    smallDisk(disk, DISK_BYTES);
    const ballast = join(disk, 'ballast');
    writeFileSync(ballast, Buffer.alloc(BALLAST_BYTES));
    const { post, log } = await door(join(disk, 'data'));

    const taken: number[] = [];
    let answer = await post(0);
    while (answer.status === 202 && taken.length < BATCHES_MAX) {
      taken.push(taken.length);
      answer = await post(taken.length);
    }
    expect([answer.status, answer.headers.get('retry-after'), (await answer.json()).code]).toEqual([503, '10', 'LOG_FAILED']);
    const acknowledged = new Set(taken.flatMap(idsOf));
    expect(new Set((await placesOf(log)).keys())).toEqual(acknowledged);

    rmSync(ballast);
    const refused = taken.length;
    expect((await (await post(refused)).json()).accepted).toBe(BATCH_EVENTS);
    expect((await (await post(0)).json()).duplicates).toBe(BATCH_EVENTS);
    const places: Acknowledged = await placesOf(log);
    expect(new Set(places.keys())).toEqual(new Set([...acknowledged, ...idsOf(refused)]));
    await log.close();
    expect(await folderFaults(join(disk, 'data'), places)).toEqual([]);
  },
  RUN_MS_MAX,
);
