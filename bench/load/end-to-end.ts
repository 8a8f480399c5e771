import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { type Shown, steadyMs } from './audience.ts';
import { DepartureBodies } from './departures.ts';
import { Sender } from './sender.ts';

/** What is measured: a program that prints `ready PORT [MORE]`, where it takes events, and how a screen of it is connected. */
export type System = {
  readonly name: string;
  readonly server: readonly string[];
  readonly screen: string;
  readonly path: string;
  readonly contentType: string;
};
export type Job = {
  readonly screens: number;
  readonly forMs: number;
  /** How long the screens may take to catch up when the load is over. */
  readonly settleMsMax: number;
  readonly events: number;
  readonly connections: number;
};
export type Measured = {
  readonly name: string;
  /** Until every screen showed all of them, from the first byte. */
  readonly eventsPerSecond: number;
  readonly latency: { readonly p50Ms: number; readonly p99Ms: number };
  readonly serverMB: number;
};

const LATENCY_BODY_EVENTS = 100;
const LATENCY_FIRST_PASS = 90_000_000;
const LATENCY_EVERY_MS = 50;
const LATENCY_FOR_MS = 5_000;
const AUDIENCE = join(import.meta.dirname, 'audience.ts');

/** One system, first at a steady pace for the latency, then as fast as it takes the load. */
export async function endToEnd(system: System, job: Job): Promise<Measured> {
  const server = await start(system);
  const audience = fork(AUDIENCE);
  try {
    audience.send({ connect: system.screen, url: server.url, screens: job.screens });
    await once(audience, 'message');
    const sender = new Sender({
      url: new URL(system.path, server.url).href,
      contentType: system.contentType,
      connections: job.connections,
    });
    const paced = await latencyOf(sender, audience);
    const eventsPerSecond = await throughputOf(sender, audience, job, paced.kept);
    const serverMB = residentMB(server.process.pid);
    sender.close();
    return { name: system.name, eventsPerSecond, latency: paced.latency, serverMB };
  } finally {
    audience.disconnect();
    server.process.kill('SIGTERM');
    await once(server.process, 'exit');
  }
}

async function start({ server }: System): Promise<{ readonly url: string; readonly process: ChildProcess }> {
  const child = spawn(process.execPath, server, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const [, port, more] = /^ready (\d+)(?: (\S+))?/.exec(line) ?? [];
    if (port === undefined) continue;
    child.stdout?.resume();
    return { url: `http://127.0.0.1:${port}/#${more ?? ''}`, process: child };
  }
  throw new Error(`${server.join(' ')} ended before it was ready.`);
}

/** From the sending of a body until a screen shows all of it, over all bodies and screens. */
async function latencyOf(
  sender: Sender,
  audience: ChildProcess,
): Promise<{ readonly latency: Measured['latency']; readonly kept: number }> {
  const bodies = await DepartureBodies.load(LATENCY_BODY_EVENTS, LATENCY_FIRST_PASS);
  const sent: { readonly kept: number; readonly atMs: number }[] = [];
  const answers: Promise<void>[] = [];
  const startMs = steadyMs();
  let kept = 0;
  for (let tick = 0; tick * LATENCY_EVERY_MS < LATENCY_FOR_MS; tick += 1) {
    await pause(Math.max(0, startMs + tick * LATENCY_EVERY_MS - steadyMs()));
    const body = bodies.next();
    if (body.kept > kept) sent.push({ kept: body.kept, atMs: steadyMs() });
    kept = body.kept;
    answers.push(sender.post(body));
  }
  await Promise.all(answers);
  await reached(audience, kept, 60_000);
  audience.send({ tell: true });
  const [{ shown }] = (await once(audience, 'message')) as [{ readonly shown: readonly (readonly Shown[])[] }];
  const waits = shown.flatMap((screen) =>
    sent.map(({ kept: wanted, atMs }) => (screen.find((one) => one.kept >= wanted)?.atMs ?? Number.POSITIVE_INFINITY) - atMs),
  );
  waits.sort((a, b) => a - b);
  const quantile = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? Number.NaN;
  return { latency: { p50Ms: quantile(0.5), p99Ms: quantile(0.99) }, kept };
}

async function throughputOf(sender: Sender, audience: ChildProcess, job: Job, before: number): Promise<number> {
  const bodies = await DepartureBodies.load(job.events);
  const startMs = steadyMs();
  let [events, kept] = [0, 0];
  const next = () => {
    const body = bodies.next();
    events += body.events;
    kept = body.kept;
    return body;
  };
  await sender.flood(next, () => steadyMs() - startMs > job.forMs);
  const reachedAtMs = await reached(audience, before + kept, job.settleMsMax);
  // Screens that never catch up were shown less than this.
  return events / (((reachedAtMs ?? steadyMs()) - startMs) / 1000);
}

/** @returns when the last screen came so far; `null` where they do not within the time. */
async function reached(audience: ChildProcess, kept: number, withinMs: number): Promise<number | null> {
  audience.send({ reach: kept });
  const over = AbortSignal.timeout(withinMs);
  try {
    const [answer] = (await once(audience, 'message', { signal: over })) as [{ readonly reachedAtMs: number }];
    return answer.reachedAtMs;
  } catch (fault) {
    if (over.aborted) return null;
    throw fault;
  }
}

/** What the process holds of the machine's memory; 0 where the system does not tell. */
function residentMB(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return 0;
  }
}
