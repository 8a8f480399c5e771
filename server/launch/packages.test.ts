import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { arePackagesFresh, writeStamp } from './packages.mjs';

const YAML = { version: '2.9.1', integrity: 'sha512-a' };
const ELSEWHERE = { version: '1.0.0', integrity: 'sha512-b', optional: true };
const LOCK = JSON.stringify({ packages: { '': { version: '0.1.0' }, 'node_modules/yaml': YAML, 'node_modules/for-windows': ELSEWHERE } });

it('packages that were never installed are stale', () => {
  expect(arePackagesFresh(scratchFolder({ 'package-lock.json': LOCK }))).toBe(false);
});
it('packages are fresh after they were stamped', () => {
  const root = scratchFolder({ 'package-lock.json': LOCK, 'node_modules/yaml/package.json': '{}' });
  writeStamp(root);
  expect(arePackagesFresh(root)).toBe(true);
});
it('packages are stale once the lock file has changed', () => {
  const root = scratchFolder({ 'package-lock.json': LOCK, 'node_modules/yaml/package.json': '{}' });
  writeStamp(root);
  writeFileSync(join(root, 'package-lock.json'), LOCK.replace('2.9.1', '2.9.2'));
  expect(arePackagesFresh(root)).toBe(false);
});
it('packages that somebody installed with npm are fresh, without those for other platforms', () => {
  const installed = JSON.stringify({ packages: { 'node_modules/yaml': YAML } });
  expect(arePackagesFresh(scratchFolder({ 'package-lock.json': LOCK, 'node_modules/.package-lock.json': installed }))).toBe(true);
});
it('packages that somebody installed in another version are stale', () => {
  const installed = JSON.stringify({ packages: { 'node_modules/yaml': { ...YAML, version: '2.9.0' } } });
  expect(arePackagesFresh(scratchFolder({ 'package-lock.json': LOCK, 'node_modules/.package-lock.json': installed }))).toBe(false);
});
it('packages that came from another platform are stale, whatever npm recorded', () => {
  const installed = JSON.stringify({ packages: { 'node_modules/yaml': YAML } });
  const files = {
    'package-lock.json': LOCK,
    'node_modules/.package-lock.json': installed,
    'node_modules/.kept-stamp': 'beos-ppc-node-26 0',
  };
  expect(arePackagesFresh(scratchFolder(files))).toBe(false);
});
