import type { SqliteLog } from '../../server/log/index.ts';
import { Dice } from '../fuzz/dice.ts';
import { crashEvent } from './crash-event.ts';

const BATCH_MAX = 40;

export type Lanes = {
  readonly log: SqliteLog;
  readonly prefix: string;
  readonly seed: number;
  readonly count: number;
  readonly rounds: number;
};

/** Several writers at once. Each acknowledged event is printed as `ack PLACE ID`, in one write for each append. */
export async function appendInLanes({ log, prefix, seed, count, rounds }: Lanes): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, lane) => appendInLane(log, `${prefix}-${lane}`, new Dice(seed * 31 + lane), rounds)));
}

async function appendInLane(log: SqliteLog, name: string, dice: Dice, rounds: number): Promise<void> {
  const sent: string[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const isRepeat = sent.length > 0 && dice.chance(0.15);
    const ids = isRepeat ? dice.of(sent) : Array.from({ length: 1 + dice.below(BATCH_MAX) }, (_, index) => `${name}-${round}-${index}`);
    const receipts = await log.append(ids.map(crashEvent), { urgent: dice.chance(0.5) });
    const wanted = isRepeat ? 'repeat' : 'accepted';
    const odd = receipts.find(({ status }) => status !== wanted);
    if (odd !== undefined) throw new Error(`${name}: an event at ${odd.place} is ${odd.status} and not ${wanted}`);
    if (!isRepeat) sent.push(ids);
    process.stdout.write(ids.map((id, index) => `ack ${receipts[index]?.place} ${id}\n`).join(''));
  }
}
