/**
 * Writes the packages of the lock file in CycloneDX, and a table of their licences, in the folder given as
 * argument or in `sbom/`. Run by `npm run sbom`.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { z } from 'zod';

const FOLDER = process.argv[2] ?? 'sbom';

const licenceSchema = z.union([
  z.object({ license: z.object({ id: z.string() }).or(z.object({ name: z.string() })) }),
  z.object({ expression: z.string() }),
]);
const sbomSchema = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ name: z.string() }) }),
  components: z.array(
    z.looseObject({
      name: z.string(),
      version: z.string(),
      licenses: z.array(licenceSchema).default([]),
      properties: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
    }),
  ),
});
type Component = z.infer<typeof sbomSchema>['components'][number];

function licenceOf({ licenses }: Component): string {
  const names = licenses.map((licence) =>
    'expression' in licence ? licence.expression : Object.values(licence.license).join(),
  );
  return names.join(', ') || 'non dite';
}

function rowOf(component: Component): string {
  const isDevelopment = component.properties.some(({ name }) => name === 'cdx:npm:package:development');
  const role = isDevelopment ? 'construction, pages ou tests' : 'service';
  return `| ${component.name} | ${component.version} | ${licenceOf(component)} | ${role} |`;
}

const listing = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'];
const written = execFileSync('npm', listing, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
const sbom = sbomSchema.parse(JSON.parse(written));
// npm names the program after its folder.
sbom.metadata.component.name = 'essaimage';
const { components } = sbom;
const rows = components.map(rowOf).sort();
await mkdir(FOLDER, { recursive: true });
await writeFile(`${FOLDER}/sbom.cdx.json`, `${JSON.stringify(sbom, null, 2)}\n`);
await writeFile(
  `${FOLDER}/licences.md`,
  `# Paquets et licences

Le programme : LICENSE. Le modèle de langue : models/e5-small-essaimage/README.md.

| paquet | version | licence | rôle |
|---|---|---|---|
${rows.join('\n')}
`,
);
console.log(`${rows.length} paquets : ${FOLDER}/sbom.cdx.json et ${FOLDER}/licences.md`);
