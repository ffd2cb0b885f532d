/**
 * Writes `src/adapters/gazetteer/former-names.json`: the names that communes and EPCI had in earlier editions of the
 * official register, and the SIREN of abolished EPCI whose communes are all in one EPCI today. Each line is the code of
 * the present territory, a former name, and the former SIREN or null.
 *
 *   npm pack @etalab/decoupage-administratif@0.8.0   (and other editions), each unpacked in its own folder
 *   node --import tsx scripts/generate-former-names.ts FOLDER…
 *
 * Edition 0.8.0 has the history of communes since 1943 (historique-communes.json).
 */
import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createOfficialGazetteer } from '../src/adapters/gazetteer/official-gazetteer.ts';
import { foldName } from '../src/domain/territory/fold-name.ts';

const OUTPUT = new URL('../src/adapters/gazetteer/former-names.json', import.meta.url);

const placeSchema = z.object({ code: z.string(), nom: z.string(), type: z.string() });
const groupingSchema = placeSchema.extend({ membres: z.array(z.object({ code: z.string() })) });

async function read<T>(folder: string, file: string, schema: z.ZodType<T>): Promise<readonly T[]> {
  const path = join(folder, 'data', file);
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  return exists ? z.array(schema).parse(JSON.parse(await readFile(path, 'utf8'))) : [];
}

const gazetteer = await createOfficialGazetteer();
const lines = new Map<string, readonly [string, string, string | null]>();
/** Cores of the names that search knows of each territory, as it is now. */
const known = new Map<string, Set<string>>();
for (const { territory, matchedAlias } of gazetteer.listNames()) {
  const names = known.get(territory.code) ?? new Set();
  known.set(territory.code, names.add(foldName(matchedAlias ?? territory.name).core));
}

function add(code: string, name: string, formerCode: string | null): void {
  const names = known.get(code) ?? new Set();
  const { core } = foldName(name);
  if (names.has(core) && formerCode === null) return;
  known.set(code, names.add(core));
  lines.set(`${code} ${core} ${formerCode}`, [code, name, formerCode]);
}

for (const folder of process.argv.slice(2)) {
  const communes = await read(folder, 'communes.json', placeSchema);
  const history = await read(folder, 'historique-communes.json', placeSchema);
  for (const { code, nom, type } of [...history, ...communes]) {
    const holder = gazetteer.findByCode(code).find(({ kind }) => kind === 'commune');
    if (holder !== undefined && type !== 'arrondissement-municipal') add(holder.code, nom, null);
  }
  for (const { code, nom, membres } of await read(folder, 'epci.json', groupingSchema)) {
    const current = gazetteer.findByCode(code).find(({ kind }) => kind === 'epci');
    if (current !== undefined) add(current.code, nom, null);
    const holders = new Set(membres.map((member) => gazetteer.findByCode(member.code)[0]?.epci?.code));
    const [holder, ...others] = holders;
    if (current === undefined && holder !== undefined && others.length === 0) add(holder, nom, code);
  }
}

const sorted = [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => JSON.stringify(line));
await writeFile(OUTPUT, `[\n${sorted.join(',\n')}\n]\n`);
console.log(`${sorted.length} names in ${fileURLToPath(OUTPUT)}`);
