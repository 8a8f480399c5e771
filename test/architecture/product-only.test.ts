import { extname } from 'node:path';
import { expect, it } from 'vitest';
import { FILES, read } from './project.ts';

const NOT_TEXT = new Set(['.png', '.jpg', '.gif', '.ico', '.woff', '.woff2', '.gz', '.zip', '.pdf', '.db']);

// One letter of each word stands in brackets, so that this file does not find itself.
/** What would only make sense on one machine, or speaks of how the project is made. */
const FOREIGN: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'a path of one machine', pattern: /(?<![\w.-])\/([w]ork|[r]oot|[f]arm|Users\/\w+|home\/\w+|tmp\/brief)\// },
  { what: 'the address of a package registry', pattern: /https?:\/\/[a-z0-9.-]*([r]egistry|[m]irror)[a-z0-9.-]*/i },
  {
    what: 'an assistant',
    pattern: /\b([c]laude|[a]nthropic|[o]penai|[c]hatgpt|[c]opilot|[s]ubagents?|large language [m]odels?|AI [a]ssistants?)\b/i,
  },
];

it.each(FOREIGN)('no file names $what', ({ pattern }) => {
  const faults = FILES.filter((file) => !NOT_TEXT.has(extname(file))).flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${pattern.exec(line)?.[0]}`] : [])),
  );
  expect(faults, 'the project speaks of the product alone').toEqual([]);
});
