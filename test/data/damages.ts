import type { DatabaseSync } from 'node:sqlite';
import type { Dice } from '../fuzz/dice.ts';
import { databaseIn } from './real-log.ts';

/** Alters a log through SQL; `other` is the folder of a log that has nothing to do with it. */
type Damaging = (database: DatabaseSync, dice: Dice, other: string) => void;
const rowOf = (database: DatabaseSync, dice: Dice, table: string): Record<string, unknown> =>
  dice.of(database.prepare(`SELECT * FROM ${table}`).all());
const flipped = (bytes: unknown, dice: Dice): Uint8Array => {
  const changed = Uint8Array.from(bytes as Uint8Array);
  const at = dice.below(changed.length);
  changed[at] = (changed[at] ?? 0) ^ (1 << dice.below(8));
  return changed;
};
const placeOf = (database: DatabaseSync, dice: Dice): number => Number(rowOf(database, dice, 'batch')['first_place']);
const two = (database: DatabaseSync, dice: Dice): readonly [number, number] => {
  const [a, b] = [placeOf(database, dice), placeOf(database, dice)];
  return a === b ? two(database, dice) : [a, b];
};
/** Another text of the same kind. */
const retyped = (text: unknown, dice: Dice): string => {
  const at = dice.below(String(text).length);
  const old = String(text)[at];
  return `${String(text).slice(0, at)}${old === 'a' ? 'b' : 'a'}${String(text).slice(at + 1)}`;
};
const setBatch =
  (column: string, value: (old: unknown, dice: Dice) => string | number | Uint8Array): Damaging =>
  (database, dice) => {
    const row = rowOf(database, dice, 'batch');
    database.prepare(`UPDATE batch SET ${column} = ? WHERE first_place = ?`).run(value(row[column], dice), Number(row['first_place']));
  };
const byOne = (old: unknown, dice: Dice) => Number(old) + (dice.chance(0.5) ? 1 : -1);
const setMeta =
  (key: string): Damaging =>
  (database, dice) => {
    const old = database.prepare('SELECT value FROM meta WHERE key = ?').get(key)?.['value'];
    database.prepare('UPDATE meta SET value = ? WHERE key = ?').run(retyped(old, dice), key);
  };
const setPersonal =
  (column: string): Damaging =>
  (database, dice) => {
    const row = rowOf(database, dice, 'personal');
    database.prepare(`UPDATE personal SET ${column} = ? WHERE place = ?`).run(retyped(row[column], dice), Number(row['place']));
  };
const fromOther: Damaging = (database, dice, other) => {
  database.prepare('ATTACH ? AS other').run(databaseIn(other));
  const places = database.prepare('SELECT first_place FROM batch JOIN other.batch USING (first_place, count) WHERE first_place > 1').all();
  const place = Number(dice.of(places)['first_place']);
  database.exec(`REPLACE INTO batch SELECT * FROM other.batch WHERE first_place = ${place}`);
};
const swapped =
  (columns: readonly string[]): Damaging =>
  (database, dice) => {
    const rows = two(database, dice).map((place) => database.prepare('SELECT * FROM batch WHERE first_place = ?').get(place) ?? {});
    const set = database.prepare(`UPDATE batch SET ${columns.map((name) => `${name} = ?`).join(', ')} WHERE first_place = ?`);
    for (const [index, row] of rows.entries())
      set.run(...columns.map((name) => rows[1 - index]?.[name] as Uint8Array), Number(row['first_place']));
  };
const run =
  (text: string): Damaging =>
  (database) =>
    database.exec(text);

const CHAIN = ['missing', 'inserted', 'altered', 'other', 'truncated'];
/** Ways to damage a log, how many seeds each is tried with, and what the first thing found may be called. */
export const DAMAGES: readonly (readonly [what: string, times: number, damage: Damaging, faults: readonly string[]])[] = [
  ['a byte of a body', 20, setBatch('body', flipped), ['altered']],
  ['a byte of a hash', 10, setBatch('chain', flipped), ['altered', 'other']],
  ['a received time', 10, setBatch('received_at_ms', byOne), ['altered']],
  ['a count', 10, setBatch('count', byOne), CHAIN],
  ['a first place', 10, setBatch('first_place', (old) => Number(old) + 100_000), CHAIN],
  [
    'a row taken out',
    10,
    (database, dice) => void database.exec(`DELETE FROM batch WHERE first_place = ${placeOf(database, dice)}`),
    CHAIN,
  ],
  ['the first row taken out', 1, run('DELETE FROM batch WHERE first_place = 1'), CHAIN],
  ['the last row taken out', 1, run('DELETE FROM batch WHERE first_place = (SELECT max(first_place) FROM batch)'), ['truncated']],
  ['all rows taken out', 1, run('DELETE FROM batch; DELETE FROM identity; DELETE FROM personal'), ['truncated']],
  [
    'the end cut off',
    5,
    (database, dice) => void database.exec(`DELETE FROM batch WHERE first_place >= ${placeOf(database, dice)}`),
    ['truncated'],
  ],
  [
    'a row written again at the end',
    5,
    (database, dice) =>
      void database.exec(`INSERT INTO batch SELECT (SELECT max(first_place) + 1 FROM batch) - 1 + (SELECT count FROM batch ORDER BY 1 DESC LIMIT 1), count, received_at_ms, chain, body
      FROM batch WHERE first_place = ${placeOf(database, dice)}`),
    CHAIN,
  ],
  ['two bodies swapped', 10, swapped(['body', 'count']), CHAIN],
  ['two whole rows swapped', 10, swapped(['count', 'received_at_ms', 'chain', 'body']), CHAIN],
  ['a batch of another log', 5, fromOther, CHAIN],
  ['the epoch', 3, setMeta('epoch'), ['meta']],
  ['the origin', 3, setMeta('origin'), ['meta', ...CHAIN]],
  ['the seed of the hashes', 3, setMeta('hash-seed'), ['meta', 'identity']],
  ['the personal paths', 3, setMeta('personal'), ['meta']],
  ['the check of these', 3, setMeta('check'), ['meta']],
  ['all of these taken out', 1, run('DELETE FROM meta'), ['LOG_DAMAGED']],
  [
    'a row of identities taken out',
    5,
    (database, dice) => {
      const { source, day, first_place } = rowOf(database, dice, 'identity');
      database.exec(`DELETE FROM identity WHERE source = ${source} AND day = ${day} AND first_place = ${first_place}`);
    },
    ['identity'],
  ],
  [
    'a row of identities altered',
    5,
    (database, dice) => {
      const { source, day, first_place, keys } = rowOf(database, dice, 'identity');
      const set = database.prepare('UPDATE identity SET keys = ? WHERE source = ? AND day = ? AND first_place = ?');
      set.run(flipped(keys, dice), Number(source), Number(day), Number(first_place));
    },
    ['identity'],
  ],
  ['identities under another day', 1, run('UPDATE identity SET day = day + 100 WHERE day = (SELECT min(day) FROM identity)'), ['identity']],
  ['identities of nothing', 1, run('INSERT INTO identity SELECT source, day + 50, first_place, keys FROM identity LIMIT 1'), ['identity']],
  ['a source renamed', 1, run("UPDATE source SET name = 'urn:kept:nobody' WHERE id = 2"), ['identity']],
  ['a personal value', 5, setPersonal('value'), ['personal']],
  ['its salt', 5, setPersonal('salt'), ['personal']],
  ['its path', 5, setPersonal('path'), ['personal']],
  ['a personal value of no entry', 1, run("INSERT INTO personal VALUES (99999999, 'data.phone', 's', '1')"), ['personal']],
  ['a table dropped', 1, run('DROP TABLE identity'), ['LOG_DAMAGED']],
];
