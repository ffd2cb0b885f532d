import { z } from 'zod';
import { searchPageSchema } from '../routes/experiences/schemas.ts';
import { jsonFeedSchema } from '../routes/feed/schemas.ts';
import type { CallApi } from './call-api.ts';

/** Limits of the collection; each is a sentence. */
const LIMITS = [
  'Ce n’est pas un recensement : qu’une expérience n’y soit pas ne prouve pas que personne ne l’a faite.',
  'Une fiche dit ce que dit sa source, à sa date. Elle n’est ni une évaluation, ni la preuve d’un résultat, et une fiche jamais revérifiée peut ne plus être vraie.',
  'Un champ inconnu vaut null : il n’est pas deviné.',
  'Le droit des leviers n’est pas un conseil juridique, et chaque levier dit si un juriste l’a relu.',
  'Le contexte d’un territoire (rural, urbain…) est déduit de sa population ; ses revenus, ses équipements et ses projets ne sont pas connus.',
  'Les expériences réservées aux membres n’y sont pas.',
];

export const collectionSchema = searchPageSchema.pick({ total: true, facets: true }).extend({
  updatedAt: z
    .string()
    .nullable()
    .describe('Date du dernier changement d’une expérience ; null quand il n’y en a aucune.'),
  limits: z.array(z.string()).describe('Ce que la collection ne peut pas savoir.'),
});

/** Reads the counts of GET /v1/experiences and the date of GET /v1/feed.json. */
export async function describeCollection(api: CallApi): Promise<z.infer<typeof collectionSchema>> {
  const [page, feed] = await Promise.all([
    api({ method: 'GET', path: '/v1/experiences', query: { limit: 1 } }),
    api({ method: 'GET', path: '/v1/feed.json' }),
  ]);
  const { total, facets } = searchPageSchema.parse(page);
  const [last] = jsonFeedSchema.parse(feed).items;
  return { total, facets, updatedAt: last?.date_modified ?? null, limits: LIMITS };
}
