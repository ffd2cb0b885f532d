import { z } from 'zod';
import { closedObject } from '../../input/closed-object.ts';
import { identifier } from '../../input/text.ts';
import { experienceSchema } from '../experiences/schemas.ts';

export const leverSchema = z
  .object({
    id: z.string().describe('Identifiant stable.'),
    label: z.string().describe('Nom affiché.'),
    definition: z.string().describe('Ce que c’est, en une ou deux phrases.'),
    legalBasis: z
      .array(
        z.object({
          ref: z.string().describe('Article ou loi, comme on les cite.'),
          about: z.string().describe('Ce que le texte permet.'),
        }),
      )
      .describe('Fondement juridique.'),
    watchOut: z.string().nullable().describe('Point de vigilance.'),
  })
  .meta({
    id: 'Lever',
    description: 'Ce qu’une collectivité peut faire elle-même pour l’économie sociale et solidaire.',
  });

const counted = { experienceCount: z.int().describe('Nombre d’expériences qui l’utilisent.') };

export const leverListSchema = z
  .object({ levers: z.array(leverSchema.extend(counted)).describe('Dans l’ordre de la taxonomie.') })
  .meta({ id: 'LeverList', description: 'Les leviers de la taxonomie.' });

export const leverPageSchema = leverSchema
  .extend({
    ...counted,
    experiences: z
      .array(
        experienceSchema
          .pick({ id: true, title: true, year: true, territories: true })
          .extend({ what: z.string().describe('Ce que la collectivité a fait avec ce levier.') }),
      )
      .describe('Les expériences qui l’utilisent (100 au plus), les plus récentes d’abord.'),
  })
  .meta({ id: 'LeverPage', description: 'Un levier et ce que des collectivités en ont fait.' });

export const leverParamsSchema = closedObject({
  id: identifier.describe('Identifiant du levier.').meta({ examples: ['commande-publique'] }),
});
