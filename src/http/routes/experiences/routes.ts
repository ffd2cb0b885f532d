import { z } from 'zod';
import { audienceOf, editorOf, mayEdit } from '../../input/audience.ts';
import { Cursors } from '../../input/cursor.ts';
import { NAMING_PROBLEMS } from '../../problems/problem-schema.ts';
import type { ApiRoutes } from '../api-routes.ts';
import {
  deleteQuerySchema,
  editedSchema,
  editHeadersSchema,
  ficheSchema,
  historySchema,
  patchSchema,
} from './edit-schemas.ts';
import {
  demandedVersion,
  presentCompactPage,
  presentEdited,
  presentExperience,
  presentFiche,
  presentHistory,
  presentPage,
  roundScore,
  toAskedPatch,
} from './present.ts';
import {
  compactPageSchema,
  experienceParamsSchema,
  searchPageSchema,
  searchQuerySchema,
  similarQuerySchema,
  similarSchema,
} from './schemas.ts';

const config = {
  access: 'read',
  maxAgeSeconds: 60,
  problems: ['experience-not-found'],
} as const;
const readConfig = {
  ...config,
  problems: ['experience-merged', 'experience-not-found'],
} as const;
const searchConfig = {
  ...config,
  problems: ['cursor-invalid', ...NAMING_PROBLEMS],
} as const;

const searchSchema = {
  operationId: 'searchExperiences',
  tags: ['experiences'],
  summary: 'Chercher et filtrer les expériences',
  description:
    'Liste les expériences, les cherche par mots et les filtre. Une expérience passe tous les filtres donnés (ET) ; d’un filtre à plusieurs valeurs, elle en a au moins une (OU). Les décomptes (« facets ») portent sur toutes les expériences qui correspondent, pas seulement sur la page. D’une page à l’autre, aucune expérience n’est répétée ni sautée, même quand d’autres sont ajoutées.',
  querystring: searchQuerySchema,
  response: {
    200: z
      .union([searchPageSchema, compactPageSchema])
      .describe('Une page d’expériences : avec les décomptes par filtre (full), ou sans (compact).'),
  },
};

const readSchema = {
  operationId: 'getExperience',
  tags: ['experiences'],
  summary: 'Lire une expérience',
  description:
    'Donne la fiche entière d’une expérience et, quand elle a été tirée d’une ressource, les mots qui prouvent chaque champ. L’ancienne adresse publique d’une fiche fusionnée mène à celle qui reste (301). Une clé « import » voit aussi les propositions et les fiches écartées.',
  params: experienceParamsSchema,
  response: { 200: ficheSchema.describe('La fiche.') },
};

const similarRouteSchema = {
  operationId: 'findSimilarExperiences',
  tags: ['experiences'],
  summary: 'Trouver les expériences proches d’une autre',
  description: 'Donne les expériences dont le récit est le plus proche par le sens, sans elle-même.',
  params: experienceParamsSchema,
  querystring: similarQuerySchema,
  response: { 200: similarSchema.describe('Les expériences proches.') },
};

type Listed = Omit<z.output<typeof searchQuerySchema>, 'view' | 'cursor' | 'limit'>;

function toSearch({
  q,
  asTyped,
  theme,
  lever,
  themes = theme,
  levers = lever,
  territory,
  territoryKind,
  neighbours = false,
  sort,
  ...filter
}: Listed) {
  return {
    text: q ?? null,
    asTyped,
    filter: { ...filter, themes, levers },
    place: territory === undefined ? null : { code: territory, kind: territoryKind, isWidened: neighbours },
    sort: sort ?? (q === undefined ? 'year' : 'relevance'),
  } as const;
}

export const routes: ApiRoutes = async (app, context) => {
  const { essaimage } = context;
  await app.register(editRoutes, context);

  app.get('/experiences', { config: searchConfig, schema: searchSchema }, async (request) => {
    const { view, cursor, limit, ...list } = request.query;
    const cursors = new Cursors('experiences', list);
    const asked = {
      ...toSearch(list),
      after: cursors.read(cursor),
      limit,
      audience: audienceOf(request),
    };
    const page = await essaimage.searchExperiences(asked, request.cancellation);
    const next = page.next && cursors.write(page.next);
    return view === 'compact'
      ? presentCompactPage(page, next, essaimage)
      : presentPage(page, next, essaimage);
  });

  app.get('/experiences/:id', { config: readConfig, schema: readSchema }, async (request) => {
    const reader = { audience: audienceOf(request), mayEdit: mayEdit(request) };
    return presentFiche(
      await essaimage.fiches.read(request.params.id, reader, request.cancellation),
      essaimage.taxonomy,
    );
  });

  app.get('/experiences/:id/similar', { config, schema: similarRouteSchema }, async (request) => {
    const { params, query, cancellation } = request;
    const audience = audienceOf(request);
    const neighbours = await essaimage.findSimilarExperiences(params.id, query.limit, audience, cancellation);
    return {
      experiences: neighbours.map(({ experience, cosine }) => ({
        similarity: roundScore(cosine),
        experience: presentExperience(experience, essaimage.taxonomy),
      })),
    };
  });
};

const editConfig = {
  access: 'scope:import',
  problems: [
    'experience-not-found',
    'changed-meanwhile',
    'source-reserved',
    'territory-missing',
    ...NAMING_PROBLEMS,
    'quote-not-in-fiche',
  ],
} as const;
const deleteConfig = { ...editConfig, problems: ['experience-not-found'] } as const;
/** Demands `read:members` too: earlier states of a public fiche may have been for members. */
const historyConfig = { access: 'scope:import+read:members', problems: ['experience-not-found'] } as const;

const SEEN =
  ' Une fiche réservée aux membres demande une clé qui porte aussi « read:members » ; sans lui, elle n’existe pas.';

const correctSchema = {
  operationId: 'correctExperience',
  tags: ['experiences'],
  summary: 'Corriger une expérience',
  description: `Remplace les champs donnés, et eux seuls. Les corrections survivent aux imports suivants de la même page ; l’historique dit qui a changé quoi.${SEEN}`,
  params: experienceParamsSchema,
  headers: editHeadersSchema,
  body: patchSchema,
  response: { 200: editedSchema.describe('La fiche corrigée.') },
};

const deleteSchema = {
  operationId: 'deleteExperience',
  tags: ['experiences'],
  summary: 'Supprimer une expérience',
  description: `Supprime la fiche ; elle ne revient pas aux imports suivants de la même page. Pour la retirer sans la perdre, écartez-la avec PATCH (« status »). Avec « erase=true », tout ce qui en est enregistré est effacé : corrections, valeurs de l’historique, comptes rendus, texte de sa ressource ; une clé qui porte aussi « read:members » efface de même ce qui reste d’une fiche supprimée auparavant.${SEEN}`,
  params: experienceParamsSchema,
  querystring: deleteQuerySchema,
  response: { 204: z.null().describe('La fiche n’existe plus.') },
};

const readHistorySchema = {
  operationId: 'readExperienceHistory',
  tags: ['editing'],
  summary: 'Lire l’historique d’une expérience',
  description: `Dit qui a changé la fiche, quand, et en quoi.${SEEN}`,
  params: experienceParamsSchema,
  response: { 200: historySchema.describe('L’historique.') },
};

const editRoutes: ApiRoutes = async (app, { essaimage }) => {
  app.patch('/experiences/:id', { config: editConfig, schema: correctSchema }, async (request) => {
    const { params, body, headers, cancellation: signal } = request;
    const options = { signal, version: demandedVersion(headers['if-match']) };
    const patch = toAskedPatch(body);
    const fiche = await essaimage.fiches.correct(params.id, patch, editorOf(request), options);
    return presentEdited(fiche, essaimage.taxonomy);
  });

  app.delete('/experiences/:id', { config: deleteConfig, schema: deleteSchema }, async (request, reply) => {
    const { erase: isErased } = request.query;
    await essaimage.fiches.remove(request.params.id, { isErased }, editorOf(request));
    return reply.code(204).send(null);
  });

  app.get(
    '/experiences/:id/history',
    { config: historyConfig, schema: readHistorySchema },
    async (request) => ({
      history: presentHistory(await essaimage.fiches.history(request.params.id, editorOf(request))),
    }),
  );
};
