import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

/** The smallest machine that this runs on has two cores. */
const WORKERS_MAX = 2;
/** What hangs ends; what is slow on a machine that does other work beside does not. */
const TEST_MS_MAX = 30_000;
const E2E_MS_MAX = 120_000;
const LONG_MS_MAX = 60 * 60_000;
const POLL_MS_MAX = 20_000;
const SVELTE_SOURCES = fileURLToPath(new URL('node_modules/svelte/src', import.meta.url));

export default defineConfig({
  // Stores run here as they do in a browser: on Node, Svelte would take its server build, in which nothing reacts.
  plugins: [svelte({ configFile: false, dynamicCompileOptions: () => ({ generate: 'client' }) })],
  resolve: { alias: [{ find: /^svelte(\/reactivity|\/store|)$/, replacement: `${SVELTE_SOURCES}$1/index-client.js` }] },
  test: {
    environment: 'node',
    maxWorkers: WORKERS_MAX,
    sequence: { sequencer: LongestFirst },
    testTimeout: TEST_MS_MAX,
    hookTimeout: TEST_MS_MAX,
    projects: [
      project('unit', [
        '{shared,server,web,examples}/**/*.test.ts',
        'test/{access,crash,known-failures,oracle,properties,redis}/**/*.test.ts',
      ]),
      project('contract', ['test/contracts/**/*.test.ts']),
      project('hostile', ['test/hostile/**/*.hostile.test.ts']),
      project('simulation', ['test/{simulation,known-answers,fuzz}/**/*.sim.test.ts']),
      // In one process, so that the compiler is loaded and each file parsed once for all of them.
      project('architecture', ['test/architecture/**/*.test.ts'], { ...afterTheOthers(1), isolate: false }),
      // Two files at a time: a browser waits more than it works.
      project('e2e', ['test/e2e/**/*.e2e.test.ts'], { sequence: { groupOrder: 2 }, ...within(E2E_MS_MAX) }),
      project('long', ['{shared,server,web,test,bench}/**/*.long.ts'], { ...afterTheOthers(3), ...within(LONG_MS_MAX) }),
    ],
  },
});

function project(name: string, include: string[], options: object = {}) {
  return { extends: true as const, test: { name, include, ...options } };
}

/** One file at a time, once the projects with a lower order are done. */
function afterTheOthers(groupOrder: number) {
  return { fileParallelism: false, sequence: { groupOrder } };
}

/** `expect.poll` gets time as well: a browser on a busy machine may not draw within its usual second. */
function within(msMax: number) {
  return { testTimeout: msMax, hookTimeout: msMax, expect: { poll: { timeout: POLL_MS_MAX } } };
}
