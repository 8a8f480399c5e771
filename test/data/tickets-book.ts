import type { KeptEvent } from '../../shared/event/index.ts';

/** Two promises over tickets, with tiers, stops, an exclusion by rule, money and a deed: what a desk lists. */
export const TICKETS_BOOK = `
book: northgate
timezone: Asia/Shanghai
currency: CNY
calendars:
  office: { week: { mon-sun: ["00:00-12:00", "13:00-24:00"] } }
register:
  customer: { key: data.customer, default: { tier: standard } }
promises:
  - id: first-call
    says: { en: "We phone you within 60 minutes.", zh: "六十分钟内回电。" }
    kind: deadline
    opens: ticket.opened
    met: ticket.contacted
    broken: [ticket.closed]
    within: 60min
    exclude: [{ when: 'data.kind == "test"', reason: "a test" }]
    remedy: [{ pay: 20 CNY }, { do: apology }]
  - id: repaired
    says: { en: "Repaired in time.", zh: "按时修复。" }
    kind: deadline
    opens: ticket.opened
    met: ticket.resolved
    tier: customer.tier
    within: { gold: 4h, silver: 6h, standard: 8h }
    calendar: office
    stops: [{ from: ticket.waiting, to: ticket.resumed }]
boards:
  wall: { promises: [first-call, repaired] }
`;

/** An event of a ticket; its id holds its type and time, so that no two that differ share one. */
export function ticketEvent(ticket: string, type: string, atMs: number, data: KeptEvent['data'] = {}): KeptEvent {
  return {
    id: `${ticket}/${type}/${atMs}`,
    source: '/tickets',
    type,
    time: new Date(atMs).toISOString(),
    subject: `ticket/${ticket}`,
    data,
  };
}
