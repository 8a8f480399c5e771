import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What takes longest of all projects, the longest first. On a fresh checkout Vitest goes by the size of a file, by which the
 * shortest ones, that only call a suite, come last: one core would wait for them at the end.
 */
export const LONGEST = [
  'test/known-answers/nycflights13.sim.test.ts',
  'test/known-answers/berlin-departures.sim.test.ts',
  'test/known-answers/boston311.sim.test.ts',
  'test/properties/properties.test.ts',
  'server/checkpoint/checkpoints.test.ts',
  'test/simulation/engine.sim.test.ts',
  'test/redis/unpacked.test.ts',
  'test/simulation/checkpoint.sim.test.ts',
  'test/fuzz/fuzz.sim.test.ts',
  'test/oracle/case.test.ts',
  'test/e2e/pictures.e2e.test.ts',
  'test/e2e/wall.e2e.test.ts',
  'test/e2e/examples.e2e.test.ts',
  'test/e2e/demo-hours.e2e.test.ts',
  'test/e2e/accessible.e2e.test.ts',
  'test/e2e/screens-that-lie.e2e.test.ts',
  'test/e2e/desk-page.e2e.test.ts',
  'test/e2e/review-page.e2e.test.ts',
] as const;

/** Within the order of the groups the longest files, then the others as Vitest has them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => groupOf(a) - groupOf(b) || rankOf(a) - rankOf(b));
  }
}

function groupOf({ project }: TestSpecification): number {
  return project.config.sequence.groupOrder;
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}`));
  return rank === -1 ? LONGEST.length : rank;
}
