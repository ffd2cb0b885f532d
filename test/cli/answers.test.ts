import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { readDocx } from '../http/read-docx.ts';
import { type Outcome, runEssaimage, startEssaimage } from './essaimage-process.ts';
import { EXPERIENCE_COUNT, MEMBERS_ID, PUBLIC_COUNT, prepareInstallation } from './small-corpus.ts';

// Each command opens the real model and the real database; the machine may be busy.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let root: string;
let environment: Record<string, string>;
let firstRun: Outcome;

const run = (...args: readonly string[]) => runEssaimage(args, environment);

const pageSchema = z.object({
  items: z.array(z.object({ id: z.string(), themes: z.array(z.string()), setting: z.string().nullable() })),
  total: z.number(),
  facets: z.object({ themes: z.record(z.string(), z.number()) }),
});

const recommendationSchema = z.object({
  id: z.string(),
  status: z.string(),
  profile: z.object({ territory: z.object({ name: z.string().nullable() }) }),
  experiences: z.array(z.object({ rank: z.number(), experience: z.object({ id: z.string() }) })),
  levers: z.array(z.object({ lever: z.object({ id: z.string() }) })),
  ranking: z.object({ index: z.string() }),
});

beforeAll(async () => {
  const installation = await prepareInstallation();
  root = installation.root;
  environment = installation.environment('data');
  firstRun = await run('search', '--json', '--limite', '100');
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

test('the first command on an empty folder imports the corpus, showing its progress, then answers', () => {
  expect(firstRun.code).toBe(0);
  expect(firstRun.stderr).toContain(`${EXPERIENCE_COUNT}/${EXPERIENCE_COUNT} expériences`);
  const page = pageSchema.parse(JSON.parse(firstRun.stdout));
  expect(page.total).toBe(PUBLIC_COUNT);
});

test('an experience for members is not in the output', () => {
  expect(firstRun.stdout).not.toContain(MEMBERS_ID);
});

test('a recommendation is a text: profile, experiences with reasons and excerpts, levers with cases', async () => {
  const { code, stdout, stderr } = await run(
    'recommend',
    '--territoire',
    '35236',
    'ouvrir une épicerie solidaire dans le bourg',
  );
  expect(code).toBe(0);
  expect(stderr).toBe('');
  expect(stdout).toContain('Redon (commune, Ille-et-Vilaine)');
  expect(stdout).toContain('«\u00a0ouvrir une épicerie solidaire dans le bourg\u00a0»');
  expect(stdout).toMatch(/ 1 {2}.*épicerie/);
  expect(stdout).toMatch(/Pourquoi\s+• .*\n/);
  expect(stdout).toMatch(/Extrait\s+«/);
  expect(stdout).toMatch(/Source\s+\S/);
  expect(stdout).toMatch(/LEVIERS? À ACTIONNER/);
  expect(stdout).toMatch(/Exemples\s+• /);
  expect(stdout).not.toContain('\u001b');
});

test('--json writes only the recommendation on the standard output', async () => {
  const { code, stdout } = await run('recommend', '--territoire', '35236', '--json', 'épicerie solidaire');
  expect(code).toBe(0);
  const answer = recommendationSchema.parse(JSON.parse(stdout));
  expect(answer.profile.territory.name).toBe('Redon');
  expect(answer.experiences[0]?.experience.id).toMatch(/epicerie/);
  expect(answer.levers.length).toBeGreaterThan(0);
});

test('--note writes the note for the council beside the answer', async () => {
  const file = join(root, 'note.docx');
  const asked = ['recommend', '--territoire', '35236', '--note', file, 'ouvrir une épicerie solidaire'];
  const { code, stdout, stderr } = await run(...asked);
  expect(code).toBe(0);
  expect(stdout).toContain('Redon (commune, Ille-et-Vilaine)');
  expect(stderr).toContain(`Note écrite dans ${file}`);
  expect(readDocx(await readFile(file)).body).toContain('Redon');
  const refused = await run('recommend', '--note', join(root, 'note.pdf'), 'ouvrir une épicerie solidaire');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('un fichier .docx ou .html est attendu');
});

test('a territory without code is described by options', async () => {
  const { code, stdout } = await run(
    ...['recommend', '--nom', 'PETR du Lunevillois', '--type', 'pays', '--population', '80 000'],
    ...['--contexte', 'périurbain', '--theme', 'reemploi'],
  );
  expect(code).toBe(0);
  expect(stdout).toContain('PETR du Lunevillois (pays ou pôle territorial), 80');
  expect(stdout).toContain('contexte périurbain');
});

test('an off-topic request gives no experience, suggests themes, and has code 3', async () => {
  const { code, stdout } = await run(
    'recommend',
    'mot de passe oublié du logiciel de paie, le réinitialiser',
  );
  expect(code).toBe(3);
  expect(stdout).toContain('Aucune expérience ne porte sur cette demande');
  expect(stdout).toContain('alimentation');
});

test('an unknown territory is refused with the nearest ones and code 2', async () => {
  const { code, stdout, stderr } = await run('recommend', '--territoire', '35999', 'épicerie solidaire');
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain('35999');
  expect(stderr).toContain('Ille-et-Vilaine');
});

test('filters of a search combine, and a search that finds nothing has code 3', async () => {
  const found = await run('search', 'épicerie', '--contexte', 'rural', '--json');
  const page = pageSchema.parse(JSON.parse(found.stdout));
  expect(page.items.map(({ id }) => id)).toEqual(['epicerie-associative-tremargat']);
  const missing = await run('search', 'sous-marin');
  expect(missing.code).toBe(3);
  expect(missing.stdout).toContain('Aucune expérience');
});

test('a reader that closes the pipe before the output, as head may, is no error', async () => {
  const { child, ended } = startEssaimage(['recommend', '--json', 'épicerie solidaire'], environment);
  child.stdout?.destroy();
  const { code, stderr } = await ended;
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

test('a territory is found by its name without the store or the model', async () => {
  const { code, stdout } = await runEssaimage(['territoires', 'redon', '--json'], {
    DATA_DIR: '/dev/null',
    EMBEDDING_MODEL_DIR: '/dev/null',
  });
  expect(code).toBe(0);
  const [first] = z
    .array(z.object({ territory: z.object({ code: z.string(), name: z.string() }) }))
    .parse(JSON.parse(stdout));
  expect(first?.territory).toMatchObject({ code: '35236', name: 'Redon' });
});

test('territories like one are found without the model, with their public experiences', async () => {
  const model = { ...environment, EMBEDDING_MODEL_DIR: '/dev/null' };
  const { code, stdout } = await runEssaimage(
    ['territoires', '52269', '--semblables', '--limite', '3'],
    model,
  );
  expect(code).toBe(0);
  expect(stdout).toContain('Langres (commune, Haute-Marne, 52269)');
  expect(stdout).toContain('Même place dans leur intercommunalité');
  expect(stdout).toContain('Nyons (commune, Drôme, 26220)');
  expect(stdout).toContain('    • ');
  expect(stdout).not.toContain(MEMBERS_ID);
  const json = await runEssaimage(
    ['territoires', '52', '--type', 'departement', '--semblables', '--json'],
    model,
  );
  expect(JSON.parse(json.stdout)).toMatchObject({ view: { territory: { name: 'Haute-Marne' } } });
  expect((await run('territoires', '52', '--semblables')).code).toBe(2);
  expect((await run('territoires', '52269', '--semblables', '--limite', '21')).code).toBe(2);
});

test('an emptied corpus changes no answer, and is removed only when asked', async () => {
  await writeFile(join(root, 'corpus', 'experiences.json'), '[]');
  const read = await run('search', '--json', '--limite', '100');
  expect(pageSchema.parse(JSON.parse(read.stdout)).total).toBe(PUBLIC_COUNT);
  const refused = await run('reindex');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('--allow-empty');
  expect(await run('reindex', '--allow-empty')).toMatchObject({ code: 0 });
  expect(await run('search', '--json')).toMatchObject({ code: 3 });
});
