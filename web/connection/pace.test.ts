import { expect, it } from 'vitest';
import { WALL_VIEWS } from '../../test/data/wall-views.ts';
import { isNews } from './pace.ts';

const VIEW = WALL_VIEWS.mock;

it('the first view is news', () => expect(isNews(null, VIEW)).toBe(true));
it('no view is no news', () => expect(isNews(null, null)).toBe(false));
it('a worse state is news', () =>
  expect(isNews(VIEW, { ...VIEW, lines: VIEW.lines.map((line) => ({ ...line, state: 'broken' as const })) })).toBe(true));
it('a feed that went silent is news', () =>
  expect(isNews(VIEW, { ...VIEW, feeds: VIEW.feeds.map((feed) => ({ ...feed, state: 'silent' as const })) })).toBe(true));
it('values and money wait', () =>
  expect(isNews(VIEW, { ...VIEW, lines: VIEW.lines.map((line) => ({ ...line, good: line.good + 1, costMinor: 7 })) })).toBe(false));
