import { describe, expect, it } from 'vitest';
import { feedBytes, readFeedMessage } from './feed-message.ts';

describe('a message', () => {
  it('says what it was sent with: a delay of 0 is one, and none is none', () => {
    const update = { stopSequence: 1, departure: { delay: 0, time: 1_774_743_600 } };
    const sent = {
      header: { timestamp: 1_774_743_600 },
      entity: [{ id: '1', tripUpdate: { trip: { tripId: 'T1' }, stopTimeUpdate: [update] } }],
    };
    expect(readFeedMessage(feedBytes(sent), 'x.pb')).toEqual(sent);
  });
});

describe('a message that cannot be read', () => {
  it('is a message that tells changes only', () => {
    const bytes = feedBytes({ header: { incrementality: 'DIFFERENTIAL', timestamp: 1 } });
    expect(() => readFeedMessage(bytes, 'x.pb')).toThrow(expect.objectContaining({ code: 'FILE_UNREADABLE' }));
  });

  it.each([
    ['', 'no header'],
    ['<html>502</html>', 'no GTFS Realtime message'],
  ])('is %j', (text, message) => {
    expect(() => readFeedMessage(Buffer.from(text), 'x.pb')).toThrow(message);
  });
});
