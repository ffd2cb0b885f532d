import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import type { Recommendation } from '../../src/application/recommend/recommendation.ts';
import { answer, answeredNeed, experienceResult, leverResult } from '../fakes/answers.ts';
import { bareTheme } from '../fakes/levers.ts';
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
  const query = path.includes('?') ? '' : '?priorites=une+%C3%A9picerie';
  const page = readPage(await fetchBody(recommendation, `${path}${query}`));
  return { ...page, text: page.text.replace(/[\u00a0\u202f]/g, ' ') };
}

const TWO_NEEDS = answer({
  needs: [answeredNeed('ouvrir une épicerie', 'close'), answeredNeed('loger les saisonniers', 'close')],
  experiences: [
    experienceResult(1),
    experienceResult(2, { needs: [0, 1] }),
    experienceResult(3, { level: 'related', needs: [1] }),
  ],
  own: [{ id: 'chez-nous', title: 'Notre épicerie à nous' }],
  levers: [leverResult(1)],
});

it('shows three experiences of a need before the others, and joins the lines of the request', async () => {
  const experiences = [1, 2, 3, 4, 5].map((rank) => experienceResult(rank, { needs: [rank < 5 ? 0 : 1] }));
  const page = await open({ ...TWO_NEEDS, experiences }, '/?priorites=une+%C3%A9picerie%0Aloger');
  expect(page.text).toMatch(/Expérience 3.*Expérience 5.*Voir l’autre expérience.*Expérience 4/);
  expect(page.headings[0]?.text).toBe('Une épicerie, loger');
});

it.each(['/', '/cadre'])(
  'tells the needs at %s, marks each experience with its own, and groups them by level',
  async (path) => {
    const { text } = await open(TWO_NEEDS, path);
    expect(text).toContain('2 expériences sur votre sujet, 1 pour élargir et 1 levier');
    expect(text).toMatch(/« ouvrir une épicerie ».+« loger les saisonniers »/);
    expect(text).toMatch(
      /Chez vous.{1,5}Notre épicerie à nous .*Expérience 1.{0,30} Besoin 1 .*Expérience 2.{0,30} Besoins 1 et 2 .*Pour élargir .*Expérience 3.{0,30} Besoin 2 /,
    );
    expect(text).toContain('Utilisé dans 2 des 3 expériences proposées');
    expect(text.match(/Pour élargir/g)).toHaveLength(1);
  },
);

it.each(['/', '/cadre'])('names the need that has no experience at %s', async (path) => {
  const { text } = await open(
    answer({
      status: 'partial',
      needs: [answeredNeed('ouvrir une épicerie', 'close'), answeredNeed('loger les saisonniers', null)],
      experiences: [experienceResult(1)],
    }),
    path,
  );
  expect(text).toContain('1 expérience sur votre sujet');
  expect(text).toMatch(/« loger les saisonniers » :\s+aucune expérience sur ce sujet/);
  expect(text).toContain('Aucune expérience de la base n’est assez proche de « loger les saisonniers ».');
  expect(text).not.toContain('Leviers à actionner');
});

it.each(['/', '/cadre'])(
  'says at %s that nothing is close, and which experiences widen the subject',
  async (path) => {
    const { text } = await open(
      answer({
        status: 'partial',
        needs: [answeredNeed('ouvrir une épicerie', null)],
        experiences: [experienceResult(1, { level: 'related' }), experienceResult(2, { level: 'related' })],
        levers: [
          leverResult(1, { evidence: 'further-cases', caseCount: 0, reasons: [{ code: 'used-further' }] }),
        ],
      }),
      path,
    );
    expect(text).toContain('2 expériences pour élargir et 1 levier');
    expect(text).toContain('Rien sur ce sujet précis : les expériences qui suivent élargissent le sujet.');
    expect(text).not.toContain('Besoin 1');
    expect(text).toContain('Utilisé dans des expériences plus éloignées de votre demande');
  },
);

it('says instead of an empty list what to ask', async () => {
  const question = 'Comment produire notre électricité ?';
  const nothing = answer({
    status: 'no_match',
    needs: [answeredNeed('ouvrir une épicerie', null)],
    suggestedThemes: [bareTheme('energie', 'Énergie')],
    suggestedQuestions: [question],
  });
  const page = await open(nothing);
  expect(page.headings.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      'Aucun résultat',
      'Des expériences de la base, pour voir',
      'Thème le plus en rapport',
    ]),
  );
  expect(page.text).toContain('Décrivez une action de votre collectivité');
  const asked = page.hrefs.map((href) => new URL(href, 'http://localhost').searchParams);
  expect(asked.map((each) => each.get('priorites'))).toContain(question);
  expect(asked.map((each) => each.get('themes'))).toContain('energie');
  expect(page.hrefs).toContain('/themes');
  expect(page.ids).not.toContain('overview-title');
  const frame = await open(nothing, '/cadre');
  expect(frame.text).toContain('Aucun résultat.');
  expect(frame.text).toContain('Décrivez une action de votre collectivité');
});

it('writes the level and the needs in the table', async () => {
  const body = await fetchBody(TWO_NEEDS, '/resultats.csv?priorites=une+%C3%A9picerie');
  const rows: Record<string, string>[] = parse(body, { bom: true, delimiter: ';', columns: true });
  expect(rows.map(({ Niveau, Besoins }) => [Niveau, Besoins])).toEqual([
    ['Sur votre sujet', '1'],
    ['Sur votre sujet', '1 | 2'],
    ['Pour élargir', '2'],
  ]);
});
