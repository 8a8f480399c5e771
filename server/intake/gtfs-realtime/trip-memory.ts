/** What was told of a departure, so that the next message tells the difference. */
export type StopMemory = {
  readonly sequence: number | null;
  scheduledId: string | null;
  expectedAtMs: number | null;
  departed: { readonly id: string; readonly atMs: number } | null;
  cancelledId: string | null;
};

/** What was told of a run. */
export type RunMemory = { readonly stops: Map<string, StopMemory>; reached: string | null; hasArrived: boolean };

/** What the messages so far said, by the key of the run. It is a cache: without it, events are only told again. */
export type TripMemory = Map<string, RunMemory>;

export function runMemory(memory: TripMemory, key: string): RunMemory {
  return memory.getOrInsertComputed(key, () => ({ stops: new Map(), reached: null, hasArrived: false }));
}

export function stopMemory(run: RunMemory, subject: string, sequence: number | null): StopMemory {
  return run.stops.getOrInsertComputed(subject, () => ({
    sequence,
    scheduledId: null,
    expectedAtMs: null,
    departed: null,
    cancelledId: null,
  }));
}
