import type { Zone } from '../../../shared/calendar/index.ts';
import { DAY_MS, dateOfDayNumber } from '../../../shared/event/index.ts';
import { RowFault } from './row-fault.ts';

const MINUTE_MS = 60_000;

/** Writes instants as RFC 3339 with the offset of a zone. It remembers the last date, since rows come by the day. */
export class InstantText {
  readonly #zone: Zone;
  #dayNumber = Number.NaN;
  #date = '';

  constructor(zone: Zone) {
    this.#zone = zone;
  }

  /** @throws RowFault when the year has not four digits. */
  of(atMs: number): string {
    const offsetMs = this.#zone.offsetAtMs(atMs);
    // Offsets of the nineteenth century have seconds, which RFC 3339 cannot say; such instants are written in UTC.
    const shownMs = offsetMs % MINUTE_MS === 0 ? offsetMs : 0;
    const localMs = atMs + shownMs;
    const dayNumber = Math.floor(localMs / DAY_MS);
    if (dayNumber !== this.#dayNumber) {
      this.#date = dateText(dayNumber);
      this.#dayNumber = dayNumber;
    }
    return `${this.#date}T${timeText(localMs - dayNumber * DAY_MS)}${offsetText(shownMs / MINUTE_MS)}`;
  }
}

function dateText(dayNumber: number): string {
  const { year, month, day } = dateOfDayNumber(dayNumber);
  if (year < 0 || year > 9999) throw new RowFault(undefined, `the year ${year} is outside of 0 to 9999`);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function timeText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const fraction = ms % 1000 === 0 ? '' : `.${String(ms % 1000).padStart(3, '0')}`;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${fraction}`;
}

function offsetText(minutes: number): string {
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
