import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/** The pages: one entry, one chunk for each screen, and nothing inline, because the server's CSP allows no inline script or style. */
export default defineConfig({
  root: 'web',
  base: '/',
  publicDir: false,
  plugins: [svelte({ configFile: false })],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What is shared is pure: a page that uses two functions of it does not have to carry the engine.
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !/\/shared\/[^?]+\.ts$/.test(id) } },
  },
});
