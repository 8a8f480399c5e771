export { type DatedSetDay, type HolidaySet, isPublished, type PublishedYears, type SetDay } from './holiday-set.ts';
export { HOLIDAY_SET_NAMES, publishedSet } from './published-sets.ts';
