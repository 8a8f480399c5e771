import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** The machine that this has to run on has two cores, and the browser tests need them for themselves. */
const WORKERS_MAX = 2;
const E2E_MS_MAX = 120_000;
const LONG_MS_MAX = 60 * 60_000;

export default defineConfig({
  // Stores are tested as the browser runs them: runes that react, from Svelte's client build.
  plugins: [svelte({ configFile: false })],
  test: {
    environment: 'node',
    maxWorkers: WORKERS_MAX,
    projects: [
      project('unit', ['{shared,server,web}/**/*.test.ts']),
      project('contract', ['test/contracts/**/*.test.ts']),
      project('simulation', ['test/simulation/**/*.sim.test.ts']),
      project('architecture', ['test/architecture/**/*.test.ts']),
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: E2E_MS_MAX,
          hookTimeout: E2E_MS_MAX,
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: ['{shared,server,web,test,bench}/**/*.long.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          testTimeout: LONG_MS_MAX,
          hookTimeout: LONG_MS_MAX,
        },
      },
    ],
  },
});

function project(name: string, include: string[]) {
  return { extends: true as const, test: { name, include } };
}
