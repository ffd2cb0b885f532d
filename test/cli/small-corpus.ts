import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { MEMBERS_FICHE } from '../http/members-fiche.ts';

const CORPUS = fileURLToPath(new URL('../../corpus/', import.meta.url));

/** Experiences of the starter corpus on different subjects: enough to compare answers, few enough to index quickly. */
const PUBLIC_IDS = [
  'epicerie-associative-tremargat',
  'epicerie-solidaire-reignier',
  'la-pioche-epicerie-solidaire-nord',
  'recyclerie-en-regie-locmine',
  'rennes-metropole-plateforme-reemploi-solidaire',
  'grand-nancy-maison-du-reemploi-batiment',
  'cinema-itinerant-piemont-cevenol',
  'creche-scic-roche-de-gourdon',
  'scic-survoltes-guipel',
  'garage-social-louviers',
  'legumerie-53-mayenne',
];
export const MEMBERS_ID = MEMBERS_FICHE.id;
export const EXPERIENCE_COUNT = PUBLIC_IDS.length + 1;
export const PUBLIC_COUNT = PUBLIC_IDS.length;

const ficheSchema = z.looseObject({ id: z.string() });

/** Writes a corpus of `EXPERIENCE_COUNT` experiences, one of them for members. */
async function writeSmallCorpus(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const file of ['levers.json', 'levers-law.json', 'themes.json', 'expressions.json'])
    await cp(join(CORPUS, file), join(directory, file));
  const all = z
    .array(ficheSchema)
    .parse(JSON.parse(await readFile(join(CORPUS, 'experiences.json'), 'utf8')));
  const kept = all.filter(({ id }) => PUBLIC_IDS.includes(id));
  if (kept.length !== PUBLIC_COUNT) throw new Error('the starter corpus has lost experiences of the tests');
  await writeFile(join(directory, 'experiences.json'), JSON.stringify([...kept, MEMBERS_FICHE]));
}

/** Makes a temporary folder with a small corpus, and the variables for a service to use them. */
export async function prepareInstallation() {
  const root = await mkdtemp(join(tmpdir(), 'essaimage-cli-'));
  await writeSmallCorpus(join(root, 'corpus'));
  const environment = (dataFolder: string) => ({
    DATA_DIR: join(root, dataFolder),
    CORPUS_DIR: join(root, 'corpus'),
    // The machine of the tests may be busy.
    EMBEDDING_TIMEOUT_MS: '60000',
    STORE_TIMEOUT_MS: '60000',
  });
  return { root, environment };
}
