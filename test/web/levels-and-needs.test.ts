import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import type { Recommendation } from '../../src/application/recommend/recommendation.ts';
import { answer, answeredNeed, experienceResult, leverResult } from '../fakes/answers.ts';
import { clientOf } from '../http/http-client.ts';
import { stubApplication } from '../http/stub-application.ts';
import { readPage } from './read-page.ts';
import { builtPages } from './website.ts';

async function fetchBody(recommendation: Recommendation, url: string): Promise<string> {
  const app = await stubApplication(
    {
      recommend: async () => recommendation,
      listThemes: async () => [],
      listLevers: async () => [],
    },
    {},
    { web: await builtPages() },
  );
  const response = await clientOf(app).get(url).set({ accept: 'text/html' });
  await app.close();
  expect(response.statusCode).toBe(200);
  return response.text;
}

async function open(recommendation: Recommendation, path = '/') {
  const page = readPage(await fetchBody(recommendation, `${path}?priorites=une+%C3%A9picerie`));
  return { ...page, text: page.text.replace(/[\u00a0\u202f]/g, ' ') };
}

const TWO_NEEDS = answer({
  needs: [answeredNeed('ouvrir une épicerie', 'close'), answeredNeed('loger les saisonniers', 'related')],
  experiences: [
    experienceResult(1),
    experienceResult(2, { level: 'related', needs: [1] }),
    experienceResult(3, { needs: [0, 1] }),
  ],
  levers: [leverResult(1)],
});

it.each(['/', '/cadre'])('tells the needs at %s, and marks each experience with its own', async (path) => {
  const { text } = await open(TWO_NEEDS, path);
  expect(text).toContain('2 expériences proches, 1 voisine et 1 levier');
  expect(text).toMatch(/« ouvrir une épicerie » :\s+des expériences proches/);
  expect(text).toMatch(/« loger les saisonniers » :\s+des expériences voisines, moins sûres/);
  const [first, second] = ['Besoin 1', 'Besoin 2'].map((need, index) =>
    path === '/' ? `${need} : ${['ouvrir une épicerie', 'loger les saisonniers'][index]}` : need,
  );
  const both = path === '/' ? `${first}\\s+${second}` : 'Besoins 1 et 2';
  expect(text).toMatch(
    new RegExp(
      `Expérience 1.{0,30} ${first} .*Expérience 2.{0,30} ${second}[ ·]+Voisine, moins sûre .*Expérience 3.{0,30} ${both} `,
    ),
  );
  expect(text).toContain('Utilisé dans 2 des 3 expériences proposées');
});

it.each(['/', '/cadre'])('names the need that has no experience at %s', async (path) => {
  const { text } = await open(
    answer({
      status: 'partial',
      needs: [answeredNeed('ouvrir une épicerie', 'close'), answeredNeed('loger les saisonniers', null)],
      experiences: [experienceResult(1)],
    }),
    path,
  );
  expect(text).toContain('1 expérience proche');
  expect(text).toMatch(/« loger les saisonniers » :\s+aucune expérience proche dans la base/);
  expect(text).toContain('Aucune expérience de la base n’est assez proche de « loger les saisonniers ».');
  expect(text).not.toContain('Leviers à actionner');
});

it.each(['/', '/cadre'])(
  'says at %s that nothing is close, and which experiences are related',
  async (path) => {
    const { text } = await open(
      answer({
        status: 'partial',
        needs: [answeredNeed('ouvrir une épicerie', 'related')],
        experiences: [experienceResult(1, { level: 'related' }), experienceResult(2, { level: 'related' })],
        levers: [
          leverResult(1, { evidence: 'further-cases', caseCount: 0, reasons: [{ code: 'used-further' }] }),
        ],
      }),
      path,
    );
    expect(text).toContain('2 expériences voisines et 1 levier');
    expect(text).toContain('Rien de très proche : voici 2 expériences voisines, moins sûres.');
    expect(text.match(/Voisine, moins sûre(?!s)/g)?.length).toBeGreaterThanOrEqual(2);
    expect(text).not.toContain('Besoin 1');
    expect(text).toContain('Utilisé dans des expériences plus éloignées de votre demande');
  },
);

it('gives advice instead of an empty list', async () => {
  const nothing = answer({ status: 'partial', needs: [answeredNeed('ouvrir une épicerie', null)] });
  const page = await open(nothing);
  expect(page.headings.map(({ text }) => text)).toContain('Aucun résultat');
  expect(page.text).toContain('Dites en d’autres mots ce que vous voulez faire');
  expect(page.hrefs).toContain('/themes');
  expect(page.ids).not.toContain('overview-title');
  const frame = await open(nothing, '/cadre');
  expect(frame.text).toContain('Aucun résultat.');
  expect(frame.text).toContain('Dites en d’autres mots ce que vous voulez faire');
});

it('writes the level and the needs in the table', async () => {
  const body = await fetchBody(TWO_NEEDS, '/resultats.csv?priorites=une+%C3%A9picerie');
  const rows: Record<string, string>[] = parse(body, { bom: true, delimiter: ';', columns: true });
  expect(rows.map(({ Niveau, Besoins }) => [Niveau, Besoins])).toEqual([
    ['Proche', '1'],
    ['Voisine, moins sûre', '2'],
    ['Proche', '1 | 2'],
  ]);
});
