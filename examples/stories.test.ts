import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadBook } from '../server/command/book-file.ts';
import { stateAsOf } from '../shared/engine/index.ts';
import { instantOf, type KeptEvent, parseEvent } from '../shared/event/index.ts';
import { judgementLines } from '../shared/view/index.ts';
import { faultsBySchema } from '../test/data/judge-schema.ts';
import { EXAMPLES } from '../test/e2e/examples.ts';
import { seededRandom, shuffled } from '../test/simulation/world.ts';

const at = (name: string, file: string): string => join(import.meta.dirname, name, file);

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

function judged(name: string, events: readonly KeptEvent[]): readonly string[] {
  const state = stateAsOf(loadBook(at(name, 'book.yaml')).book, events, { asOfMs: null, places: null });
  return state === null ? [] : [...judgementLines(state)].map((line) => JSON.stringify(line));
}

it.each(EXAMPLES.map(({ name }) => name))(
  '[TIM-4] the story of %s is judged and priced as expected.ndjson says, in any order of arrival',
  (name) => {
    const events = linesOf(readFileSync(at(name, 'events.ndjson'), 'utf8')).map((line) => parseEvent(JSON.parse(line)));
    const expected = linesOf(readFileSync(at(name, 'expected.ndjson'), 'utf8'));
    expect(judged(name, events)).toEqual(expected);
    expect(judged(name, shuffled([...events, ...events.slice(0, 9)], seededRandom(11)).filter(isFirst()))).toEqual(expected);
    expect(faultsBySchema(expected.map((line) => JSON.parse(line)))).toEqual([]);
  },
);

/** What a log does with a repeat (LOG-1). */
function isFirst(): (event: KeptEvent) => boolean {
  const seen = new Set<string>();
  return ({ source, id }) => !seen.has(`${source} ${id}`) && seen.add(`${source} ${id}`) !== undefined;
}

it.each(EXAMPLES)(
  'the board of $name lists its promises in both languages, and there is something to see at its instant',
  ({ name, board, at: instant }) => {
    const { book } = loadBook(at(name, 'book.yaml'));
    const shown = book.boards.find(({ id }) => id === board);
    expect(shown?.title.en).not.toBe(shown?.title.zh);
    for (const promise of book.versions.flatMap((version) => version.promises)) expect(promise.says.en).not.toBe(promise.says.zh);
    const times = linesOf(readFileSync(at(name, 'events.ndjson'), 'utf8')).map((line) => instantOf(JSON.parse(line).time) as number);
    expect(times.filter((atMs) => atMs <= (instantOf(instant) as number)).length).toBeGreaterThan(3);
    expect(existsSync(at(name, 'README.md'))).toBe(true);
  },
);
