import { copyFileSync, cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteLog, verifyFolder } from '../../server/log/index.ts';
import { Dice } from '../fuzz/dice.ts';
import { contentOf } from './content.ts';
import { crashEvent, PERSONAL } from './crash-event.ts';
import { clockIn, monthOf } from './later-clock.ts';

/** `found` names what verify said. `harmless`: no word of the log has changed, as where nothing is written. */
export type Flip = { readonly where: string; readonly outcome: 'found' | 'harmless' | 'missed'; readonly said: string };

/** A log with an archived month, personal values and a month in the database, closed. Returns the files that hold it. */
export async function logToFlip(folder: string): Promise<readonly string[]> {
  const first = await SqliteLog.open({ folder, clock: clockIn(0), personal: PERSONAL });
  for (let from = 0; from < 200; from += 20) await first.append(idsFrom(from).map(crashEvent), { urgent: true });
  await first.close();
  const clock = clockIn(1);
  const second = await SqliteLog.open({ folder, clock, personal: PERSONAL });
  const [month] = await second.archive(monthOf(clock));
  for (let from = 200; from < 400; from += 20) await second.append(idsFrom(from).map(crashEvent), { urgent: true });
  await second.close();
  return ['log.db', 'log.mark', `archive/${month?.name}`];
}

/** Flips one bit of each file so many times, each time in a fresh copy, and sees whether verify finds it. */
export function flips(
  folder: string,
  { files, times, seed, scratch }: { files: readonly string[]; times: number; seed: number; scratch: string },
): readonly Flip[] {
  const whole = contentOf(folder);
  const copy = join(scratch, 'flipped');
  cpSync(folder, copy, { recursive: true });
  const dice = new Dice(seed);
  const seen = files.flatMap((file) =>
    Array.from({ length: times }, (): Flip => {
      const bit = dice.below(statSync(join(folder, file)).size * 8);
      flip(join(copy, file), bit);
      const said = saidOf(copy);
      const outcome = said !== '' ? 'found' : contentIs(copy, whole) ? 'harmless' : 'missed';
      copyFileSync(join(folder, file), join(copy, file));
      return { where: `${file}, bit ${bit}`, outcome, said };
    }),
  );
  rmSync(copy, { recursive: true });
  return seen;
}

function idsFrom(from: number): readonly string[] {
  return Array.from({ length: 20 }, (_, index) => `flip-${from + index}`);
}

function flip(file: string, bit: number): void {
  const bytes = readFileSync(file);
  const at = Math.floor(bit / 8);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit % 8));
  writeFileSync(file, bytes);
}

function saidOf(folder: string): string {
  try {
    return verifyFolder(folder)
      .damages.map(({ what }) => what)
      .join(' ');
  } catch (error) {
    return String(error);
  }
}

function contentIs(folder: string, whole: string): boolean {
  try {
    return contentOf(folder) === whole;
  } catch {
    return false;
  }
}
