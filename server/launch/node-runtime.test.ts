import { expect, it } from 'vitest';
import { ensureNode, packageFor } from './node-runtime.mjs';

it('goes on with this Node when it is new enough', async () => {
  expect(await ensureNode('/nowhere')).toBe(process.execPath);
});
it('knows a package without install scripts for each common platform', () => {
  const platforms = [
    ['linux', 'x64'],
    ['linux', 'arm64'],
    ['darwin', 'arm64'],
    ['darwin', 'x64'],
    ['win32', 'x64'],
  ] as const;
  expect(platforms.map(([platform, arch]) => packageFor(platform, arch))).toHaveLength(5);
});
it('says what to install by hand on any other platform', () => {
  expect(() => packageFor('freebsd', 'x64')).toThrow('there is no package of it for freebsd on x64');
});
