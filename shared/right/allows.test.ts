import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allows, allowsSomewhere, isSourceOf } from './allows.ts';
import { ACTIONS, RIGHTS } from './rights.ts';
import { FOLDER, LOCAL, NOBODY, ROLES, type Subject } from './subject.ts';

const board = fc.constantFrom('hall', 'yard', 'control-room');
const source = fc.constantFrom('/coach', '/coach/7', '/coaches', 'urn:calls', 'urn:calls:north', '/', '');
const site = fc.constantFrom('North', 'South', '');
const scope = fc.record({ board, site, source }, { requiredKeys: [] });
const person = fc.record({
  kind: fc.constant('person' as const),
  name: fc.constant('Wei'),
  role: fc.constantFrom(...ROLES),
  boards: fc.oneof(fc.constant('all' as const), fc.array(board, { maxLength: 2 })),
  sites: fc.oneof(fc.constant('all' as const), fc.array(site, { maxLength: 2 })),
});
const subject: fc.Arbitrary<Subject> = fc.oneof(
  fc.constantFrom(NOBODY, LOCAL, FOLDER),
  person,
  fc.record({ kind: fc.constant('wall' as const), id: fc.constant('w1'), board }),
  fc.record({ kind: fc.constant('source' as const), id: fc.constant('k1'), prefixes: fc.array(source, { maxLength: 2 }) }),
);
const action = fc.constantFrom(...ACTIONS);

it('[ACC-1] what stands in no row of the table nobody may do', () => {
  const unknown = fc.oneof(fc.string(), fc.constantFrom('toString', '__proto__', 'constructor', 'SEE-DESK', 'see-desk ', ''));
  fc.assert(
    fc.property(subject, unknown, scope, (who, what, about) => {
      fc.pre(!ACTIONS.includes(what as never));
      expect([allows(who, what, about), allowsSomewhere(who, what)]).toEqual([false, false]);
    }),
  );
});
it('[ACC-1] each role may all that the one below it may', () => {
  fc.assert(
    fc.property(person, action, scope, (who, what, about) => {
      const may = ROLES.map((role) => allows({ ...who, role }, what, about));
      expect(may).toEqual([...may].sort((a, b) => Number(a) - Number(b)));
    }),
  );
});
it('[ACC-1] who is bound to fewer boards or sites may no more, and nothing of the whole; who may somewhere is in the table', () => {
  fc.assert(
    fc.property(person, action, scope, (who, what, about) => {
      if (allows(who, what, about))
        expect([allows({ ...who, boards: 'all', sites: 'all' }, what, about), allowsSomewhere(who, what)]).toEqual([true, true]);
      const isBound = who.boards !== 'all' || who.sites !== 'all';
      if (isBound && RIGHTS[what].scope === 'whole') expect(allows(who, what, about)).toBe(false);
    }),
  );
});
it('[ACC-14] who is bound to sites may what is of one of them, of any other nothing', () => {
  fc.assert(
    fc.property(person, action, site, fc.array(site, { maxLength: 2 }), (who, what, about, sites) => {
      fc.pre(RIGHTS[what].scope === 'site');
      expect(allows({ ...who, sites }, what, { site: about })).toBe(allowsSomewhere(who, what) && sites.includes(about));
      expect(allows({ ...who, sites }, what)).toBe(allowsSomewhere(who, what) && sites.length > 0);
    }),
  );
});

it('[ACC-1] nobody may only what everyone may, and sees no figure that is not public', () => {
  fc.assert(
    fc.property(subject, action, scope, (who, what, about) => {
      if (allows(NOBODY, what, about)) expect(allows(who, what, about)).toBe(true);
    }),
  );
  expect(ACTIONS.filter((what) => allowsSomewhere(NOBODY, what))).toEqual(['open-page', 'see-public', 'file-case', 'sign-in']);
});
it('[ACC-2] a wall token sees its board and no other, and changes nothing', () => {
  fc.assert(
    fc.property(board, action, scope, (own, what, about) => {
      const may = allows({ kind: 'wall', id: 'w1', board: own }, what, about);
      expect(may).toBe(allows(NOBODY, what, about) || (what === 'see-board' && about.board === own));
    }),
  );
});
it('[ACC-3] an ingest key writes events of its sources and nothing else', () => {
  fc.assert(
    fc.property(fc.array(source), action, scope, (prefixes, what, about) => {
      const may = allows({ kind: 'source', id: 'k1', prefixes }, what, about);
      const isOwn = prefixes.some((prefix) => isSourceOf(prefix, about.source ?? ''));
      expect(may).toBe(allows(NOBODY, what, about) || (what === 'write-events' && about.source !== undefined && isOwn));
    }),
  );
});
it.each([
  ['/coach', '/coach', true],
  ['/coach', '/coach/7', true],
  ['/coach', '/coaches', false],
  ['/coach/', '/coach/7', true],
  ['/coach/', '/coach', false],
  ['urn:calls', 'urn:calls:north', true],
  ['urn:calls:north', 'urn:calls', false],
  ['', '/coach', false],
])('[ACC-3] the prefix %j holds the source %j: %j', (prefix, of, holds) => {
  expect(isSourceOf(prefix, of)).toBe(holds);
});
it('what is about a board or a source is refused where none is said', () => {
  for (const what of ACTIONS)
    if (RIGHTS[what].scope === 'board' || RIGHTS[what].scope === 'source') expect(allows(LOCAL, what, {})).toBe(false);
});
