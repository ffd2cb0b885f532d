import { createHash } from 'node:crypto';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build, type InlineConfig } from 'vite';

const ROOT = fileURLToPath(new URL('.', import.meta.url));

const common = {
  root: ROOT,
  configFile: false,
  logLevel: 'warn',
  envDir: false,
  publicDir: false,
} satisfies InlineConfig;

/** Scripts and styles for browsers, under names that change with their content. */
const browser: InlineConfig = {
  ...common,
  // The icons and the images of shared links: their names do not change.
  publicDir: `${ROOT}public`,
  build: {
    outDir: 'dist/browser',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2022',
    modulePreload: false,
    rollupOptions: {
      input: {
        search: `${ROOT}page/browser.ts`,
        integration: `${ROOT}page/integration/browser.ts`,
        frame: `${ROOT}page/embed/browser.ts`,
        contribute: `${ROOT}page/contribute/browser.ts`,
        styles: `${ROOT}styles/page.css`,
        'newsroom-styles': `${ROOT}styles/newsroom.css`,
      },
    },
  },
};

/** Script of editors, apart: it shares no file with the pages for all, which would then load more of them. */
const editors: InlineConfig = {
  ...common,
  build: {
    outDir: 'dist/browser',
    emptyOutDir: false,
    manifest: 'manifest-of-editors.json',
    target: 'es2022',
    modulePreload: false,
    rollupOptions: { input: { newsroom: `${ROOT}page/newsroom/browser.ts` } },
  },
};

/** Program that writes the pages on the server, in one file without packages. */
const server: InlineConfig = {
  ...common,
  build: { outDir: 'dist/server', emptyOutDir: true, ssr: `${ROOT}page/server.ts`, target: 'node20' },
  ssr: { noExternal: true },
};

/** A program for other sites, in one file under a name that does not change. */
function forOtherSites(name: string, source: string, format: 'es' | 'iife'): InlineConfig {
  return {
    ...common,
    build: {
      outDir: 'dist/browser/composant',
      emptyOutDir: false,
      target: 'es2022',
      modulePreload: false,
      rollupOptions: {
        input: `${ROOT}component/${source}`,
        output: { format, entryFileNames: name },
      },
    },
  };
}

const EMBEDS = `${ROOT}dist/browser/composant`;
const COMPONENT = 'essaimage-recommandations';
/** Components of published versions, which sites that fixed one still ask for. */
const PUBLISHED = `${ROOT}component/published`;

for (const config of [
  browser,
  editors,
  server,
  forOtherSites(`${COMPONENT}.js`, 'element.ts', 'es'),
  forOtherSites('cadre.js', 'frame-host.ts', 'iife'),
]) {
  await build(config);
}

// Under its hash too: this address never changes its content.
const hash = createHash('sha256')
  .update(await readFile(`${EMBEDS}/${COMPONENT}.js`))
  .digest('hex')
  .slice(0, 16);
await cp(`${EMBEDS}/${COMPONENT}.js`, `${EMBEDS}/${COMPONENT}.${hash}.js`);
await cp(PUBLISHED, EMBEDS, { recursive: true, filter: (path) => !path.endsWith('.md') });

// Once, as small as can be: at each request there is no time for it.
for (const folder of [`${ROOT}dist/browser/assets`, EMBEDS]) {
  for (const name of (await readdir(folder)).filter((each) => !each.endsWith('.woff2'))) {
    await writeFile(`${folder}/${name}.br`, brotliCompressSync(await readFile(`${folder}/${name}`)));
  }
}
