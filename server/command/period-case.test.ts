import { expect, it } from 'vitest';
import type { JsonObject } from '../../shared/event/index.ts';
import { bookOf } from '../../test/simulation/world.ts';
import { answerCase } from './deadline-case.ts';

const BOOK = bookOf(`
book: cases
timezone: Asia/Shanghai
currency: CNY
register:
  circuit: { key: data.circuit }
promises:
  - { id: inspected, says: { en: a, zh: b }, kind: deadline, item: circuit, every: { AAA: 1 month, AA: 2 month, A: 3 month }, tier: circuit.level, met: circuit.inspected }
`);
const at = (day: string, time = '10:00:00') => `${day}T${time}+08:00`;
const ask = (opens: string, now: string, marks: readonly JsonObject[] = [], level = 'AA') =>
  answerCase(BOOK, 'inspected', { id: 'c', opens, now, marks, register: { circuit: { level } } });
const mark = (type: string, time: string, data: JsonObject = {}) => ({ type, time, data });

it('[OBL-8, CAL-5] a period that began on the last of January and lasts two months ends with March', () => {
  const asked = [at('2026-01-31'), at('2026-02-01')] as const;
  expect(ask(...asked)).toMatchObject({ state: 'open', due: at('2026-04-01', '00:00:00'), met: null });
  expect(ask(at('2025-11-30'), at('2026-02-01'), [], 'A')).toMatchObject({ due: at('2026-03-01', '00:00:00') });
});
it('[OBL-8] done in the period is kept, after it is broken; what was done up to its start belongs to the one before', () => {
  const done = (day: string) => ask(at('2026-01-31'), at('2026-05-01'), [mark('circuit.inspected', at(day))]);
  expect(done('2026-03-31')).toMatchObject({ state: 'kept', met: at('2026-03-31'), left: null });
  expect(done('2026-04-02')).toMatchObject({ state: 'broken', met: at('2026-04-02') });
  expect(done('2026-01-31')).toMatchObject({ state: 'broken', met: null });
  expect(done('2026-01-01')).toMatchObject({ state: 'broken', met: null });
});
it('[OBL-8] a removal ends it without a verdict, unless it was missed before', () => {
  const removed = (day: string) => ask(at('2026-01-31'), at('2026-05-01'), [mark('register.removed', at(day))]);
  expect(removed('2026-03-01')).toMatchObject({ state: 'idle', due: null });
  expect(removed('2026-04-02')).toMatchObject({ state: 'broken' });
});
it('[OBL-5] a change of tier judges it anew from its start', () => {
  const marks = [mark('register.put', at('2026-02-10'), { circuit: { level: 'AAA' } })];
  expect(ask(at('2026-01-31'), at('2026-02-11'), marks)).toMatchObject({ state: 'open', due: at('2026-03-01', '00:00:00') });
});
