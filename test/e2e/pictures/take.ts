import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { faultsOnPage } from '../page-faults.ts';
import { bookStage } from './book.ts';
import { crewStage } from './crew.ts';
import { demoStage } from './demo.ts';
import { deskStage } from './desk.ts';
import { exampleStage } from './example.ts';
import { LOOKS, nameOf, type Picture, SIZES } from './picture.ts';
import { publicStage } from './public.ts';
import { receiptStage } from './receipt.ts';
import { reviewStage } from './review.ts';
import { setupStage } from './setup.ts';
import { type Stage, type StageMaker, stateOf } from './stage.ts';
import { wallStage } from './wall.ts';

const STAGES: { readonly [screen: string]: StageMaker } = {
  wall: wallStage,
  desk: deskStage,
  review: reviewStage,
  public: publicStage,
  book: bookStage,
  crew: crewStage,
  setup: setupStage,
  receipt: receiptStage,
  demo: demoStage,
  example: exampleStage,
};
/** A browser works on one page while another waits for its server. */
const SCREENS_AT_ONCE = 2;
/** No page takes so long; one that does is a fault, and the others go on. */
const STEP_MS_MAX = 20_000;
const WHOLE_PX_MAX = 12_000;
/** What the browser itself says of an answer that a state is about: nobody signed in, no such site, a server that is gone. */
const EXPECTED = /^Failed to load resource: (net::ERR_EMPTY_RESPONSE|.* 40[14] )/;

/** @param faults what is cut off, overlaps, stands outside the screen or was complained of. */
export type Taken = { readonly name: string; readonly faults: readonly string[] };
export type TakeOptions = {
  readonly browser: Browser;
  /** Where the pictures go, a folder for each screen; `null` looks without taking any. */
  readonly folder: string | null;
  readonly tell: (taken: Taken) => void;
};

/** Goes through pictures and tells each, some screens beside others. A page is opened once for all sizes and looks of a state and a language. */
export async function takePictures(pictures: readonly Picture[], options: TakeOptions): Promise<void> {
  const screens = [...Map.groupBy(pictures, ({ screen }) => screen)];
  const takeSome = async (): Promise<void> => {
    for (let next = screens.shift(); next !== undefined; next = screens.shift()) await takeScreen(...next, options);
  };
  await Promise.all(Array.from({ length: SCREENS_AT_ONCE }, takeSome));
}

async function takeScreen(screen: string, pictures: readonly Picture[], options: TakeOptions): Promise<void> {
  const stage = await stateOf(STAGES, screen)(options.browser);
  for (const alike of Map.groupBy(pictures, ({ state, language }) => `${state} ${language}`).values()) {
    await takeState(stage, alike, options);
  }
  await stage.close();
}

/** All pictures of one state in one language. */
async function takeState(stage: Stage, pictures: readonly Picture[], { browser, folder, tell }: TakeOptions): Promise<void> {
  const [first] = pictures;
  if (first === undefined) return;
  const heard: string[] = [];
  let page: Page | null = null;
  const newPage: Parameters<Stage['open']>[0]['newPage'] = async (context) => {
    page = await (context ?? browser).newPage();
    page.setDefaultTimeout(STEP_MS_MAX);
    page.on('console', (message) => {
      if (message.type() === 'error' && !EXPECTED.test(message.text())) heard.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
    await dress(page, first);
    return page;
  };
  const left = [...pictures];
  try {
    const shown = await stage.open({ ...first, newPage });
    for (const picture of pictures) {
      const faults = await look(shown, picture, stage.settleMs ?? 0, folder);
      tell({ name: nameOf(picture), faults: [...heard.splice(0), ...faults] });
      left.shift();
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    for (const picture of left) tell({ name: nameOf(picture), faults: [...heard.splice(0), `not drawn: ${why}`] });
  }
  await (page as Page | null)?.close();
}

/** Gives the page the window and what the reader asks for. */
async function dress(page: Page, { size, look }: Picture): Promise<void> {
  await page.setViewportSize(SIZES[size]);
  await page.emulateMedia({ ...LOOKS[look], reducedMotion: 'reduce' });
  // A wall goes by what its address says, and not by the system.
  await page.evaluate((theme) => {
    const { dataset } = document.documentElement;
    if (dataset['theme'] !== undefined) dataset['theme'] = theme;
  }, LOOKS[look].colorScheme);
}

async function look(page: Page, picture: Picture, settleMs: number, folder: string | null): Promise<readonly string[]> {
  await dress(page, picture);
  if (settleMs > 0) await page.waitForTimeout(settleMs);
  if (picture.isWhole) await growToContent(page, picture);
  if (picture.isWhole && settleMs > 0) await page.waitForTimeout(settleMs);
  if (folder !== null) {
    const path = join(folder, `${nameOf(picture)}.png`);
    mkdirSync(dirname(path), { recursive: true });
    await page.screenshot({ path, animations: 'disabled' });
  }
  return faultsOnPage(page);
}

async function growToContent(page: Page, { size }: Picture): Promise<void> {
  const { width, height } = SIZES[size];
  const more = await page.evaluate(() => {
    const hidden = (element: Element): number => element.scrollHeight - element.clientHeight;
    return Math.max(...[document.documentElement, ...document.querySelectorAll('.app, main')].map(hidden));
  });
  if (more > 0) await page.setViewportSize({ width, height: Math.min(WHOLE_PX_MAX, height + more) });
}
