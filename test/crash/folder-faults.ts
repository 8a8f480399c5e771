import { SqliteLog, verifyFolder } from '../../server/log/index.ts';
import { ManualClock } from '../contracts/manual-clock.ts';
import type { Acknowledged } from './acknowledged.ts';
import { crashEvent, phoneOf } from './crash-event.ts';

/** As many as are sent again to see that they are repeats, the newest of them. */
const AGAIN_MAX = 100;

/**
 * Opens a data folder after a crash and says what is wrong with it: an acknowledged event that is not there or not in its place,
 * anything twice, a broken chain, a repeat that is not known, a sealed value that is gone, or a log that does not go on.
 */
export async function folderFaults(folder: string, acknowledged: Acknowledged): Promise<readonly string[]> {
  const log = await SqliteLog.open({ folder, clock: new ManualClock(0) });
  try {
    return [...(await contentFaults(log, acknowledged)), ...(await goingOnFaults(log, acknowledged)), ...verifiedFaults(folder)];
  } finally {
    await log.close();
  }
}

function verifiedFaults(folder: string): readonly string[] {
  return verifyFolder(folder).damages.map(({ fault, what }) => `verify finds ${fault}: ${what}`);
}

async function contentFaults(log: SqliteLog, acknowledged: Acknowledged): Promise<readonly string[]> {
  const places = new Map<string, number>();
  const faults: string[] = [];
  for await (const { firstPlace, events } of log.read(0)) {
    events.forEach(({ id }, index) => {
      if (places.has(id)) faults.push(`${id} is there twice, at ${places.get(id)} and ${firstPlace + index}`);
      places.set(id, firstPlace + index);
    });
  }
  if (log.head().place !== places.size) faults.push(`the head is ${log.head().place}, but ${places.size} events are there`);
  for (const [id, place] of acknowledged) {
    if (places.get(id) !== place) faults.push(`${id} was acknowledged at ${place} and is ${places.get(id) ?? 'lost'}`);
  }
  return faults;
}

async function goingOnFaults(log: SqliteLog, acknowledged: Acknowledged): Promise<readonly string[]> {
  const faults: string[] = [];
  const again = [...acknowledged].slice(-AGAIN_MAX);
  const receipts = await log.append(
    again.map(([id]) => crashEvent(id)),
    { urgent: true },
  );
  for (const [index, [id, place]] of again.entries()) {
    const receipt = receipts[index];
    if (receipt?.status !== 'repeat' || receipt.place !== place)
      faults.push(`${id}, sent again, is ${receipt?.status} at ${receipt?.place}`);
    const { data } = crashEvent(id);
    const phone = (await log.personal(place))?.['data.phone'];
    if (phone !== (data['phone'] === undefined ? undefined : phoneOf(id))) faults.push(`the phone of ${id} is ${JSON.stringify(phone)}`);
  }
  const { place } = log.head();
  const [fresh] = await log.append([crashEvent(`fresh-${place}`)], { urgent: true });
  if (fresh?.status !== 'accepted' || fresh.place !== place + 1) faults.push(`a new event is ${fresh?.status} at ${fresh?.place}`);
  return faults;
}
