import { KeptError } from '../../shared/error/index.ts';
import type { Log } from '../ports/index.ts';

/** A log that takes no more events while the engine cannot follow: what it cannot let go of would fill the memory. People's acts do not come by here. */
export function admitting(live: { readonly isFullOf: string | null }, log: Pick<Log, 'append'>): Pick<Log, 'append'> {
  return {
    append: (events, options) => {
      const why = live.isFullOf;
      return why === null ? log.append(events, options) : Promise.reject(new KeptError('LOG_BUSY', why));
    },
  };
}
