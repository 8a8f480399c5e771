import type { Told } from './story.ts';

/** A month of repairs and of one line's outages: what receipts are looked at and tested with. */
export const RECEIPT_BOOK = `
book: northgate
timezone: Asia/Shanghai
currency: CNY
calendars:
  office: { week: { mon-fri: ["09:00-12:00", "13:00-18:00"] }, holidays: [CN] }
register:
  customer: { key: data.customer, default: { tier: standard } }
personal: [data.phone]
promises:
  - id: repaired
    says: { en: "Service restored within 4 working hours for gold customers, 8 for others.", zh: "金牌客户 4 个工作小时内恢复业务，其他客户 8 个工作小时。" }
    short: { en: "Fault restored", zh: "故障恢复" }
    kind: deadline
    opens: ticket.opened
    met: ticket.resolved
    tier: customer.tier
    within: { gold: 4h, standard: 8h }
    calendar: office
    stops: [{ from: ticket.waiting, to: ticket.resumed, when: 'data.cause == "customer"' }]
    remedy:
      - { pay: 50% of item.fee, to: data.customer, cap: 100 CNY }
      - { do: apology }
      - { fine: 30 CNY, on: data.crew }
  - id: repaired-share
    says: { en: "Nine faults of ten are restored in time, each month.", zh: "每月九成故障按时恢复。" }
    short: { en: "Nine of ten", zh: "按时恢复率" }
    kind: ratio
    of: repaired
    window: month
    target: ">= 90%"
    remedy: { pay: 100 CNY, per: percentage point below, to: "'regulator'" }
  - id: line-up
    says: { en: "The line is up 99.9% of each month.", zh: "线路每月可用率 99.9%。" }
    short: { en: "Line up", zh: "线路可用" }
    kind: availability
    item: circuit
    down: line.down
    up: line.up
    start: up
    window: month
    target: ">= 99.9%"
boards:
  wall: { promises: [repaired, repaired-share, line-up] }
`;

const GOLD: Told = ['register.put', '2026-06-01T00:00:00+08:00', { on: 'customer/c-7', data: { kind: 'customer', tier: 'gold' } }];
const fault = (id: string, time: string, customer = 'c-7'): Told => [
  'ticket.opened',
  time,
  { on: `ticket/${id}`, data: { customer, fee: 128.5, crew: 'crew-b', phone: '138-0000-1234', site: 'Hefei' } },
];

export const RECEIPT_STORY: readonly Told[] = [
  GOLD,
  fault('T-48213', '2026-06-18T16:10:00+08:00'),
  ['ticket.waiting', '2026-06-18T17:00:00+08:00', { on: 'ticket/T-48213', data: { cause: 'customer' } }],
  ['ticket.resumed', '2026-06-22T10:15:00+08:00', { on: 'ticket/T-48213' }],
  ['ticket.resolved', '2026-06-22T16:40:00+08:00', { on: 'ticket/T-48213' }],
  fault('T-48250', '2026-06-23T09:00:00+08:00', 'c-8'),
  ['ticket.resolved', '2026-06-23T15:00:00+08:00', { on: 'ticket/T-48250' }],
  ['line.down', '2026-06-09T03:12:00+08:00', { on: 'circuit/C-17' }],
  ['line.up', '2026-06-09T04:01:30+08:00', { on: 'circuit/C-17' }],
  fault('T-48400', '2026-07-03T10:00:00+08:00'),
];
