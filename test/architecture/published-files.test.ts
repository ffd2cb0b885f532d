import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';

const readJson = async (path: string) => JSON.parse(await readFile(path, 'utf8'));
const packageSchema = z.object({ name: z.string(), version: z.string(), license: z.string() });

/** Keys of the standard (https://yml.publiccode.tools, 0.4) that the file uses, with their bounds. */
const publiccodeSchema = z.strictObject({
  publiccodeYmlVersion: z.literal('0.4'),
  name: z.string().min(1),
  url: z.url({ protocol: /^https$/ }),
  softwareVersion: z.string(),
  platforms: z.array(z.enum(['web', 'windows', 'mac', 'linux', 'ios', 'android'])).min(1),
  developmentStatus: z.enum(['concept', 'development', 'beta', 'stable', 'obsolete']),
  softwareType: z.enum([
    'standalone/mobile',
    'standalone/iot',
    'standalone/desktop',
    'standalone/web',
    'standalone/backend',
    'standalone/other',
    'addon',
    'library',
    'configurationFiles',
  ]),
  intendedAudience: z.strictObject({ countries: z.array(z.string().length(2)) }),
  description: z.record(
    z.string().length(2),
    z.strictObject({
      shortDescription: z.string().min(1).max(150),
      longDescription: z.string().min(150).max(10_000),
      features: z.array(z.string().max(100)).min(1),
    }),
  ),
  legal: z.strictObject({ license: z.string() }),
  maintenance: z.strictObject({
    type: z.literal('community'),
    contacts: z.array(z.strictObject({ name: z.string() })).min(1),
  }),
  localisation: z.strictObject({
    localisationReady: z.boolean(),
    availableLanguages: z.array(z.string().length(2)).min(1),
  }),
});

/** Keys of https://citation-file-format.github.io, 1.2.0, that the file uses. */
const citationSchema = z.strictObject({
  'cff-version': z.literal('1.2.0'),
  message: z.string().min(1),
  type: z.enum(['software', 'dataset']),
  title: z.string().min(1),
  abstract: z.string().min(1),
  authors: z.array(z.strictObject({ name: z.string().min(1) })).min(1),
  version: z.string(),
  license: z.string(),
});

it('describes itself as the package does, in publiccode.yml and CITATION.cff', async () => {
  const { version, license } = packageSchema.parse(await readJson('package.json'));
  const publiccode = publiccodeSchema.parse(load(await readFile('publiccode.yml', 'utf8')));
  const citation = citationSchema.parse(load(await readFile('CITATION.cff', 'utf8')));
  expect([publiccode.softwareVersion, publiccode.legal.license]).toEqual([version, license]);
  expect([citation.version, citation.license]).toEqual([version, license]);
  expect(citation.title).toBe(publiccode.name);
});

const sbomSchema = z.object({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string().regex(/^1\.\d$/),
  components: z.array(
    z.object({
      type: z.string(),
      name: z.string(),
      version: z.string(),
      purl: z.string().startsWith('pkg:npm/'),
    }),
  ),
});
const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional() })),
});

it('lists every package of the lock file in CycloneDX, by one command', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'essaimage-sbom-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { status, stderr } = spawnSync('node', ['--import', 'tsx', 'scripts/write-sbom.ts', folder], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const { components } = sbomSchema.parse(await readJson(join(folder, 'sbom.cdx.json')));
  const listed = new Set(components.map(({ name, version }) => `${name}@${version}`));
  const { packages } = lockSchema.parse(await readJson('package-lock.json'));
  const locked = Object.entries(packages).flatMap(([path, { version }]) => {
    const [, name = ''] = /(?:node_modules|stubs)\/((?:@[^/]+\/)?[^/]+)$/.exec(path) ?? [];
    return name === '' || version === undefined ? [] : [`${name}@${version}`];
  });
  expect(locked.length).toBeGreaterThan(100);
  expect(locked.filter((each) => !listed.has(each))).toEqual([]);
}, 60_000);
