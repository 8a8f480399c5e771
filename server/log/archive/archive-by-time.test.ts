import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { ManualClock } from '../../../test/contracts/manual-clock.ts';
import { archiveByTime } from './archive-by-time.ts';

const HOUR_MS = 3_600_000;
const JUNE = { name: '2026-06.seg', firstPlace: 1, lastPlace: 9, bytes: 100 };

/** What is asked of the log, and told to the operator, from 5 July on. */
async function asked(hours: readonly number[], answer: () => Promise<readonly (typeof JUNE)[]>) {
  const clock = new ManualClock(Date.UTC(2026, 6, 5));
  const told: string[] = [];
  const archive = (before: string) => {
    told.push(`before ${before}`);
    return answer();
  };
  const stop = archiveByTime({
    log: { archive },
    clock,
    onArchived: (archived) => told.push(archived.map(({ name }) => name).join()),
    onFault: (error) => told.push(String(error)),
  });
  for (const passed of hours) {
    clock.move(passed * HOUR_MS);
    await setImmediate();
  }
  return { told, clock, stop };
}

it('[LOG-9] a month moves once it has been over for seven days, without anybody asking', async () => {
  const { told } = await asked([1, 6, 72], async () => []);
  expect(told).toEqual(['before 2026-06', 'before 2026-06', 'before 2026-07']);
});

it('what moved is told, and so is what went wrong, after which it is tried again', async () => {
  let times = 0;
  const { told } = await asked([1, 6, 6], async () => {
    times += 1;
    if (times === 1) throw new Error('the disk refuses');
    return times === 2 ? [JUNE] : [];
  });
  expect(told).toEqual(['before 2026-06', 'Error: the disk refuses', 'before 2026-06', '2026-06.seg', 'before 2026-06']);
});

it('nothing is asked after it was stopped', async () => {
  const { told, clock, stop } = await asked([1], async () => []);
  stop();
  clock.move(100 * HOUR_MS);
  expect(told).toHaveLength(1);
});
