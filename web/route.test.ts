import { expect, it } from 'vitest';
import { languageOf, screenOf } from './route.ts';

it.each([
  ['/wall/control-room', { name: 'wall', board: 'control-room' }],
  ['/wall/%E5%8C%97%E9%97%A8/', { name: 'wall', board: '北门' }],
  ['/wall/', { name: 'nowhere' }],
  ['/wall/%E5', { name: 'nowhere' }],
  ['/desk', { name: 'desk' }],
  ['/desk/', { name: 'desk' }],
  ['/review', { name: 'review' }],
  ['/sign-in', { name: 'sign-in' }],
  ['/setup/', { name: 'setup' }],
  ['/crew', { name: 'crew', site: null }],
  ['/crew/North%20gate', { name: 'crew', site: 'North gate' }],
  ['/crew/%E5', { name: 'nowhere' }],
  ['/desks', { name: 'nowhere' }],
  ['/', { name: 'nowhere' }],
])('%s is the screen %o', (path, screen) => expect(screenOf(path)).toEqual(screen));

it('passes over a language that it does not speak', () =>
  expect(['zh', 'en', 'fr', null].map(languageOf)).toEqual(['zh', 'en', null, null]));
