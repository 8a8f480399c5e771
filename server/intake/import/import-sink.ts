import { KeptError } from '../../../shared/error/index.ts';
import type { KeptEvent } from '../../../shared/event/index.ts';
import type { Log } from '../../ports/index.ts';

/** What became of the events of one delivery; `refused` names those that were not taken by their index. */
export type Delivered = {
  readonly accepted: number;
  readonly repeats: number;
  readonly refused: readonly { readonly index: number; readonly isConflict: boolean; readonly reason: string }[];
};

/** Where an import puts its events. Resolves when they are on disk. */
export interface ImportSink {
  deliver(events: readonly KeptEvent[]): Promise<Delivered>;
}

const CONFLICT_REASON = 'was there before with other content; the first stands';

/** Straight into a log. */
export function logSink(log: Pick<Log, 'append'>): ImportSink {
  return {
    async deliver(events) {
      let accepted = 0;
      let repeats = 0;
      const refused: Delivered['refused'][number][] = [];
      // Urgent: a chunk is a group of its own, and the last one, which is smaller, need not wait for company.
      for (const [index, { status }] of (await log.append(events, { urgent: true })).entries()) {
        if (status === 'accepted') accepted += 1;
        else if (status === 'repeat') repeats += 1;
        else refused.push({ index, isConflict: true, reason: `the event ${events[index]?.id} ${CONFLICT_REASON}` });
      }
      return { accepted, repeats, refused };
    },
  };
}

/** The limits of a batch over HTTP, with room for the brackets and commas. */
const POST_EVENTS_MAX = 1000;
const POST_BYTES_MAX = 1024 * 1024 - 4096;
const BUSY_RETRIES_MAX = 20;
/** Too fast, or too much waits. */
const BUSY_STATUS: readonly number[] = [429, 503];

export type ServerSinkOptions = {
  /** As `http://127.0.0.1:7070`. */
  readonly server: string;
  /** Of the data folder; without it only a server without accounts takes events. */
  readonly key?: string | undefined;
  readonly fetch: typeof fetch;
  /** Waits for what `Retry-After` asks, in ms. */
  readonly wait: (ms: number) => Promise<unknown>;
};

/** To a server that has the data folder open. @throws KeptError LOG_FAILED when it does not answer as it should. */
export function serverSink(options: ServerSinkOptions): ImportSink {
  return {
    async deliver(events) {
      let delivered: Delivered = { accepted: 0, repeats: 0, refused: [] };
      let from = 0;
      for (const lines of postsOf(events)) {
        const receipt = await post(options, `[${lines.join(',')}]`);
        const start = from;
        delivered = {
          accepted: delivered.accepted + receipt.accepted,
          repeats: delivered.repeats + receipt.repeats,
          refused: [...delivered.refused, ...receipt.refused.map((one) => ({ ...one, index: start + one.index }))],
        };
        from += lines.length;
      }
      return delivered;
    },
  };
}

function postsOf(events: readonly KeptEvent[]): string[][] {
  const posts: string[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const event of events) {
    const line = JSON.stringify({ specversion: '1.0', ...event });
    const size = Buffer.byteLength(line) + 1;
    const last = posts.at(-1);
    if (last === undefined || bytes + size > POST_BYTES_MAX || last.length >= POST_EVENTS_MAX) {
      posts.push([line]);
      bytes = size;
    } else {
      last.push(line);
      bytes += size;
    }
  }
  return posts;
}

async function post({ server, key, fetch, wait }: ServerSinkOptions, body: string): Promise<Delivered> {
  const known: { readonly authorization?: string } = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const request = { method: 'POST', headers: { 'content-type': 'application/cloudevents-batch+json', ...known }, body };
  for (let attempt = 0; ; attempt += 1) {
    const { response, answer } = await answerOf(server, fetch(`${server}/api/events`, request));
    if (response.ok) return deliveredOf(answer);
    if (!BUSY_STATUS.includes(response.status) || attempt >= BUSY_RETRIES_MAX) {
      throw new KeptError('LOG_FAILED', `The server at ${server} refused events: ${textIn(answer, 'detail')} (${response.status}).`);
    }
    await wait(Number(response.headers.get('retry-after') ?? 1) * 1000);
  }
}

async function answerOf(server: string, response: Promise<Response>): Promise<{ readonly response: Response; readonly answer: unknown }> {
  try {
    const arrived = await response;
    return { response: arrived, answer: await arrived.json() };
  } catch (cause) {
    throw new KeptError('LOG_FAILED', `The server at ${server} has the data folder open and does not answer as it should.`, { cause });
  }
}

/** A receipt of the events door. @throws KeptError LOG_FAILED when it is not one. */
function deliveredOf(answer: unknown): Delivered {
  if (
    typeof answer !== 'object' ||
    answer === null ||
    !('accepted' in answer) ||
    !('duplicates' in answer) ||
    !('refused' in answer) ||
    !Array.isArray(answer.refused)
  ) {
    throw new KeptError('LOG_FAILED', 'The server answered with something that is not a receipt.');
  }
  const refused = answer.refused.map((one: { readonly index?: unknown; readonly problem?: unknown }) => ({
    index: Number(one.index),
    isConflict: textIn(one.problem, 'code') === 'EVENT_CONFLICT',
    reason: textIn(one.problem, 'detail'),
  }));
  return { accepted: Number(answer.accepted), repeats: Number(answer.duplicates), refused };
}

function textIn(value: unknown, key: string): string {
  const found = typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined;
  return typeof found === 'string' ? found : 'no reason given';
}
