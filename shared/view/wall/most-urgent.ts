import { compareText } from '../../text/index.ts';

/** The ids with the least urgency values, at most `max` of them; of those that are equal the first by id. */
export function mostUrgent(urgencies: ReadonlyMap<string, number>, max: number): ReadonlySet<string> {
  if (urgencies.size <= max) return new Set(urgencies.keys());
  const bar = Float64Array.from(urgencies.values()).sort()[max] as number;
  const chosen = new Set<string>();
  const atBar: string[] = [];
  for (const [id, urgency] of urgencies) {
    if (urgency < bar) chosen.add(id);
    else if (urgency === bar) atBar.push(id);
  }
  for (const id of atBar.sort(compareText).slice(0, max - chosen.size)) chosen.add(id);
  return chosen;
}
