import type { Language } from '../../../shared/text/index.ts';

/** Windows that screens are looked at in, px. */
export const SIZES = {
  '1080p': { width: 1_920, height: 1_080 },
  '4k': { width: 3_840, height: 2_160 },
  portrait: { width: 1_080, height: 1_920 },
  '720p': { width: 1_280, height: 720 },
  '1440': { width: 1_440, height: 900 },
  '1280': { width: 1_280, height: 720 },
  tablet: { width: 1_280, height: 800 },
  '640': { width: 640, height: 800 },
  sheet: { width: 1_000, height: 1_300 },
  // A4 less its margins, at 96 dots an inch.
  a4: { width: 688, height: 1_016 },
  phone: { width: 390, height: 844 },
  narrow: { width: 320, height: 640 },
} as const;
export type Size = keyof typeof SIZES;

/** What the reader's system asks for. */
export const LOOKS = {
  light: { colorScheme: 'light', contrast: 'no-preference' },
  dark: { colorScheme: 'dark', contrast: 'no-preference' },
  'light-contrast': { colorScheme: 'light', contrast: 'more' },
  'dark-contrast': { colorScheme: 'dark', contrast: 'more' },
} as const;
export type Look = keyof typeof LOOKS;

export type Picture = {
  readonly screen: string;
  readonly state: string;
  readonly size: Size;
  readonly look: Look;
  readonly language: Language;
  /** The window is made as tall as what it shows. */
  readonly isWhole: boolean;
};

/** What it is of, which is also where its file stands. */
export function nameOf({ screen, state, size, look, language }: Picture): string {
  return `${screen}/${[state, size, look, language].join('-')}`;
}
