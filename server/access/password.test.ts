import { expect, it } from 'vitest';
import { Passwords } from './password.ts';
import { Throttle } from './throttle.ts';

const WEAK = { n: 16, r: 8, p: 1 };
const PASSWORD = 'a long enough password';

it('[ACC-6] a password is stored with the parameters of its hash, salted, and found old once they are raised', async () => {
  const [weak, strong] = [new Passwords(WEAK), new Passwords({ ...WEAK, n: 32 })];
  const stored = await weak.hash(PASSWORD);
  expect(stored).toMatch(/^scrypt\$16\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  expect(await weak.hash(PASSWORD)).not.toBe(stored);
  expect(await weak.check(PASSWORD, stored)).toEqual({ isRight: true, isOld: false });
  expect(await strong.check(PASSWORD, stored)).toEqual({ isRight: true, isOld: true });
  expect((await strong.check(`${PASSWORD}.`, stored)).isRight).toBe(false);
});
it('letters that can be typed in two ways are the same password', async () => {
  const passwords = new Passwords(WEAK);
  expect((await passwords.check('Cafe\u0301 au lait, chaud', await passwords.hash('Caf\u00e9 au lait, chaud'))).isRight).toBe(true);
});
it.each(['', 'eleven char', 'x'.repeat(129)])('[ACC-7] %j is no password to be set, nor the one of nobody', async (password) => {
  const passwords = new Passwords(WEAK);
  await expect(passwords.hash(password)).rejects.toMatchObject({ code: 'ACCESS_INVALID' });
  expect((await passwords.check(password, null)).isRight).toBe(false);
});
it('[ACC-7] more than can be hashed at once wait, and of more the rest are sent away', async () => {
  const passwords = new Passwords(WEAK);
  const all = await Promise.allSettled(Array.from({ length: 60 }, () => passwords.check(PASSWORD, null)));
  expect(all.filter(({ status }) => status === 'rejected')).toHaveLength(60 - 34);
  expect((await passwords.check(PASSWORD, null)).isRight).toBe(false);
});
it('[ACC-7] a name that nobody has takes as much work as a wrong password', async () => {
  const passwords = new Passwords({ n: 2 ** 12, r: 8, p: 1 });
  const stored = await passwords.hash(PASSWORD);
  const timed = async (of: string | null) => {
    const times = [];
    for (let at = 0; at < 7; at += 1) {
      const fromMs = performance.now();
      await passwords.check('not the right password', of);
      times.push(performance.now() - fromMs);
    }
    return Math.min(...times);
  };
  const [known, unknown] = [await timed(stored), await timed(null)];
  expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(3);
});
it('a throttle forgets the oldest key rather than grow', () => {
  const throttle = new Throttle({ burst: 1, everyMs: 1_000 });
  for (let key = 0; key < 10_001; key += 1) expect(throttle.take(`k${key}`, 0)).toBe(0);
  expect([throttle.take('k10000', 0), throttle.take('k0', 0)]).toEqual([1_000, 0]);
});
