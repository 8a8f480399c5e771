import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Language } from '../../../shared/text/index.ts';

export type Asked = {
  readonly state: string;
  readonly language: Language;
  /** Opens a page that is listened to, of somebody who is signed in where a context is given. */
  readonly newPage: (context?: BrowserContext) => Promise<Page>;
};

/** One screen and what serves it, in whatever state it is wanted. */
export type Stage = {
  /** A page that shows the state, settled; it stays so while its window and its theme change. */
  open(asked: Asked): Promise<Page>;
  /** How long it takes to draw itself anew in another window. */
  readonly settleMs?: number;
  close(): Promise<void>;
};

export type StageMaker = (browser: Browser) => Promise<Stage>;

/** @throws Error where a screen has no such state: the table and the screen differ. */
export function stateOf<T>(states: { readonly [state: string]: T }, state: string): T {
  const found = states[state];
  if (found === undefined) throw new Error(`There is no state "${state}"; there are ${Object.keys(states).join(', ')}.`);
  return found;
}

export function fontsOf(page: Page): Promise<void> {
  return page.evaluate(() => document.fonts.ready.then(() => undefined));
}
