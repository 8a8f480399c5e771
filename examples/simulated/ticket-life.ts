import { CUSTOMERS, type Customer, type Tier } from './customers.ts';
import { Dice } from './dice.ts';
import { afterWork, dateOf, dayAt, HOUR_MS, hourAt, isAtWork, MINUTE_MS, SECOND_MS } from './local-time.ts';
import { type Category, QUEUE_OF, TITLES } from './ticket-text.ts';

export type Step = {
  readonly what: 'opened' | 'assigned' | 'contacted' | 'waiting' | 'resumed' | 'resolved' | 'reopened' | 'closed';
  readonly atMs: number;
  readonly data: { readonly [field: string]: string };
};

/** A ticket from its opening to its end; a late one says since when that is certain. */
export type Ticket = {
  /** `2026-11-02-17`: the date it was opened, and its number on that day. */
  readonly name: string;
  readonly customer: Customer;
  readonly category: Category;
  /** In order of time. */
  readonly steps: readonly Step[];
  readonly replyLateAtMs: number | null;
  readonly repairLateAtMs: number | null;
};

/** Working time to the first call back, and to the repair, that customers are promised. */
export const REPLY_ALLOWANCE_MS = 60 * MINUTE_MS;
export const REPAIR_ALLOWANCE_MS: { readonly [tier in Tier]: number } = {
  gold: 4 * HOUR_MS,
  silver: 6 * HOUR_MS,
  bronze: 8 * HOUR_MS,
  standard: 12 * HOUR_MS,
};

const CATEGORIES: readonly Category[] = [
  'fault',
  'fault',
  'fault',
  'fault',
  'fault',
  'baggage',
  'baggage',
  'billing',
  'billing',
  'question',
];
const DESKS = ['Desk North', 'Desk East', 'Desk South', 'Desk West'];
const REPLY_MEAN_MS = 22.5 * MINUTE_MS;
const REPLY_MAX_MS = 3 * HOUR_MS;
/** Repairs take this share of their allowance on average; faults are the hardest. */
const REPAIR_MEAN_SHARE: { readonly [category in Category]: number } = { fault: 0.45, baggage: 0.48, billing: 0.42, question: 0.36 };
const REPAIR_MAX_SHARE = 2.2;
const ON_CALL_SHARE = 0.12;
const ASSIGNED_SHARE = 0.6;
const WAITING_SHARE = 0.15;
const HANDED_OFF_SHARE = 0.1;
const REOPENED_SHARE = 0.05;
const BUSY_HOURS = [9, 10, 11, 14, 15];
const BUSY_HOUR_LOAD = 1.2;
const QUIET_HOUR_LOAD = 0.85;
const HARD_DAY_SHARE = 0.08;
const HARD_DAY_LOAD = 1.8;

/** What becomes of the ticket with that number on its day. It depends on nothing but the seed, its number and when it was opened. */
export function ticketOf(seed: number, openedAtMs: number, number: number): Ticket {
  const name = `T-${dateOf(dayAt(openedAtMs)).text.slice(2).replaceAll('-', '')}-${number}`; // T-261102-5: it says its date, and is short.
  const dice = new Dice(seed, 'ticket', name);
  const customer = dice.oneOf(CUSTOMERS);
  const category = dice.oneOf(CATEGORIES);
  const desk = dice.oneOf(DESKS);
  const load = loadAt(seed, openedAtMs);
  const reply = replyOf(dice, openedAtMs, load);
  const allowanceMs = REPAIR_ALLOWANCE_MS[customer.tier];
  const repairMs = repairTime(dice, allowanceMs, REPAIR_MEAN_SHARE[category] * load);
  const repair = repairSteps(dice, reply.atMs, { repairMs, desk });
  const data = { customer: customer.id, category, queue: QUEUE_OF[category], title: dice.oneOf(TITLES[category]) };
  const steps: readonly Step[] = [
    { what: 'opened', atMs: openedAtMs, data },
    ...assigned(dice, openedAtMs, reply, desk),
    { what: 'contacted', atMs: reply.atMs, data: { by: desk } },
    ...repair,
    ...afterRepair(dice, repair.at(-1)?.atMs ?? reply.atMs),
  ];
  return {
    name,
    customer,
    category,
    steps: steps.toSorted((a, b) => a.atMs - b.atMs),
    replyLateAtMs: reply.workMs > REPLY_ALLOWANCE_MS ? reply.atMs : null,
    repairLateAtMs: reply.workMs + repairMs > allowanceMs ? (repair.at(-1)?.atMs ?? null) : null,
  };
}

/** How much slower than usual work begun then is. */
function loadAt(seed: number, atMs: number): number {
  const dice = new Dice(seed, 'load', dateOf(dayAt(atMs)).text);
  const ofDay = dice.isWithin(HARD_DAY_SHARE) ? HARD_DAY_LOAD : dice.between(0.75, 1.15);
  return ofDay * (BUSY_HOURS.includes(hourAt(atMs)) ? BUSY_HOUR_LOAD : QUIET_HOUR_LOAD);
}

type Reply = { readonly workMs: number; readonly atMs: number };

/** Out of hours somebody on call may ring at once, which takes no working time. */
function replyOf(dice: Dice, openedAtMs: number, load: number): Reply {
  const isOnCall = dice.isWithin(ON_CALL_SHARE) && !isAtWork(openedAtMs);
  if (isOnCall) return { workMs: 0, atMs: openedAtMs + wholeSeconds(dice.between(4, 30) * MINUTE_MS) };
  const workMs = Math.min(wholeSeconds(MINUTE_MS + dice.exponential(REPLY_MEAN_MS * load)), REPLY_MAX_MS);
  return { workMs, atMs: afterWork(openedAtMs, workMs) };
}

function assigned(dice: Dice, openedAtMs: number, reply: Reply, to: string): readonly Step[] {
  const share = dice.between(0.1, 0.6);
  if (!dice.isWithin(ASSIGNED_SHARE) || reply.workMs === 0) return [];
  return [{ what: 'assigned', atMs: afterWork(openedAtMs, wholeSeconds(reply.workMs * share)), data: { by: to, to } }];
}

/** Working time of a repair: the mean of two exponentials, most of it well within the allowance. */
function repairTime(dice: Dice, allowanceMs: number, meanShare: number): number {
  const share = (dice.exponential(meanShare) + dice.exponential(meanShare)) / 2;
  return wholeSeconds(Math.min(share, REPAIR_MAX_SHARE) * allowanceMs) + MINUTE_MS;
}

type Work = { readonly repairMs: number; readonly desk: string };

/** From the first call to the first repair, with a wait for somebody else, or a change of hands, on the way. */
function repairSteps(dice: Dice, repliedAtMs: number, { repairMs, desk }: Work): readonly Step[] {
  const beforeMs = wholeSeconds(repairMs * dice.between(0.2, 0.7));
  const halfWayMs = afterWork(repliedAtMs, beforeMs);
  const steps: Step[] = [];
  let resumedAtMs = halfWayMs;
  if (dice.isWithin(HANDED_OFF_SHARE)) {
    const to = dice.oneOf(DESKS.filter((other) => other !== desk));
    steps.push({ what: 'assigned', atMs: halfWayMs, data: { by: desk, to } });
  } else if (dice.isWithin(WAITING_SHARE)) {
    resumedAtMs = afterWork(halfWayMs, wholeSeconds(dice.between(1, 12) * HOUR_MS));
    const cause = dice.isWithin(0.6) ? 'customer' : 'third-party';
    steps.push({ what: 'waiting', atMs: halfWayMs, data: { cause } }, { what: 'resumed', atMs: resumedAtMs, data: {} });
  }
  return [...steps, { what: 'resolved', atMs: afterWork(resumedAtMs, repairMs - beforeMs), data: {} }];
}

/** Closed when nobody complains for a working day or so; sometimes the repair did not hold. */
function afterRepair(dice: Dice, resolvedAtMs: number): readonly Step[] {
  const quietMs = wholeSeconds(dice.between(6, 18) * HOUR_MS);
  if (!dice.isWithin(REOPENED_SHARE)) return [{ what: 'closed', atMs: afterWork(resolvedAtMs, quietMs), data: {} }];
  const reopenedAtMs = afterWork(resolvedAtMs, wholeSeconds(dice.between(0.5, 5) * HOUR_MS));
  const againAtMs = afterWork(reopenedAtMs, wholeSeconds(dice.between(0.3, 4) * HOUR_MS));
  return [
    { what: 'reopened', atMs: reopenedAtMs, data: {} },
    { what: 'resolved', atMs: againAtMs, data: {} },
    { what: 'closed', atMs: afterWork(againAtMs, quietMs), data: {} },
  ];
}

function wholeSeconds(ms: number): number {
  return Math.floor(ms / SECOND_MS) * SECOND_MS;
}
