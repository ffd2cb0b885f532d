import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadTaxonomy } from '../../src/adapters/corpus/load-taxonomy.ts';
import { ficheVocabulary } from '../../src/domain/experience/written-fiche.ts';
import { leverPageSchema } from '../../src/http/routes/levers/schemas.ts';
import { recommendationSchema } from '../../src/http/routes/recommendations/schemas.ts';
import { ficheJsonSchema } from '../../src/ingestion/read/fiches/read-fiche.ts';
import { clientOf } from '../http/http-client.ts';
import { type Application, START_TIMEOUT_MS, startApplication } from '../http/start-application.ts';
import { importFile } from './drawn-fiche.ts';
import { readPage } from './read-page.ts';
import { builtPages } from './website.ts';

const CORPUS = fileURLToPath(new URL('../../corpus/', import.meta.url));

const LEVER = {
  id: 'mecenat-de-competences',
  label: 'Mécénat de compétences',
  definition: 'Détacher des agents, quelques heures par mois, auprès d’associations du territoire.',
  cues: ['mécénat de compétences', 'agents détachés'],
  signs: { tells: ['mécénat de compétences'], says: ['détach* (des|ses) agents [40]auprès'], hints: [] },
  examples: ['La ville détache des agents auprès des associations.'],
};
const DONE = [
  'La commune de Trémargat détache ses agents une journée par mois auprès de l’épicerie associative.',
  'La commune de Guipel détache des agents deux jours par an auprès de la recyclerie.',
];
const LISTING = DONE.map(
  (text, index) => `Des agents chez les associations - conférence en ligne mai 202${index}

${text}

Type de ressource
Ressources RTES
Ressource privée
Non
`,
);

let root: string;
let application: Application;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'essaimage-lever-'));
  const corpus = join(root, 'corpus');
  await cp(CORPUS, corpus, { recursive: true });
  const levers = z.array(z.unknown()).parse(JSON.parse(await readFile(join(corpus, 'levers.json'), 'utf8')));
  await writeFile(join(corpus, 'levers.json'), JSON.stringify([...levers, LEVER]));
  application = await startApplication({ web: await builtPages() }, { CORPUS_DIR: corpus });
  const path = join(root, 'page.txt');
  await writeFile(path, ['Réseau d’exemple', ...LISTING].join('\n\n'));
  await importFile(application, path);
  const { review, fiches } = application.essaimage;
  const asked = { list: 'proposed', resourceId: null, after: null, limit: 100 } as const;
  const editor = { actor: 'test', audience: 'members', mayEdit: true } as const;
  for (const { experience } of (await review.list(asked)).proposals)
    await fiches.correct(experience.id, { status: 'published' }, editor);
}, START_TIMEOUT_MS);
afterAll(async () => {
  await application?.close();
  await rm(root, { recursive: true });
});

async function get(url: string) {
  const response = await clientOf(application.app).get(url);
  expect(response.statusCode, url).toBe(200);
  return response;
}

describe('a lever that one entry of the corpus adds', () => {
  it('is extracted from sentences, and described by the API', async () => {
    const lever = leverPageSchema.parse((await get(`/v1/levers/${LEVER.id}`)).body);
    const { label, definition } = LEVER;
    expect(lever).toMatchObject({
      label,
      definition,
      reviewedBy: null,
      whoMay: [],
      texts: [],
      experienceCount: 2,
    });
    expect(lever.experiences.map(({ what }) => what).sort()).toEqual([...DONE].sort());
  });

  it('is recommended', async () => {
    const url = '/v1/recommendations';
    const payload = { priorities: 'détacher des agents auprès d’une épicerie', levers: [LEVER.id] };
    const response = await clientOf(application.app).post(url).send(payload);
    const { levers } = recommendationSchema.parse(response.body);
    const advised = levers.find(({ lever }) => lever.id === LEVER.id);
    expect(advised?.supporting).toHaveLength(DONE.length);
    expect(advised?.whoMay).toBeNull();
  });

  it('is shown on the pages', async () => {
    expect(readPage((await get('/leviers')).text).text).toContain(LEVER.label);
    const page = readPage((await get(`/leviers/${LEVER.id}`)).text).text;
    for (const shown of [LEVER.definition, 'n’a pas été vérifié pour ce levier', ...DONE])
      expect(page).toContain(shown);
  });

  it('is accepted in a fiche by the published schema', async () => {
    const schema = ficheJsonSchema(ficheVocabulary(await loadTaxonomy(join(root, 'corpus')), 2100));
    expect(JSON.stringify(schema)).toContain(`"${LEVER.id}"`);
  });
});
