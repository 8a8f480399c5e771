import { type AgendaDecision, agendaOf, type EngineState } from '../engine/index.ts';
import { dateOfDayNumber } from '../event/index.ts';
import { compareText } from '../text/index.ts';
import type { Decision, PinnedNote } from './agenda.ts';
import { DECISIONS_MAX, NOTES_MAX } from './ask.ts';
import type { WeekSpan } from './asked-week.ts';
import { isWithin } from './decided.ts';

/** Decisions of a span, with those that it was begun with: made before and not done by then (REV-7). Open ones first, by the day due. */
export function decisionsOf(state: EngineState, span: WeekSpan): readonly Decision[] {
  const { zone } = state.book;
  const today = dayText(zone.localDayOf(state.nowAtMs));
  const isMeant = ({ atMs, done }: AgendaDecision) =>
    isWithin(span, atMs) || (atMs < span.fromAtMs && (done === null || done.atMs >= span.fromAtMs));
  return agendaOf(state)
    .decisions.filter(isMeant)
    .map((each) => ({ ...each, isOverdue: each.done === null && each.dueDay < today, isCarried: each.atMs < span.fromAtMs }))
    .sort((a, b) => Number(a.done !== null) - Number(b.done !== null) || compareText(a.dueDay, b.dueDay) || a.atMs - b.atMs)
    .slice(0, DECISIONS_MAX);
}

/** Notes about instants of a span, by that instant. */
export function notesOf(state: EngineState, span: WeekSpan): readonly PinnedNote[] {
  const notes = agendaOf(state).notes.filter(({ aboutAtMs }) => isWithin(span, aboutAtMs));
  return notes
    .map(({ id, text, aboutAtMs, by, atMs }) => ({ id, text, atMs: aboutAtMs, by, writtenAtMs: atMs }))
    .sort((a, b) => a.atMs - b.atMs || a.writtenAtMs - b.writtenAtMs)
    .slice(0, NOTES_MAX);
}

function dayText(dayNumber: number): string {
  const { year, month, day } = dateOfDayNumber(dayNumber);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
