import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Late } from './late.ts';
import type { Posting } from './screens.ts';

const CONNECTIONS = 4;
const COUNTED = '"good":0,"all":';

/** Posts events at a steady rate, and knows when it sent which: a screen that counts to n has seen the first n of them. */
export class Poster {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  readonly #sentAtMs: number[] = [];

  get posted(): number {
    return this.#sentAtMs.length;
  }

  async post({ port, perSecond, batch, forMs }: Posting): Promise<void> {
    const beganMs = performance.now();
    const answers: Promise<void>[] = [];
    for (let sent = 0; (sent * 1_000) / perSecond < forMs; sent += batch) {
      const aheadMs = (sent * 1_000) / perSecond - (performance.now() - beganMs);
      if (aheadMs > 1) await sleep(aheadMs);
      const time = new Date().toISOString();
      const events = Array.from({ length: batch }, () => ({
        specversion: '1.0',
        id: randomUUID(),
        source: '/load',
        type: 'call.offered',
        time,
        subject: `call/${randomUUID()}`,
      }));
      const nowMs = performance.now();
      for (let each = 0; each < batch; each += 1) this.#sentAtMs.push(nowMs);
      answers.push(this.#send(port, JSON.stringify(events)));
    }
    await Promise.all(answers);
  }

  /** A delta came to one screen: all events that it counts and the last one did not have now arrived. */
  arrived(text: Buffer, place: { counted: number }, late: Late): void {
    const at = text.indexOf(COUNTED);
    if (at < 0) return;
    const counted = Number.parseInt(text.toString('latin1', at + COUNTED.length, at + COUNTED.length + 16), 10);
    const nowMs = performance.now();
    for (let index = place.counted; index < counted; index += 1) late.add(nowMs - (this.#sentAtMs[index] ?? nowMs));
    place.counted = counted;
  }

  #send(port: number, body: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/cloudevents-batch+json' };
      const sent = request({ port, host: '127.0.0.1', path: '/api/events', method: 'POST', agent: this.#agent, headers }, (answer) => {
        answer.resume();
        if (answer.statusCode === 202) answer.on('end', resolve);
        else reject(new Error(`events were answered ${answer.statusCode}`));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
