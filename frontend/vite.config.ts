import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { writeLicences } from './licences.ts';

// The server serves the built files from inside the package; names carry a hash of the content, so that the same source
// gives the same files.
export default defineConfig({
  plugins: [svelte(), writeLicences()],
  build: {
    outDir: '../src/recoupe/web/assets',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200, // MapLibre, which is loaded with the map alone
    target: 'es2022',
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8700' } },
});
