import { describe, expect, it } from 'vitest';
import type { LogHealth } from '../../server/ports/index.ts';
import { event, type Opened } from './log.contract.ts';

/** What every log says of itself. Faults differ from adapter to adapter and have tests of their own. */
export function logHealthContract(opened: Opened): void {
  describe('health', () => {
    it('[LOG-5] is good, and nobody is told anything, while events are taken', async () => {
      const log = await opened();
      const told: LogHealth[] = [];
      const stop = log.onHealth((health) => told.push(health));
      await log.append([event('a')], { urgent: true });
      await log.append([event('a')], { urgent: true });
      stop();
      expect([log.health(), told]).toEqual([{ state: 'good' }, []]);
    });
  });
}
