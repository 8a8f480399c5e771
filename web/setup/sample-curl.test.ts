import { expect, it } from 'vitest';
import { sampleCurl } from './sample-curl.ts';

const at = Date.UTC(2026, 5, 18, 7);

it('a sample is an event of the feed, sent with a key that stands nowhere in it', () => {
  const text = sampleCurl({ source: '/desk', sends: ['call.*', 'ticket.opened'] }, 'http://kept:4600', at);
  expect(text).toContain('curl -X POST http://kept:4600/api/events');
  const event: unknown = JSON.parse(/-d '(.+)'/.exec(text)?.[1] ?? '');
  expect(event).toMatchObject({ source: '/desk', type: 'ticket.opened', subject: 'ticket/TEST-1', time: '2026-06-18T07:00:00.000Z' });
});
it('where a feed sends whole families, one of them is made up', () => {
  expect(sampleCurl({ source: '/g', sends: ['departure.*'] }, '', at)).toContain('"type":"departure.test"');
});
