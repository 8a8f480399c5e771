import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import type { MessagePort } from 'node:worker_threads';
import { KeptError } from '../../shared/error/index.ts';
import type { Bilingual } from '../../shared/text/index.ts';
import type { Clock } from '../ports/index.ts';
import { answerPast } from './answer-past.ts';
import { answerReview } from './answer-review.ts';
import type { History } from './history.ts';
import { Replay } from './replay.ts';
import type { FromThread, ToThread } from './thread-messages.ts';

/** Live comes first: a thread of the past gets what is left of the processor. */
const NICENESS = 10;
const PROGRESS_EVERY_MS = 200;

export type ThreadParts = { readonly history: History; readonly clock: Clock; readonly banner: Bilingual | null };

/** Answers the main thread: queries of the past one by one, or one replay. */
export function serveThread(port: MessagePort, { history, clock, banner }: ThreadParts): void {
  const say = (message: FromThread) => port.postMessage(message);
  const underWay = new Map<number, AbortController>();
  let replay: Replay | null = null;
  standBack();
  const answered = async (id: number, work: (signal: AbortSignal) => Promise<FromThread>) => {
    const controller = new AbortController();
    underWay.set(id, controller);
    try {
      say(await work(controller.signal));
    } catch (error) {
      say({ kind: 'refused', id, error: refusalOf(error, controller.signal) });
    } finally {
      underWay.delete(id);
    }
  };
  const ask = ({ id, query }: Extract<ToThread, { kind: 'ask' }>) =>
    answered(id, async (signal) => ({ kind: 'answer', id, answer: await answerPast(history, { ...query, banner }, signal) }));
  const review = ({ id, query }: Extract<ToThread, { kind: 'review' }>) =>
    answered(id, async (signal) => {
      const onProgress = atTimes(clock, (share) => say({ kind: 'progress', id, share }));
      return { kind: 'reviewed', id, body: await answerReview(history, query, { signal, onProgress }) };
    });
  port.on('message', (message: ToThread) => {
    switch (message.kind) {
      case 'ask':
        return void ask(message);
      case 'review':
        return void review(message);
      case 'cancel':
        return underWay.get(message.id)?.abort();
      case 'open': {
        const sink = { frame: sayFrame, ended: sayEnded };
        replay = new Replay({ history, clock, wanted: message.wanted, banner, sink });
        return void replay.open().then((reply) => say({ kind: 'reply', id: message.id, reply }));
      }
      case 'do':
        return void replay?.do(message.wanted).then((reply) => say({ kind: 'reply', id: message.id, reply }));
      case 'taken':
        return replay?.taken();
    }
  });
  function sayFrame(frame: Extract<FromThread, { kind: 'frame' }>['frame']): void {
    say({ kind: 'frame', frame });
  }
  function sayEnded(ended: Extract<FromThread, { kind: 'ended' }>['ended']): void {
    say({ kind: 'ended', ended });
  }
}

/** Says how far it is a few times a second, and never that it went back. */
function atTimes(clock: Clock, say: (share: number) => void): (share: number) => void {
  let [saidAtMs, most] = [0, 0];
  return (share) => {
    most = Math.max(most, Math.min(1, share));
    if (clock.nowAtMs() - saidAtMs < PROGRESS_EVERY_MS) return;
    saidAtMs = clock.nowAtMs();
    say(most);
  };
}

function refusalOf(error: unknown, signal: AbortSignal) {
  if (error instanceof KeptError) return error.toJSON();
  if (!signal.aborted) console.error(error);
  return new KeptError('SERVER_FAULT', 'The query failed.').toJSON();
}

/** Linux gives each thread a priority of its own, by its number; elsewhere threads share that of the program. */
function standBack(): void {
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    if (Number.isInteger(thread) && thread !== process.pid) setPriority(thread, NICENESS);
  } catch {
    // It works all the same, only less politely.
  }
}
