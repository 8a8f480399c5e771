import type { Json, JsonObject, KeptEvent } from '../../../shared/event/index.ts';
import { type ColumnOf, compileExpression, type Expression } from './condition.ts';
import { InstantText } from './instant-text.ts';
import type { EventSpec, RowSpec } from './mapping.ts';
import type { MappingNode } from './mapping-node.ts';
import { RowFault } from './row-fault.ts';
import { compileTime, type TimeOf } from './row-times.ts';
import { compileValue, type ValueOf, type ValueParts } from './row-values.ts';
import { compileTemplate, hasRowNumber, type Template } from './template.ts';

/** The events of a row. @throws RowFault when the row is refused. */
export type RowMapper = (cells: readonly string[], names: RowNames) => KeptEvent[];

/** What tells rows of one file apart that say the same. */
export type RowNames = {
  /** An id for a row that has none of its own. */
  readonly key: () => string;
  /** The number of the row among those of a subject, from 1. */
  readonly number: (subject: string) => number;
};

/** The longest id, subject or sequence, as for events from outside. */
const KEY_LENGTH_MAX = 1024;

type CompiledEvent = {
  readonly type: string;
  readonly when: Expression | undefined;
  readonly time: TimeOf;
  readonly id: Template | undefined;
  readonly subject: Template | undefined;
  readonly sequence: Template | undefined;
  readonly data: readonly (readonly [string, ValueOf])[];
};

/** @throws KeptError MAPPING_INVALID at whatever in the mapping cannot be, or names a column that is not there. */
export function compileRow(spec: RowSpec, columnOf: ColumnOf): RowMapper {
  const named = new Map<string, number>();
  const instantText = new InstantText(spec.zone);
  const parts: ValueParts = { zone: spec.zone, columnOf, named, marks: spec.marks, instantText };
  const times = (spec.times?.entries() ?? []).map(([name, node], index) => {
    const time = compileTime(node, undefined, parts);
    named.set(name, index);
    return time;
  });
  const subjectOf = compileTemplate(spec.subject, columnOf);
  const common = compileData(spec.data, parts);
  const events = spec.events.map((event) => compileEvent({ ...event, sequence: event.sequence ?? spec.sequence }, parts));
  const isNumbered = [spec.subject, ...spec.events.flatMap(({ id, subject, sequence }) => [id, subject, sequence ?? spec.sequence])].some(
    (node) => node !== undefined && hasRowNumber(node),
  );
  return (cells, names) => {
    const instants: (number | null)[] = [];
    for (const time of times) instants.push(time(cells, instants));
    const number = isNumbered ? names.number(subjectOf(cells)) : 0;
    const shared = {
      subject: subjectOf(cells, number),
      data: dataOf({}, common, cells, instants),
      rowKey: undefined as string | undefined,
    };
    const made: KeptEvent[] = [];
    for (const event of events) {
      if (event.when !== undefined && event.when(cells) !== true) continue;
      const atMs = event.time(cells, instants);
      if (atMs === null) continue;
      if (event.id === undefined) shared.rowKey ??= names.key();
      made.push({
        id: checked('id', event.id === undefined ? `${shared.rowKey}/${event.type}` : event.id(cells, number)),
        source: spec.source,
        type: event.type,
        time: instantText.of(atMs),
        subject: checked('subject', event.subject === undefined ? shared.subject : event.subject(cells, number)),
        ...(event.sequence === undefined ? {} : { sequence: checked('sequence', event.sequence(cells, number)) }),
        data: event.data.length === 0 ? shared.data : dataOf({ ...shared.data }, event.data, cells, instants),
      });
    }
    return made;
  };
}

function compileEvent(event: EventSpec, parts: ValueParts): CompiledEvent {
  return {
    type: event.type,
    when: event.when === undefined ? undefined : compileExpression(event.when, ['bool'], parts.columnOf),
    time: compileTime(event.time, event.timeFormat, parts),
    id: event.id === undefined ? undefined : compileTemplate(event.id, parts.columnOf),
    subject: event.subject === undefined ? undefined : compileTemplate(event.subject, parts.columnOf),
    sequence: event.sequence === undefined ? undefined : compileTemplate(event.sequence, parts.columnOf),
    data: compileData(event.data, parts),
  };
}

function compileData(node: MappingNode | undefined, parts: ValueParts): readonly (readonly [string, ValueOf])[] {
  return (node?.entries() ?? []).map(([key, value]) => [key, compileValue(value, parts)] as const);
}

function dataOf(
  data: Record<string, Json>,
  values: readonly (readonly [string, ValueOf])[],
  cells: readonly string[],
  instants: readonly (number | null)[],
): JsonObject {
  for (const [key, read] of values) {
    const value = read(cells, instants);
    if (value !== undefined) data[key] = value;
  }
  return data;
}

function checked(field: 'id' | 'subject' | 'sequence', text: string): string {
  if (text === '' || text.length > KEY_LENGTH_MAX)
    throw new RowFault(undefined, `the ${field} must have 1 to ${KEY_LENGTH_MAX} characters, not ${text.length}`);
  return text;
}
