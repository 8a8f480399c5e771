import { testLooks } from './axe.ts';

// Those that the short run leaves out.
testLooks([
  { theme: 'light', language: 'zh' },
  { theme: 'dark', language: 'en' },
]);
