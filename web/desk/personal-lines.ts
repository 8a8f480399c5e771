import type { Json, JsonObject } from '../../shared/event/index.ts';

/** What `/api/personal` answers of one event, the newest first. */
export type PersonalEvent = { readonly place: number; readonly values: JsonObject };
export type Line = { readonly key: string; readonly path: string; readonly value: string };

/** One line for each value that is a text or a figure, by where it stands, each once, the newest first. */
export function personalLines(events: readonly PersonalEvent[]): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const { values } of events)
    for (const [path, value] of Object.entries(values).flatMap(([path, value]) => leaves(path, value)))
      if (!lines.has(`${path} ${value}`)) lines.set(`${path} ${value}`, { key: `${path} ${value}`, path, value });
  return [...lines.values()];
}

function leaves(path: string, value: Json): readonly (readonly [string, string])[] {
  if (value === null || typeof value !== 'object') return [[path.replace(/^data\./, ''), String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(`${path}.${key}`, inner as Json));
}
