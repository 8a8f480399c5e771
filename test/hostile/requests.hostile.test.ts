import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Parties, partyOf, startParties } from '../access/parties.ts';
import { ACCESS_CASES } from './access-cases.ts';
import { ADDRESS_CASES } from './address-cases.ts';
import { ask, type RequestCase, saidBy } from './ask.ts';
import { BODY_CASES } from './body-cases.ts';
import { EVENT_CASES } from './event-cases.ts';
import { REVIEW_CASES } from './review-cases.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const AREAS: { readonly [area: string]: readonly RequestCase[] } = {
  addresses: ADDRESS_CASES,
  bodies: BODY_CASES,
  events: EVENT_CASES,
  access: ACCESS_CASES,
  review: REVIEW_CASES,
};

let all: Parties;
beforeAll(async () => {
  all = await startParties();
});
afterAll(() => all.stop());

describe.each(Object.entries(AREAS))('%s', (_area, cases) => {
  it.each(cases)('[EDGE-1] $name', async (asked) => {
    const { status, text } = await ask(partyOf(all, asked.as ?? 'local'), asked);
    expect({ status, text: text.slice(0, 400) }).toMatchObject({ status: asked.status });
    const { code, what, toDo } = saidBy(text);
    expect(code).toEqual(asked.code ?? expect.any(String));
    expect([what, toDo]).toEqual([expect.stringMatching(/\w{3}/), expect.stringMatching(/\w{3}/)]);
  });
});
