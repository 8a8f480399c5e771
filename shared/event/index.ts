export { DistinctEvents } from './distinct-events.ts';
export type { Batch, Json, JsonObject, KeptEvent } from './event.ts';
export { sameContent, utcDayOf } from './identity.ts';
export { DAY_MS, dateOfDayNumber, dayNumberOf, daysInMonth, instantOf } from './instant.ts';
export { checkedEvent, EventFault, type Found, nothingFound, parseEvent } from './parse-event.ts';
export { textHash } from './text-hash.ts';
