import type { Obligation } from '../clock/index.ts';
import type { Observation } from './observation.ts';

/** In the order in which what happens at one instant is taken: what was due before, then what happened, then what is foretold. */
const RANK = { lesson: 0, decided: 1, told: 2, changed: 3, opened: 4, moment: 5 } as const;
/** So many hashes there are: 2 to the 32nd. */
const HASHES = 4_294_967_296;

/** Names an obligation in words, no two alike. */
export function nameOf({ promise, subject, nth, stage }: Obligation): string {
  return `${promise} ${subject} ${nth} ${stage ?? ''}`;
}

/**
 * One number for the place of a task among those of its instant: its rank, then a hash of what it is about, so that the order of arrival
 * does not matter, and no name has to be put together and held.
 */
export function orderOf(rank: keyof typeof RANK, obligation: Obligation): number {
  return RANK[rank] * HASHES + hashOf(obligation);
}

/** Whether an obligation is among those of which one in `count` is taken: the same one whoever else is there. */
export function isOneIn(count: number, obligation: Obligation): boolean {
  return count <= 1 || (count < Number.POSITIVE_INFINITY && (hashOf(obligation) >>> 4) % count === 0);
}

/** What an observation is about; `null` for an event about an item on which nothing was ever owed. */
export function aboutOf(observation: Observation): Obligation | null {
  return observation.kind === 'told' ? observation.mark.about : observation.watched.obligation;
}

/** Of one promise many are asked for one after the other. */
let lastPromise = { promise: '', nth: 0, hash: hashed('', 2_166_136_261) };

function hashOf({ promise, subject, nth, stage }: Obligation): number {
  if (lastPromise.promise !== promise || lastPromise.nth !== nth)
    lastPromise = { promise, nth, hash: hashed(promise, 2_166_136_261 + nth) };
  const ofSubject = hashed(subject, lastPromise.hash);
  return stage === null ? ofSubject : hashed(stage, ofSubject);
}

/** FNV-1a over the units of a text, 32 bits. */
function hashed(text: string, seed: number): number {
  let hash = seed >>> 0;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
  return hash >>> 0;
}
