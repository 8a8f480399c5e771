import { testLooks } from './axe.ts';

// Those that the short run leaves out.
testLooks([
  { theme: 'light', language: 'zh' },
  { theme: 'dark', language: 'en' },
  { theme: 'dark', language: 'zh', asks: 'more-contrast' },
  { theme: 'light', language: 'en', asks: 'own-colours' },
  { theme: 'dark', language: 'en', asks: 'own-colours' },
]);
