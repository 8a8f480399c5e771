import type { LogTrouble } from '../../shared/view/index.ts';
import type { LogHealth } from '../ports/index.ts';

/** What the screens say of a log's health; `null` while there is nothing to say. */
export function troubleOf(health: LogHealth): LogTrouble | null {
  switch (health.state) {
    case 'good':
      return null;
    case 'failing':
      return { kind: 'failing', sinceAtMs: health.sinceAtMs };
    case 'damaged': {
      const { place, receivedAtMs } = health.damage.lastGood;
      return { kind: 'damaged', lastGoodAtMs: place === 0 ? null : receivedAtMs };
    }
  }
}
