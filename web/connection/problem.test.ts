import { afterEach, expect, it, vi } from 'vitest';
import { problemIn, refusedBy, SILENT } from './problem.ts';

const went: string[] = [];
vi.stubGlobal('location', { pathname: '/review', search: '?week=2026-W24', assign: (to: string) => void went.push(to) });
afterEach(() => {
  went.length = 0;
});
const problem = (code: string) => new Response(JSON.stringify({ title: 'No', code, detail: 'Do it' }), { status: 401 });

it('[ACC-10] a page whose session has ended leads to signing in and back', async () => {
  expect(await refusedBy(problem('SIGN_IN_NEEDED'))).toMatchObject({ code: 'SIGN_IN_NEEDED' });
  expect(went).toEqual(['/sign-in?next=%2Freview%3Fweek%3D2026-W24']);
});
it('any other refusal is told where it stands, and so is that of what somebody has just written', async () => {
  await refusedBy(problem('RIGHT_MISSING'));
  await problemIn(problem('SIGN_IN_NEEDED'));
  expect(await refusedBy(new Response('nothing', { status: 502 }))).toBe(SILENT);
  expect(went).toEqual([]);
});
