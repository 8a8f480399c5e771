import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { KeptEvent } from '../../shared/event/index.ts';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
/** What hangs ends; what is slow on a machine that does other work beside does not. */
const START_MS_MAX = 90_000;

/** The real program in a process of its own, as a user starts it. */
export type KeptServer = {
  readonly url: string;
  readonly port: number;
  /** What it has said so far. */
  said(): string;
  /** Resolves when what it says matches. */
  says(pattern: RegExp): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Ends it as Ctrl-C does; gives the exit code. */
  stop(): Promise<number | null>;
};

export type Start = { readonly command: 'demo' | 'serve'; readonly args: readonly string[]; readonly port?: number };

export async function startKept({ command, args, port = 0 }: Start): Promise<KeptServer> {
  const child = spawn(process.execPath, [MAIN, command, '--port', String(port), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const voice = listenTo(child);
  await voice.says(/Ctrl-C ends it/);
  const url = /http:\/\/localhost:\d+/.exec(voice.said())?.[0] ?? '';
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill(signal);
    await once(child, 'exit');
    return child.exitCode;
  };
  return { ...voice, url, port: Number(url.split(':').at(-1)), kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') };
}

function listenTo(child: ChildProcess): Pick<KeptServer, 'said' | 'says'> {
  let text = '';
  const hearers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (piece: Buffer) => {
      text += piece.toString();
      for (const hear of hearers) hear();
    });
  }
  const says = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const refuse = (why: string) => reject(new Error(`${why} It said:\n${text}`));
      const timer = setTimeout(() => refuse(`Kept did not say ${pattern} within ${START_MS_MAX} ms.`), START_MS_MAX);
      const hear = () => {
        if (!pattern.test(text)) return;
        clearTimeout(timer);
        hearers.delete(hear);
        resolve();
      };
      hearers.add(hear);
      child.once('exit', (code) => refuse(`Kept ended with ${code}.`));
      hear();
    });
  return { said: () => text, says };
}

/** Sends events as a source does. */
export async function post(url: string, events: readonly KeptEvent[]): Promise<Response> {
  return fetch(`${url}/api/events`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(events.map((event) => ({ specversion: '1.0', ...event }))),
  });
}
