import type { Seal } from '../../shared/wire/index.ts';

/** The digits of a seal in fours, so that they can be read off a picture: `3f9a 41c2 77d0 b1e8`. */
export function sealDigits({ hash }: Seal): string {
  return hash.replace(/(.{4})(?=.)/g, '$1 ');
}
