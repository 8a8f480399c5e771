import { expect, it } from 'vitest';
import { isKnown, licences, lockedPackages, SCRIPTED } from '../../server/launch/licences.ts';
import { read } from './project.ts';

it('every package has a licence that is known', () => {
  expect(
    licences().filter((each) => !isKnown(each)),
    'look at its licence, and list it in server/launch/licences.ts',
  ).toEqual([]);
  expect(isKnown({ name: 'x', version: '1.0.0', licence: 'UNKNOWN', isShipped: false })).toBe(false);
  expect(isKnown({ name: 'x', version: '1.0.0', licence: 'MPL-2.0', isShipped: true })).toBe(false);
});

it('no package runs code while it is installed, and each is what it was when it was locked', () => {
  const packages = lockedPackages();
  expect(packages.length).toBeGreaterThan(200);
  expect(packages.filter(({ name, hasInstallScript }) => hasInstallScript === true && !SCRIPTED.includes(name))).toEqual([]);
  // The checkers of other platforms were locked without a hash; they are never part of what is handed on.
  const bare = packages.filter(({ integrity }) => integrity?.startsWith('sha512-') !== true);
  expect(bare.filter(({ name }) => !name.startsWith('@biomejs/cli-'))).toEqual([]);
  expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
});

it('versions are exact', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as {
    readonly [kind: string]: { readonly [name: string]: string };
  };
  const ranges = Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
  expect(ranges).toEqual([]);
});
