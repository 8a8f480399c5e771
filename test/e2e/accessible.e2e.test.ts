import { testLooks } from './axe.ts';

// Each theme and each language once, and more contrast; the long run has the others.
testLooks([
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'zh' },
  { theme: 'light', language: 'zh', asks: 'more-contrast' },
]);
