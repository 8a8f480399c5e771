import type { wallEn } from './wall-en.ts';

/** What only a wall says, in Simplified Chinese; part of `zh.ts`. */
export const wallZh: { readonly [K in keyof typeof wallEn]: string } = {
  'seal.with-book': '#{place} · {book}',
  'seal.with-shown': '#{place} · {shown}',
  'turn.day': '{day} · 看板 {at} / {of}',
  'planned.title': '计划施工至 {time}。',
  'planned.detail': '{count} / {total} 暂停：{names}',
  'planned.meaning': '期间不计入考核',
  'reading.too-small': '从 {distance} 米处观看，屏幕应为 {inches} 英寸。',
  'seal.tight': '{shown}/{total} #{place}',
  'clock.ahead': '本机时钟快 {duration}',
  'clock.behind': '本机时钟慢 {duration}',
};
