import type { wallEn } from './wall-en.ts';

/** What only a wall says, in Simplified Chinese; part of `zh.ts`. */
export const wallZh: { readonly [K in keyof typeof wallEn]: string } = {
  'seal.with-book': '{book} · #{place}',
  'seal.with-shown': '{shown} · #{place}',
  'clock.ahead': '本机时钟快 {duration}',
  'clock.behind': '本机时钟慢 {duration}',
};
