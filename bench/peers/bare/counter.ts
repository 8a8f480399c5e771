import type { IncomingMessage } from 'node:http';

type Sent = {
  readonly type: string;
  readonly subject: string;
  readonly data: { readonly delayMinutes?: number; readonly origin?: string };
};

export const LATE_MIN = 15;

/** The least that does the job: nothing is checked, kept, put in order or known of again, and the delay is taken as the event says it. */
export class Counter {
  kept = 0;

  take(events: readonly Sent[]): void {
    for (const { type, data } of events) {
      if (type === 'departure.departed' && (data.delayMinutes ?? LATE_MIN) < LATE_MIN) this.kept += 1;
    }
  }
}

/** The events of a request's body. */
export async function eventsIn(request: IncomingMessage): Promise<readonly Sent[]> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return JSON.parse(Buffer.concat(pieces).toString()) as readonly Sent[];
}
