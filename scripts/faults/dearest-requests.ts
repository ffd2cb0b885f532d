/** The dearest request of each route. `§` stands for a number that changes each time, so that no cache answers. */

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { DeclaredRoute } from '../../src/http/plugins/access.ts';

export interface DearRequest {
  readonly url: string;
  /** Sent as a form when it is a `URLSearchParams`, as JSON otherwise. */
  readonly body?: object;
}

export const FICHE = 'epicerie-solidaire-reignier';
const OTHER_FICHE = 'recyclerie-en-regie-locmine';
const FICHES = [FICHE, OTHER_FICHE].join();
const JUDGED = 'w1001';
/** As many grades as a judgment may give. */
const GRADES = Object.fromEntries(
  z
    .array(z.object({ id: z.string() }))
    .parse(JSON.parse(readFileSync('corpus/experiences.json', 'utf8')))
    .slice(0, 100)
    .map(({ id }) => [id, 1]),
);

/** 2,000 characters in many tokens and segments, as long as a question may be. */
const QUESTION =
  `§, ${Array.from({ length: 22 }, (_, n) => `un vélo ${'x1y2'.repeat(18)} ${n}`).join(', ')}`.slice(
    0,
    1_980,
  );
const asked = (name: string) => `${name}=${encodeURIComponent(QUESTION).replaceAll('%C2%A7', '§')}`;
const WORDS = 'association+commune+habitants+local+projet+solidaire+territoire';
const STORY = 'x1y2 z3. '.repeat(2_200).slice(0, 19_000);
const territory = { code: '35236' };
const question = { territory, priorities: QUESTION, limit: 50 };
const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields);

const toolCall = (name: string, given: object) => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name, arguments: given },
});

const feed = (url: string) => ({ url: `${url}?territory=35236&${asked('priorities')}` });
const inPage = `territoire=35236&${asked('priorites')}`;

/** Requests of the routes whose address, with an id, is not all that they read. */
const REQUESTS: Readonly<Record<string, DearRequest>> = {
  'GET /v1/feed.atom': feed('/v1/feed.atom'),
  'GET /v1/feed.json': feed('/v1/feed.json'),
  'POST /v1/keys': { url: '/v1/keys', body: { label: 'Essai §', scopes: ['read:members'] } },
  'GET /v1/changes': { url: '/v1/changes?limit=1000' },
  'POST /v1/imports': {
    url: '/v1/imports?name=§.json&dryRun=true',
    body: Array.from({ length: 2_000 }, (_, n) => ({ id: `f-${n}`, title: STORY.slice(0, 1_000) })),
  },
  'GET /v1/imports': { url: '/v1/imports?limit=100' },
  'GET /v1/feedback': { url: '/v1/feedback?limit=100' },
  'POST /v1/feedback': {
    url: '/v1/feedback',
    body: {
      recommendationId: 'rec_0123456789abcdefae71',
      experienceId: FICHE,
      verdict: 'useful',
      comment: `§ ${STORY.slice(0, 900)}`,
    },
  },
  'GET /v1/experiences/:id/merge-candidates': { url: `/v1/experiences/${FICHE}/merge-candidates?q=${WORDS}` },
  'POST /v1/experiences/:id/merge': { url: `/v1/experiences/${FICHE}/merge`, body: { into: 'inconnue' } },
  'POST /v1/experiences/:id/rereading': {
    url: '/v1/experiences/inconnue/rereading',
    body: { fields: [], reading: 'inconnue' },
  },
  'GET /v1/proposals': { url: '/v1/proposals?limit=100' },
  'GET /v1/experiences/:id/review': { url: `/v1/experiences/${FICHE}/review?with=${OTHER_FICHE}` },
  'POST /v1/resources/:id/experiences': {
    url: `/v1/resources/inconnue/experiences`,
    body: { start: 0, end: 170, territories: [{ code: '35238' }] },
  },
  'PATCH /v1/experiences/:id': {
    url: `/v1/experiences/${FICHE}`,
    body: { summary: `§ ${STORY}`, figures: [], difficulties: [] },
  },
  'DELETE /v1/experiences/:id': { url: '/v1/experiences/inconnue' },
  'GET /v1/experiences': { url: `/v1/experiences?limit=100&sort=year&q=${WORDS}` },
  'GET /v1/experiences/:id/similar': { url: `/v1/experiences/${FICHE}/similar?limit=20` },
  'GET /v1/territories': { url: '/v1/territories?q=saint&limit=50' },
  'GET /v1/territories/:code/similar': { url: '/v1/territories/35236/similar?limit=20' },
  'POST /v1/contributions': {
    url: '/v1/contributions',
    body: { title: 'Une épicerie dans l’ancienne école §', story: STORY.slice(0, 9_900), territory },
  },
  'GET /v1/judged-requests': { url: '/v1/judged-requests?limit=100&q=association' },
  'POST /v1/judged-requests': {
    url: '/v1/judged-requests',
    body: { territory: '35236', priorities: QUESTION, experiences: GRADES, levers: [] },
  },
  'PATCH /v1/judged-requests/:id': {
    url: `/v1/judged-requests/${JUDGED}`,
    body: { experiences: GRADES, levers: [] },
  },
  'DELETE /v1/judged-requests/:id': { url: `/v1/judged-requests/${JUDGED}` },
  'POST /v1/recommendations': { url: '/v1/recommendations', body: question },
  'GET /v1/recommendations': { url: `/v1/recommendations?territory=35236&limit=50&${asked('priorities')}` },
  'POST /v1/entrusted-questions': {
    url: '/v1/entrusted-questions',
    body: { territory, priorities: QUESTION, consent: true },
  },
  'GET /v1/entrusted-questions': { url: '/v1/entrusted-questions?limit=100' },
  'GET /v1/recommendations/note': {
    url: `/v1/recommendations/note?format=docx&limit=50&territory=35236&${asked('priorities')}`,
  },
  'POST /v1/recommendations:batch': {
    url: '/v1/recommendations:batch',
    body: {
      questions: Array.from({ length: 50 }, (_, n) => ({
        ...question,
        priorities: `${n} ${QUESTION}`,
        limit: 5,
      })),
    },
  },
  'GET /oembed': { url: `/oembed?url=${encodeURIComponent(`http://127.0.0.1/experiences/${FICHE}`)}` },
  'GET /.well-known/security.txt': { url: '/.well-known/security.txt' },
  'POST /mcp': { url: '/mcp', body: toolCall('recommend', { territory, priorities: QUESTION }) },
  'GET /': { url: `/?${inPage}` },
  'GET /experiences': { url: `/experiences?tri=date&mots=${WORDS}` },
  'GET /experiences.csv': { url: `/experiences.csv?mots=${WORDS}` },
  'GET /suivre': feed('/suivre'),
  'GET /comparer': { url: `/comparer?fiches=${FICHES}` },
  'GET /note': { url: `/note?format=html&${inPage}` },
  'GET /resultats.csv': { url: `/resultats.csv?${inPage}` },
  'GET /cadre': { url: `/cadre?nombre=20&${inPage}` },
  'GET /confier': { url: `/confier?${inPage}` },
  'POST /proposer': {
    url: '/proposer',
    body: form({
      titre: 'Une épicerie dans l’ancienne école §',
      recit: STORY.slice(0, 9_900),
      nom: 'Redon',
      territoire: 'commune|35236',
    }),
  },
  'POST /confier': {
    url: '/confier',
    body: form({ question: QUESTION, territoire: '35236', type: 'commune', accord: 'oui' }),
  },
  'POST /redaction': { url: '/redaction', body: form({ adresse: 'http://site.invalid/§' }) },
  'POST /redaction/connexion': { url: '/redaction/connexion', body: form({ cle: 'x§' }) },
  'GET /redaction/demandes/juger': { url: `/redaction/demandes/juger?${inPage}` },
};

const VALUES: Readonly<Record<string, string>> = {
  experiences: FICHE,
  propositions: FICHE,
  levers: 'locaux',
  leviers: 'locaux',
  themes: 'alimentation',
  territories: '35236',
  territoires: '35236',
  docs: 'recommend',
};

/** Returns the dearest request of a route: by default its address, with an id that exists where one is known. */
export function dearestRequest({ method, url }: DeclaredRoute): DearRequest {
  const given = REQUESTS[`${method} ${url}`];
  if (given !== undefined) return given;
  const address = url.replace(
    /(\w+)\/:\w+/g,
    (_, resource) => `${resource}/${VALUES[resource] ?? 'inconnue'}`,
  );
  return method === 'POST' || method === 'PATCH' ? { url: address, body: form({}) } : { url: address };
}
