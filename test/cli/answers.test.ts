import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Outcome, runEssaimage, startEssaimage } from './essaimage-process.ts';
import { EXPERIENCE_COUNT, MEMBERS_ID, PUBLIC_COUNT } from './small-corpus.ts';
import { useInstallation } from './use-installation.ts';

const installation = await useInstallation();
const environment = installation.environment('data');
let firstRun: Outcome;

const run = (...args: readonly string[]) => runEssaimage(args, environment);

const recommendationSchema = z.object({
  profile: z.object({ territory: z.object({ name: z.string().nullable() }) }),
  experiences: z.array(z.object({ experience: z.object({ id: z.string() }) })).min(1),
  levers: z.array(z.object({ lever: z.object({ id: z.string() }) })).min(1),
  total: z.number(),
});

beforeAll(async () => {
  firstRun = await run('recommend', '--json', '--territoire', '35236', 'une ferme coopérative bio');
});

test('the first command on an empty folder imports the corpus, showing its progress, then answers in JSON', () => {
  expect(firstRun.code).toBe(0);
  expect(firstRun.stderr).toContain(`${EXPERIENCE_COUNT}/${EXPERIENCE_COUNT} expériences`);
  const { profile, total } = recommendationSchema.parse(JSON.parse(firstRun.stdout));
  expect(profile.territory.name).toBe('Redon');
  expect(total).toBe(PUBLIC_COUNT);
  // The nearest to the question is for members.
  expect(firstRun.stdout).not.toContain(MEMBERS_ID);
});

test('a recommendation is a text: who asks, then experiences with their reasons, and levers', async () => {
  const question = 'ouvrir une épicerie solidaire dans le bourg';
  const { code, stdout, stderr } = await run('recommend', '--territoire', '35236', question);
  expect(code).toBe(0);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^Pour\u00a0: Redon, commune, Ille-et-Vilaine, périurbain\.\n/);
  expect(stdout).toMatch(/\n1\. .*épicerie/);
  expect(stdout).toMatch(/\nPourquoi\u00a0: \S/);
  expect(stdout).toMatch(/\nSource\u00a0: \S/);
  expect(stdout).toMatch(/\nLeviers\u00a0:\n- \S/);
  expect(stdout).not.toContain('\u001b');
});

test('--type tells a région from the département of the same code, and stands alone', async () => {
  const region = await run('recommend', '--territoire', '93', '--type', 'region', 'épicerie solidaire');
  expect(region.stdout).toMatch(/^Pour\u00a0: Provence-Alpes-Côte d.Azur, région/);
  const kind = await run('recommend', '--type', 'departement', 'épicerie solidaire');
  expect(kind.stdout).toMatch(/^Pour\u00a0: département\.\n/);
});

test('an off-topic request gives no experience, suggests a theme, and has code 3', async () => {
  const { code, stdout } = await run(
    'recommend',
    'mot de passe oublié du logiciel de paie, le réinitialiser',
  );
  expect(code).toBe(3);
  expect(stdout).toContain('Aucune expérience ne porte sur cette demande');
  expect(stdout).toMatch(/\n- .* \[[a-z-]+\]\n/);
});

test('an unknown territory is refused with the nearest ones and code 2', async () => {
  const { code, stdout, stderr } = await run('recommend', '--territoire', '35999', 'épicerie solidaire');
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain('35999');
  expect(stderr).toContain('Ille-et-Vilaine');
});

test('a reader that closes the pipe before the output, as head may, is no error', async () => {
  const { child, ended } = startEssaimage(['recommend', '--json', 'épicerie solidaire'], environment);
  child.stdout?.destroy();
  const { code, stderr } = await ended;
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

test('an emptied corpus changes no answer, and is removed only when asked', async () => {
  await writeFile(join(installation.root, 'corpus', 'experiences.json'), '[]');
  const read = await run('recommend', '--json', 'épicerie solidaire');
  expect(recommendationSchema.parse(JSON.parse(read.stdout)).total).toBe(PUBLIC_COUNT);
  const refused = await run('reindex');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('--allow-empty');
  expect(await run('reindex', '--allow-empty')).toMatchObject({ code: 0 });
  expect(await run('recommend', 'épicerie solidaire')).toMatchObject({ code: 3 });
});
