import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';

const ROOT = fileURLToPath(new URL('.', import.meta.url));

const common = {
  root: ROOT,
  configFile: false,
  logLevel: 'warn',
  envDir: false,
  publicDir: false,
} satisfies InlineConfig;

/** What browsers receive: scripts and styles under names that change with their content. */
const browser: InlineConfig = {
  ...common,
  build: {
    outDir: 'dist/browser',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2022',
    modulePreload: false,
    rollupOptions: { input: { search: `${ROOT}page/browser.ts`, styles: `${ROOT}styles/page.css` } },
  },
};

/** What writes the pages on the server, in one file that needs no package. */
const server: InlineConfig = {
  ...common,
  build: { outDir: 'dist/server', emptyOutDir: true, ssr: `${ROOT}page/server.ts`, target: 'node20' },
  ssr: { noExternal: true },
};

for (const config of [browser, server]) await build(config);
