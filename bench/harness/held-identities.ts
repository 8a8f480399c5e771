import { DatabaseSync } from 'node:sqlite';

/** Identities that a log is to hold, in equal shares on each source and UTC day. */
export type Identities = {
  readonly sources: readonly string[];
  /** In days since 1970-01-01. */
  readonly firstDay: number;
  readonly days: number;
  readonly count: number;
};

/** As many as a commit has at most. */
const KEYS_PER_ROW = 1_000;
const WORDS_PER_KEY = 3;
/** Beyond every place that the log will reach. */
const FIRST_PLACE = 1e11;
const SEED = 0x9e37_79b9;

/**
 * Puts identities into a log file as the store would have written them, without the events themselves: random hashes, which no event has.
 * The log must be open, since it would not open with more identities than events, and must not have seen those days yet.
 */
export function withIdentities(file: string, { sources, firstDay, days, count }: Identities): void {
  const database = new DatabaseSync(file);
  database.exec('BEGIN IMMEDIATE');
  const addSource = database.prepare('INSERT OR IGNORE INTO source (name) VALUES (?)');
  const addKeys = database.prepare(
    'INSERT INTO identity (source, day, first_place, keys) VALUES ((SELECT id FROM source WHERE name = ?), ?, ?, ?)',
  );
  const random = randomWords(SEED);
  const share = Math.ceil(count / (sources.length * days));
  for (const source of sources) {
    addSource.run(source);
    for (let day = firstDay; day < firstDay + days; day += 1) {
      for (let from = 0; from < share; from += KEYS_PER_ROW) {
        const keys = keysOf(Math.min(KEYS_PER_ROW, share - from), random);
        addKeys.run(source, day, FIRST_PLACE + from, new Uint8Array(keys.buffer));
      }
    }
  }
  database.exec('COMMIT');
  database.close();
}

function keysOf(count: number, random: () => number): Uint32Array {
  const keys = new Uint32Array(count * WORDS_PER_KEY);
  for (let key = 0; key < count; key += 1) {
    keys[key * WORDS_PER_KEY] = random();
    keys[key * WORDS_PER_KEY + 1] = random();
    keys[key * WORDS_PER_KEY + 2] = key;
  }
  return keys;
}

/** Numbers of 32 bits that look random. Source: G. Steele, D. Lea, C. Flood, "SplitMix", with the mixer of 32 bits. */
function randomWords(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e37_79b9) | 0;
    let word = Math.imul(state ^ (state >>> 16), 0x21f0_aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a_2d97);
    return (word ^ (word >>> 15)) >>> 0;
  };
}
