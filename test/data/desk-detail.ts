import type { Text } from '../../shared/text/index.ts';
import type { DeskDetail, DeskRow, DeskSpan } from '../../shared/view/index.ts';
import { COMPLAINTS } from './desk-rows.ts';
import { DESK_VIEWS } from './desk-views.ts';
import { at, both, MINUTE_MS, NOW_MS } from './wall-lines.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;

/** A sentence that is not in the catalogue, as the book or an event brings it. */
function told(en: string, zh: string): Text {
  return { key: 'change.item-detail', args: { name: both(en, zh) } };
}

/** What a server would explain of a row. */
export function deskDetail(row: DeskRow): DeskDetail {
  const dueAtMs = row.dueAtMs ?? NOW_MS + 2 * 3_600_000;
  const openedAtMs = row.promise === 'line' ? dueAtMs - 7 * DAY_MS : dueAtMs - 412 * MINUTE_MS;
  return {
    row,
    says: DESK_VIEWS.mock.head.promises.find(({ id }) => id === row.promise)?.says ?? both('', ''),
    version: '2026-06-01',
    openedAtMs,
    scheduledAtMs: null,
    metAtMs: null,
    expectedAtMs: null,
    isProvisional: false,
    excluded: null,
    ignoredOpenings: 0,
    handoffs: null,
    incidents: [],
    complaints: row.label === 'C-231' ? COMPLAINTS : [],
    remarks: [],
    spans: row.promise === 'line' ? daysTo(dueAtMs) : spansTo(dueAtMs),
    forecast: row.chance === null ? null : { chance: row.chance, why: row.why ?? { key: 'driver.allowance', args: { percent: 94 } } },
    warning: warningOn(row),
    remedies: [
      { text: told('5% of the fee for each hour over', '每超 1 小时退月费 5%'), amountMinor: row.costMinor, isInternal: false },
      { text: told('A letter to each customer', '逐户致歉信'), amountMinor: null, isInternal: false },
    ],
    events: [
      { id: 'e5', atMs: at('15:27'), text: told('Clock resumed: key handed over', '恢复计时：钥匙已交接'), actor: 'Field 3' },
      { id: 'e4', atMs: at('14:05'), text: told('Clock stopped: no access to cabinet 12', '暂停计时：12 号箱无法进入'), actor: 'Field 3' },
      { id: 'e3', atMs: at('11:35'), text: told('Cause found: fibre cut by road works', '原因：道路施工挖断光缆'), actor: 'Field 3' },
      { id: 'e2', atMs: at('09:20'), text: told('Assigned to Field 3', '指派抢修三组'), actor: 'Shift lead A' },
      { id: 'e1', atMs: at('09:12'), text: told('Opened by customer call, 6 lines out', '客户来电建单，6 线中断'), actor: 'Line desk' },
    ],
    eventsTotal: 11,
    also: [
      { id: 'updates', short: both('Fault updates', '故障通报'), state: 'at-risk' },
      { id: 'year', short: both('Yearly availability', '年度可用率'), state: 'open' },
    ],
  };
}

function warningOn({ warnedAtMs, warnedBy, dueAtMs }: DeskRow): DeskDetail['warning'] {
  if (warnedAtMs === null || warnedBy === null) return null;
  const driver = { key: 'driver.allowance', args: { percent: 71 } } as const;
  const chance = warnedBy === 'model' ? 0.81 : 0.38;
  return { raisedAtMs: warnedAtMs, by: warnedBy, chance, threshold: 0.8, breaksAtMs: dueAtMs ?? NOW_MS, driver };
}

/** A week of nine hours a day, with the nights and a weekend in between. */
function daysTo(dueAtMs: number): readonly DeskSpan[] {
  const days = [7, 6, 5, 2, 1, 0];
  return days.flatMap((before, index) => {
    const untilMs = dueAtMs - before * DAY_MS;
    const next = days[index + 1];
    const worked = { fromAtMs: untilMs - 9 * 60 * MINUTE_MS, toAtMs: untilMs, counts: true, why: told('counted', '计时') };
    if (next === undefined) return [worked];
    const closed = next === before - 1 ? told('night', '夜间') : told('weekend', '周末');
    return [worked, { fromAtMs: untilMs, toAtMs: dueAtMs - next * DAY_MS - 9 * 60 * MINUTE_MS, counts: false, why: closed }];
  });
}

/** Four working hours with lunch and a wait for the customer in between. */
function spansTo(dueAtMs: number): readonly DeskSpan[] {
  const parts = [
    [168, told('counted', '计时')],
    [-90, told('lunch', '午休')],
    [35, told('counted', '计时')],
    [-82, told('stopped: customer wait', '等待客户')],
    [37, told('counted', '计时')],
  ] as const;
  let atMs = dueAtMs - parts.reduce((sum, [minutes]) => sum + Math.abs(minutes), 0) * MINUTE_MS;
  return parts.map(([minutes, why]) => {
    const fromAtMs = atMs;
    atMs += Math.abs(minutes) * MINUTE_MS;
    return { fromAtMs, toAtMs: atMs, counts: minutes > 0, why };
  });
}
