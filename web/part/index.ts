export { Announcer } from './announcer.ts';
export { default as ChanceBar } from './chance-bar.svelte';
export { default as Countdown } from './countdown.svelte';
export { type FeedLine, feedLine, feedTip, lostFeedLine } from './feed-line.ts';
export { HTML_LANG } from './locale.ts';
export { chancePercent, NONE, percentOf, targetPercent } from './percent.ts';
export { default as StateMark } from './state-mark.svelte';
export { textEms, textWidth } from './text-width.ts';
export { createWords, type Words, type WordsOptions } from './words.ts';
