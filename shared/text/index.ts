export { compareText } from './compare-text.ts';
export { type Bilingual, type Language, say, sayText, type Text, type TextKey } from './text.ts';
