import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import packageManifest from '../../../package.json' with { type: 'json' };
import type { Assets, Operator, Pages } from '../../../web/contract.ts';

/** Pages, with the operator that they name. */
export interface WebSite {
  readonly build: WebBuild;
  readonly operator: Operator;
  /** Public origin of the service; null to read it from each request. */
  readonly publicUrl: string | null;
  /** Whether editors may sign in with an account of an identity provider. */
  readonly hasAccounts: boolean;
}

/** Output of `npm run build`. */
export interface WebBuild extends Pages {
  readonly assets: Assets;
  readonly browserFolder: string;
}

/** Error of a build that is missing or was made by another version. */
export class WebBuildError extends Error {
  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const advice = 'Lancez « npm run build », puis recommencez.';
    super(`La page n’est pas construite, ou l’est mal (${reason}). ${advice}`, { cause });
    this.name = 'WebBuildError';
  }
}

/** Folder of the scripts for other sites, among the files for browsers. */
export const EMBEDS_FOLDER = 'composant';
/** Name of a component that holds the hash of its content; compressed or not. */
export const FIXED_NAME = /\.[\da-f]{16}\.js(?:\.br)?$/;
const COMPONENT = 'essaimage-recommandations.js';

/** Texts and headings of the first screen; bold texts may come later. */
const FIRST_FONTS = /^fonts\/(?:atkinson-hyperlegible-next-400|bricolage-grotesque-700)\.woff2$/;

const MANIFESTS = ['manifest.json', 'manifest-of-editors.json'];
const COMMON_STYLES = 'styles/page.css';

const SHARE_FOLDER = 'partage';

const serverModuleSchema = z.object({ pages: z.custom<Pages>((value) => Object(value) === value) });

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    name: z.string().optional(),
    src: z.string().optional(),
    isEntry: z.boolean().optional(),
  }),
);

function assetsOf(
  manifest: z.infer<typeof manifestSchema>,
  shareImages: readonly string[],
): Omit<Assets, 'component'> {
  const files = Object.values(manifest);
  const entries = files.filter(({ isEntry }) => isEntry === true);
  const styles = entries.filter(({ file }) => file.endsWith('.css'));
  const scripts = entries.filter(({ file }) => file.endsWith('.js'));
  return {
    styles: styles.filter(({ src }) => src === COMMON_STYLES).map(({ file }) => `/${file}`),
    ownStyles: Object.fromEntries(
      styles
        .filter(({ src }) => src !== COMMON_STYLES)
        .map(({ src = '', file }) => [basename(src, '.css'), `/${file}`]),
    ),
    fonts: files
      .filter(({ src }) => src !== undefined && FIRST_FONTS.test(src))
      .map(({ file }) => `/${file}`),
    shareImages: shareImages.map((name) => `/${SHARE_FOLDER}/${name}`),
    scripts: Object.fromEntries(scripts.map(({ name, file }) => [name ?? file, `/${file}`])),
  };
}

/** Names of the built files: those of the pages for all, and those of editors. */
async function readManifests(folder: string): Promise<z.infer<typeof manifestSchema>> {
  const texts = MANIFESTS.map((name) => readFile(join(folder, name), 'utf8'));
  const manifests = (await Promise.all(texts)).map((text) => manifestSchema.parse(JSON.parse(text)));
  return Object.assign({}, ...manifests);
}

/** Finds the current component among those of older versions. */
async function describeComponent(folder: string): Promise<Assets['component']> {
  const program = await readFile(join(folder, COMPONENT));
  for (const name of (await readdir(folder)).filter((each) => FIXED_NAME.test(each))) {
    if (!program.equals(await readFile(join(folder, name)))) continue;
    const integrity = `sha384-${createHash('sha384').update(program).digest('base64')}`;
    return { path: `/${EMBEDS_FOLDER}/${name}`, integrity, version: packageManifest.version };
  }
  throw new Error(`le nom fixe de ${COMPONENT} manque`);
}

/** @throws WebBuildError when the build is missing or invalid */
export async function loadWebBuild(folder: string): Promise<WebBuild> {
  const browserFolder = join(folder, 'browser');
  try {
    const module: unknown = await import(pathToFileURL(join(folder, 'server', 'server.js')).href);
    const { pages } = serverModuleSchema.parse(module);
    const manifest = await readManifests(browserFolder);
    const component = await describeComponent(join(browserFolder, EMBEDS_FOLDER));
    const shareImages = await readdir(join(browserFolder, SHARE_FOLDER));
    return { ...pages, assets: { ...assetsOf(manifest, shareImages), component }, browserFolder };
  } catch (cause) {
    throw new WebBuildError(cause);
  }
}
