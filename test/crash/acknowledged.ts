/** Ids that were acknowledged, with the places they were given. */
export type Acknowledged = Map<string, number>;

/** Takes in one line of a writing process; lines that were cut off by its end say nothing. */
export function noteAck(line: string, acknowledged: Acknowledged): boolean {
  const [, place, id] = /^ack (\d+) (\S+)$/.exec(line) ?? [];
  if (place === undefined || id === undefined) return false;
  acknowledged.set(id, Number(place));
  return true;
}
