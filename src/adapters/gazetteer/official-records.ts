import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { DomainError } from '../../domain/errors.ts';

const PACKAGE = '@etalab/decoupage-administratif';

const code = z.string().min(2);
const name = z.string().min(1);
const count = z.number().int().nonnegative();

const communeSchema = z.object({
  code,
  nom: name,
  type: z.enum(['commune-actuelle', 'commune-deleguee', 'commune-associee', 'arrondissement-municipal']),
  departement: code,
  region: code,
  siren: z.string().optional(),
  population: count.optional(),
  codesPostaux: z.array(z.string()).optional(),
  anciensCodes: z.array(z.string()).optional(),
  /** Commune that holds a commune déléguée or associée. */
  chefLieu: z.string().optional(),
  /** Commune that holds a municipal arrondissement. */
  commune: z.string().optional(),
});

const memberSchema = z.object({ code, populationMunicipale: count });

const epciSchema = z.object({
  code,
  nom: name,
  type: z.enum(['CC', 'CA', 'CU', 'METRO', 'MET69']),
  populationMunicipale: count,
  membres: z.array(memberSchema).min(1),
});

const eptSchema = epciSchema.extend({ type: z.literal('EPT') });
/** Commune that is the seat of a préfecture or of a sous-préfecture. */
const chefLieu = code;
const departmentSchema = z.object({ code, nom: name, region: code, chefLieu });
const regionSchema = z.object({ code, nom: name, chefLieu });
const arrondissementSchema = z.object({ code, chefLieu });

/** Authority of two départements since 2021, absent from the register; the code is INSEE's. */
const ALSACE = { code: '6AE', nom: 'Collectivité européenne d’Alsace', region: '44', chefLieu: '67482' };

export type CommuneRecord = z.infer<typeof communeSchema>;
export type MemberRecord = z.infer<typeof memberSchema>;
export type EpciRecord = z.infer<typeof epciSchema>;
export type EptRecord = z.infer<typeof eptSchema>;

/** Content of the package's files. */
export type OfficialRecords = Awaited<ReturnType<typeof readOfficialRecords>>;

/** Reads the installed package. @throws DomainError `corpus-invalid` when a file is missing or invalid */
export async function readOfficialRecords() {
  const [communes, epcis, epts, departments, regions, arrondissements] = await Promise.all([
    readRecords('communes.json', communeSchema),
    readRecords('epci.json', epciSchema),
    readRecords('ept.json', eptSchema),
    readRecords('departements.json', departmentSchema),
    readRecords('regions.json', regionSchema),
    readRecords('arrondissements.json', arrondissementSchema),
  ]);
  return { communes, epcis, epts, departments: [...departments, ALSACE], regions, arrondissements };
}

async function readRecords<T>(file: string, schema: z.ZodType<T>): Promise<readonly T[]> {
  return parseRecords(file, await readData(file), schema);
}

async function readData(file: string): Promise<unknown> {
  try {
    const path = createRequire(import.meta.url).resolve(`${PACKAGE}/data/${file}`);
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw invalid(file, [cause instanceof Error ? cause.message : String(cause)], cause);
  }
}

/** Parses one file; exported to test its error, which names the file, the record and the field. */
export function parseRecords<T>(file: string, data: unknown, schema: z.ZodType<T>): T[] {
  const parsed = z.array(schema).min(1).safeParse(data);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.')} : ${issue.message}`);
  throw invalid(file, problems, parsed.error);
}

function invalid(file: string, problems: readonly string[], cause: unknown): DomainError<'corpus-invalid'> {
  return new DomainError(
    'corpus-invalid',
    `Le découpage administratif est illisible (${PACKAGE}, fichier ${file} : ${problems[0] ?? 'vide'}). ` +
      'Réinstallez les dépendances avec « npm ci ».',
    { file: `${PACKAGE}/data/${file}`, problems },
    { cause },
  );
}
