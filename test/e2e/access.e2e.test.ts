import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TICKETS_BOOK } from '../data/tickets-book.ts';
import { openPage } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { type KeptServer, startKept } from './kept-server.ts';

const [ADMIN, LEAD] = ['the password of Ana', 'the password of Wei'];
const SIZE = { width: 1280, height: 900 };

let browser: Browser;
let folder: string;
let kept: KeptServer;

beforeAll(async () => {
  browser = await launchChromium();
  folder = mkdtempSync(join(tmpdir(), 'kept-access-'));
  writeFileSync(join(folder, 'book.yaml'), TICKETS_BOOK);
  kept = await startKept({ command: 'serve', args: ['--accounts', '--book', join(folder, 'book.yaml'), '--data', join(folder, 'data')] });
});
afterAll(async () => {
  await kept.stop();
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Takes up a link as whoever was given it does. */
async function takeUp(link: string, password: string, name: string | null): Promise<Page> {
  const { page } = await openPage(browser, `${link.replace('#', '?lang=en#')}`, SIZE);
  if (name !== null) await page.getByLabel('Name').fill(name);
  await page.getByLabel('New password').fill(password);
  await page.getByLabel('The same password again').fill(password);
  await page.keyboard.press('Enter');
  return page;
}

/** The secret that the page shows this once. */
async function shownOnce(page: Page): Promise<string> {
  const secret = await page.locator('#once').inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  return secret;
}

async function send(key: string, id: string): Promise<number> {
  const event = {
    specversion: '1.0',
    id,
    source: '/desk',
    type: 'ticket.opened',
    time: new Date().toISOString(),
    subject: `ticket/${id}`,
    data: {},
  };
  const headers = { 'content-type': 'application/cloudevents+json', authorization: `Bearer ${key}` };
  return (await fetch(`${kept.url}/api/events`, { method: 'POST', headers, body: JSON.stringify(event) })).status;
}

it('[ACC-2, ACC-3, ACC-5, ACC-13] from a fresh install to an admin, a second user, a wall and a sender, and all of them revoked again', async () => {
  const first = /http:\/\/\S+#first=\S+/.exec(kept.said())?.[0] ?? '';
  const admin = await takeUp(first, ADMIN, 'Ana');
  admin.on('dialog', (dialog) => void dialog.accept());
  await admin.getByRole('heading', { name: 'Who may come in' }).waitFor();

  await admin.getByLabel('Name', { exact: true }).fill('Wei');
  await admin.getByRole('combobox', { name: 'Role', exact: true }).selectOption('lead');
  await admin.getByRole('button', { name: 'Add somebody' }).click();
  const lead = await takeUp(await shownOnce(admin), LEAD, null);
  await lead.waitForURL(/\/desk/);
  await lead.locator('[role=grid]').waitFor();

  // Their password is their own to change, and other pages of theirs have to sign in again.
  const own = await lead.context().newPage();
  await own.goto(`${kept.url}/setup?lang=en`);
  await own.getByLabel('Password now').fill(LEAD);
  await own.getByLabel('New password').fill(`${LEAD}, another`);
  await own.getByLabel('The same password again').fill(`${LEAD}, another`);
  await own.getByRole('button', { name: 'Change the password' }).click();
  await own.getByText('Changed. All your other pages').waitFor();
  await own.close();

  const walls = admin.getByRole('region', { name: 'Walls' });
  await walls.getByLabel('What it is for').fill('Hall');
  await walls.getByRole('button', { name: 'Make a wall token' }).click();
  const { page: wall } = await openPage(browser, await shownOnce(admin));
  await expect.poll(() => new URL(wall.url()).hash).toBe('');

  const keys = admin.getByRole('region', { name: 'Ingest keys' });
  await keys.getByLabel('What it is for').fill('Ticket system');
  await keys.getByLabel('Sources').fill('/desk');
  await keys.getByRole('button', { name: 'Make an ingest key' }).click();
  const key = await shownOnce(admin);
  expect(await send(key, 'T-1')).toBe(202);
  await wall.getByText('T-1', { exact: true }).first().waitFor();
  await lead.locator('[role=grid]').getByText('T-1', { exact: true }).first().waitFor();

  await keys.getByRole('button', { name: 'Revoke' }).click();
  await keys.getByText('No program has a key yet.').waitFor();
  expect(await send(key, 'T-2')).toBe(401);
  await walls.getByRole('button', { name: 'Revoke' }).click();
  await wall.getByText('Ask an admin for a new one').waitFor();
  await admin.getByRole('row', { name: /^Wei/ }).getByRole('button', { name: 'Remove' }).click();
  await lead.waitForURL(/\/sign-in\?next=/);
  await admin.getByRole('button', { name: 'Sign out', exact: true }).click();
  await admin.waitForURL(/\/sign-in/);
  expect((await fetch(`${kept.url}/api/desk`)).status).toBe(401);
});
