import type { Browser, Page } from 'playwright-core';
import { openPage } from './browser.ts';

/** What each task may cost somebody who has never seen the screen, and is told by it which keys there are. */
export type Task = {
  readonly name: string;
  /** Keys pressed, each letter that is typed included. */
  readonly keystrokesMax: number;
  readonly work: (hands: Hands) => Promise<void>;
};

export type Done = { readonly name: string; readonly keystrokes: number; readonly typed: number; readonly seconds: number };

const DESK = { width: 1_440, height: 900 };
const PHONE = { width: 390, height: 844 };
/** Counting a week of the demo is long work. */
const WEEK_MS_MAX = 300_000;
const NAME = 'Lead A';

/** Somebody at a keyboard: what is pressed is counted, and nothing else can be done. */
export class Hands {
  readonly page: Page;
  #keystrokes = 0;
  #typed = 0;

  constructor(page: Page) {
    this.page = page;
  }

  get count(): { readonly keystrokes: number; readonly typed: number } {
    return { keystrokes: this.#keystrokes, typed: this.#typed };
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.#keystrokes += 1;
      await this.page.keyboard.press(key);
    }
  }

  async type(text: string): Promise<void> {
    this.#keystrokes += text.length;
    this.#typed += text.length;
    await this.page.keyboard.type(text);
  }

  /** Goes on with Tab until what has the focus matches. @throws Error where it does not come within `most`. */
  async tabTo(selector: string, most = 40): Promise<void> {
    for (let tabs = 0; tabs < most; tabs += 1) {
      await this.press('Tab');
      if (await this.page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
    }
    throw new Error(`Tab does not lead to ${selector} within ${most} keys.`);
  }

  /** Resolves when the page says it. */
  async see(selector: string, text: RegExp, msMax = 30_000): Promise<void> {
    await this.page.locator(selector).filter({ hasText: text }).first().waitFor({ timeout: msMax });
  }
}

/** On the desk: what breaks next is selected, and is theirs. */
async function takeWhatBreaksNext(hands: Hands): Promise<void> {
  await hands.see('[data-place]', /./);
  await hands.press('.', 'a');
  await hands.type(NAME);
  await hands.press('Enter');
  await hands.see('[data-place][aria-selected="true"]', new RegExp(NAME));
}

/** On the desk: a customer's item is found, how its deadline is counted stands there, and a notice in plain words is drafted. */
async function explainDeadline(hands: Hands): Promise<void> {
  await hands.see('[data-place]', /T-\d+/);
  const label =
    /T-[\d-]+/.exec((await hands.page.locator('[data-place]').filter({ hasText: /T-\d/ }).first().textContent()) ?? '')?.[0] ?? '';
  await hands.press('/');
  await hands.type(label);
  await hands.press('Enter');
  await hands.see('.pane', new RegExp(label));
  await hands.see('.pane', /How the deadline is counted/);
  await hands.tabTo('.pane .btn:not(kbd *)');
  await hands.tabTo('.pane .sec > .btn');
  await hands.press('Enter');
  const notice = hands.page.locator('.pane textarea').first();
  await notice.waitFor();
  if (!(await notice.inputValue()).includes(label)) throw new Error('The notice does not say what it is about.');
}

/** In the review: the board as it was on the Tuesday, beside what came of it, and why items broke in that week. */
async function findWhyTuesday(hands: Hands): Promise<void> {
  await hands.see('.columns', /./, WEEK_MS_MAX);
  const isTuesday = async () => ((await hands.page.locator('.deck time').textContent()) ?? '').startsWith('Tue');
  for (let days = 0; days < 7 && !(await isTuesday()); days += 1) await hands.press('{');
  await hands.press('Shift+B');
  if (!(await isTuesday())) throw new Error('The break before is of another day.');
  await hands.see('.compare', /Broken|Behind/, WEEK_MS_MAX);
  await hands.see('.causes', /\d/);
}

/** In the review: the week counted again with a target that is higher. */
async function tryStricter(hands: Hands): Promise<void> {
  await hands.see('.columns', /./, WEEK_MS_MAX);
  await hands.press('i');
  await hands.type('Busy');
  await hands.tabTo('#what-slide', 8);
  await hands.press(...Array.from({ length: 5 }, () => 'ArrowRight'));
  await hands.see('.what-if table', /\d/, WEEK_MS_MAX);
}

/** On a phone: a complaint is filed, and found again by its number. */
async function complainAndFollow(hands: Hands): Promise<void> {
  const { page } = hands;
  await hands.tabTo('a[href*="complain"]');
  await hands.press('Enter');
  await page.waitForURL(/complain/);
  await hands.tabTo('textarea');
  await hands.type('Nobody phoned me back.');
  await hands.tabTo('button[type=submit]');
  await hands.press('Enter');
  await page.waitForURL(/\/promises\/cases\/[0-9A-Z]{16}/);
  const reference = /[0-9A-Z]{16}/.exec(page.url())?.[0] ?? '';
  await hands.tabTo('a[href*="/promises/cases"]');
  await hands.press('Enter');
  await page.waitForURL(/\/promises\/cases(\?|$)/);
  await hands.tabTo('input[name=reference], input#reference');
  await hands.type(reference);
  await hands.press('Enter');
  await hands.see('.standing', /Received/);
}

const TASKS: readonly (Task & { readonly path: string; readonly size: typeof DESK })[] = [
  { name: 'find what breaks next and take it', path: '/desk', size: DESK, keystrokesMax: 10, work: takeWhatBreaksNext },
  { name: 'explain a deadline to a customer', path: '/desk', size: DESK, keystrokesMax: 40, work: explainDeadline },
  { name: 'find why last Tuesday was bad', path: '/review', size: DESK, keystrokesMax: 10, work: findWhyTuesday },
  { name: 'try a stricter target', path: '/review', size: DESK, keystrokesMax: 24, work: tryStricter },
  { name: 'file and follow a complaint', path: '/promises', size: PHONE, keystrokesMax: 90, work: complainAndFollow },
];
export const TASK_NAMES: readonly string[] = TASKS.map(({ name }) => name);

/** Does one task on a server, from the first view of its screen on, as somebody whom the screen does not know yet. */
export async function doTask(browser: Browser, url: string, name: string): Promise<Done & { readonly keystrokesMax: number }> {
  const task = TASKS.find((each) => each.name === name);
  if (task === undefined) throw new Error(`There is no task "${name}".`);
  const { page } = await openPage(browser, `${url}${task.path}?lang=en`, task.size);
  const hands = new Hands(page);
  const startedAtMs = performance.now();
  await task.work(hands);
  const seconds = (performance.now() - startedAtMs) / 1_000;
  await page.context().close();
  return { name, ...hands.count, seconds, keystrokesMax: task.keystrokesMax };
}
