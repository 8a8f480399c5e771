import { testLooks } from './axe.ts';

// Each theme and each language once; the long run has the other two pairs.
testLooks([
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'zh' },
]);
