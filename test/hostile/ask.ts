import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import type { Party } from '../access/parties.ts';

/** One request that nobody should send, and what it is told. */
export type RequestCase = {
  readonly name: string;
  /** Who sends it: a party by name; on the server without accounts where none is named. */
  readonly as?: string;
  readonly method?: string;
  readonly path: string;
  readonly headers?: { readonly [name: string]: string };
  /** Sent as it is; an object as JSON. */
  readonly body?: string | Buffer | object;
  readonly status: number;
  /** Of the refusal; without one only the status is looked at. */
  readonly code?: string;
};

export type Answered = { readonly status: number; readonly text: string };

/** Longer than anything that is refused may take, on a machine that is busy. */
const ANSWER_MS_MAX = 15_000;

/** Sends exactly what a case says, which `fetch` would mend. */
export async function ask({ url, headers: own }: Party, { method = 'GET', path, headers = {}, body }: RequestCase): Promise<Answered> {
  const bytes = bytesOf(body);
  const sent = {
    origin: url,
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(bytes.length) }),
    ...own(),
    ...headers,
  };
  const { port, hostname } = new URL(url);
  const outgoing = request({ host: hostname, port, method, path, headers: sent, timeout: ANSWER_MS_MAX, agent: false });
  outgoing.once('timeout', () => outgoing.destroy(new Error('no answer')));
  outgoing.end(bytes);
  const [response] = await once(outgoing, 'response');
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return { status: response.statusCode, text };
}

/** Sends bytes as they are, and gives what comes back until the connection ends. */
export async function askRaw({ url }: Pick<Party, 'url'>, bytes: string | Buffer): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.setTimeout(ANSWER_MS_MAX, () => socket.destroy(new Error('no answer')));
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  socket.on('error', () => {});
  socket.end(bytes);
  await once(socket, 'close');
  return text;
}

function bytesOf(body: RequestCase['body']): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
}

/** What a refusal says of itself, of whatever part of the server it is. */
export function saidBy(text: string): { readonly code: unknown; readonly what: unknown; readonly toDo: unknown } {
  const { code, message, title, detail, fix } = parsed(text);
  // Of events `detail` says what happened and `fix` what to do; elsewhere `title` and `detail`; on a socket `message` and `fix`.
  return fix === undefined ? { code, what: title, toDo: detail } : { code, what: message ?? detail, toDo: fix };
}

function parsed(text: string): { readonly [field: string]: unknown } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
