import type { Browser, Page } from 'playwright-core';

export type OpenPage = { readonly page: Page /** What the console complained about. */; readonly complaints: string[] };

/** A page as large as a wall's screen. */
export async function openPage(browser: Browser, url: string, viewport = { width: 1920, height: 1080 }): Promise<OpenPage> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, complaints };
}
