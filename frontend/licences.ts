import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** What is built into the app, with the file that holds its licence. */
const PACKED: Record<string, string> = {
  svelte: 'LICENSE.md',
  'maplibre-gl': 'LICENSE.txt',
  'topojson-client': 'LICENSE',
  'world-atlas': 'LICENSE',
  '@fontsource-variable/inter': 'LICENSE',
  '@fontsource-variable/source-serif-4': 'LICENSE',
};

/** Puts the licences of what is built into the app beside it. */
export function writeLicences(): Plugin {
  return {
    name: 'licences',
    generateBundle() {
      const texts = Object.entries(PACKED).map(([name, file]) => `${name}\n\n${readFileSync(`node_modules/${name}/${file}`, 'utf8').trim()}\n`);
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: texts.join(`\n${'-'.repeat(80)}\n\n`) });
    },
  };
}
