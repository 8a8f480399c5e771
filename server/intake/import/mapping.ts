import { type Zone, zoneOf } from '../../../shared/calendar/index.ts';
import { KeptError } from '../../../shared/error/index.ts';
import type { NumberMarks } from './decimal-text.ts';
import { ENCODINGS, type Encoding } from './file-text.ts';
import { MappingNode } from './mapping-node.ts';
import { compileRow } from './row-events.ts';

/** How the bytes of a file become rows. */
export type FileFormat =
  | {
      readonly kind: 'csv';
      readonly encoding: Encoding;
      readonly delimiter: string;
      /** Names of the columns where the file has no line with them. */
      readonly header: readonly string[] | undefined;
    }
  | { readonly kind: 'ndjson'; readonly encoding: Encoding }
  | { readonly kind: 'cloudevents'; readonly encoding: Encoding };

export type EventSpec = {
  readonly type: string;
  readonly time: MappingNode;
  readonly timeFormat: MappingNode | undefined;
  readonly id: MappingNode | undefined;
  readonly when: MappingNode | undefined;
  readonly subject: MappingNode | undefined;
  readonly sequence: MappingNode | undefined;
  readonly data: MappingNode | undefined;
};

/** What the events of a row are made of. */
export type RowSpec = {
  readonly source: string;
  readonly zone: Zone;
  readonly marks: NumberMarks;
  readonly subject: MappingNode;
  /** Orders the events of one subject at one instant (TIM-4). */
  readonly sequence: MappingNode | undefined;
  readonly times: MappingNode | undefined;
  readonly data: MappingNode | undefined;
  readonly events: readonly EventSpec[];
};

/** A mapping that was read and checked, but for the columns, which only the files know. */
export type Mapping = {
  readonly format: FileFormat;
  /** Files of events need no rows to be mapped; a `source` then says which one all of them must have. */
  readonly rows: RowSpec | undefined;
  readonly source: string | undefined;
  /** Whether a bad row keeps its whole file out, or itself alone. */
  readonly onError: 'reject-row' | 'reject-file';
};

const KEYS = ['source', 'format', 'timezone', 'subject', 'sequence', 'times', 'events', 'data', 'onError'] as const;
const EVENT_KEYS = ['type', 'time', 'timeFormat', 'id', 'when', 'subject', 'sequence', 'data'] as const;
const TYPE = /^[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+$/;

/** @param file only to name it in refusals. @throws KeptError MAPPING_INVALID with file, line and column. */
export function readMapping(text: string, file: string): Mapping {
  const root = MappingNode.parse(text, file);
  const fields = root.fields(KEYS);
  const { format, marks } = formatOf(fields.format ?? root.fail('`format` is missing: { kind: csv, ndjson or cloudevents }'));
  const source = fields.source?.text();
  const onError = fields.onError?.oneOf(['reject-row', 'reject-file']) ?? 'reject-row';
  if (format.kind === 'cloudevents') {
    for (const key of ['timezone', 'subject', 'sequence', 'times', 'events', 'data'] as const)
      fields[key]?.fail(`\`${key}\` has no place here: the lines are events already`);
    return { format, rows: undefined, source, onError };
  }
  const rows: RowSpec = {
    source: source ?? root.fail('`source` is missing'),
    zone: zoneAt(fields.timezone ?? root.fail('`timezone` is missing: the zone of times without an offset')),
    marks,
    subject: fields.subject ?? root.fail('`subject` is missing'),
    sequence: fields.sequence,
    times: fields.times,
    data: fields.data,
    events: (fields.events ?? root.fail('`events` is missing')).items().map(eventOf),
  };
  if (rows.events.length === 0) fields.events?.fail('a row must be able to give an event');
  // Whatever can be refused without a file is refused here; columns are checked against each file's own.
  compileRow(rows, () => 0);
  return { format, rows, source, onError };
}

function eventOf(node: MappingNode): EventSpec {
  const { type, time, timeFormat, id, when, subject, sequence, data } = node.fields(EVENT_KEYS);
  const name = (type ?? node.fail('`type` is missing')).text();
  if (!TYPE.test(name)) type?.fail(`must be dotted lower case such as "departure.departed", not ${JSON.stringify(name)}`);
  if (name.startsWith('kept.')) type?.fail('types that begin with `kept.` are written by Kept alone');
  return { type: name, time: time ?? node.fail('`time` is missing'), timeFormat, id, when, subject, sequence, data };
}

function formatOf(node: MappingNode): { readonly format: FileFormat; readonly marks: NumberMarks } {
  const fields = node.fields(['kind', 'delimiter', 'encoding', 'header', 'decimal', 'group']);
  const kind = (fields.kind ?? node.fail('`kind` is missing: csv, ndjson or cloudevents')).oneOf(['csv', 'ndjson', 'cloudevents']);
  const encoding = fields.encoding?.oneOf(ENCODINGS) ?? 'utf-8';
  const marks = { decimal: oneCharacter(fields.decimal) ?? '.', group: oneCharacter(fields.group) ?? '' };
  if (marks.decimal === marks.group) fields.group?.fail('`group` and `decimal` must differ');
  if (kind !== 'csv') {
    for (const key of ['delimiter', 'header'] as const) fields[key]?.fail(`\`${key}\` has no place here: the lines are JSON`);
    return { format: { kind, encoding }, marks };
  }
  const delimiter = oneCharacter(fields.delimiter) ?? ',';
  if (delimiter === '"' || delimiter === '\n') fields.delimiter?.fail('this character cannot part cells');
  return { format: { kind, encoding, delimiter, header: headerOf(fields.header) }, marks };
}

function headerOf(node: MappingNode | undefined): readonly string[] | undefined {
  if (node === undefined) return undefined;
  if (node.isList) return node.items().map((item) => item.text());
  return node.text() === 'true' ? undefined : node.fail('must be true, or the list of names of a file that has no header');
}

function oneCharacter(node: MappingNode | undefined): string | undefined {
  const text = node?.text();
  return text === undefined || text.length === 1 ? text : node?.fail(`must be one character, not ${JSON.stringify(text)}`);
}

function zoneAt(node: MappingNode): Zone {
  try {
    return zoneOf(node.text());
  } catch (cause) {
    if (cause instanceof KeptError && cause.code === 'ZONE_UNKNOWN') return node.fail(`${cause.message} ${cause.fix}`);
    throw cause;
  }
}
