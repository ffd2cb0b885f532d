import { z } from 'zod';
import { idInPath } from '../../input/text.ts';
import { integer, listOf, named, text, textOrNull } from '../answer-schemas.ts';
import { sourcedCosts } from '../experiences/costs.ts';
import { experienceSchema } from '../experiences/schemas.ts';

export const leverSchema = z
  .object({
    id: text('Identifiant stable.'),
    label: text('Nom affiché.'),
    definition: text('Ce que c’est, en une ou deux phrases.'),
    legalBasis: listOf('Fondement juridique.', {
      ref: text('Article ou loi, comme on les cite.'),
      about: text('Ce que le texte permet.'),
    }),
    watchOut: textOrNull('Point de vigilance.'),
  })
  .meta({
    id: 'Lever',
    description: 'Ce qu’une collectivité peut faire elle-même pour l’économie sociale et solidaire.',
  });

const counted = { experienceCount: integer('Nombre d’expériences qui l’utilisent.') };

export const leverListSchema = named('LeverList', 'Les leviers de la taxonomie.', {
  levers: z.array(leverSchema.extend(counted)).describe('Dans l’ordre de la taxonomie.'),
});

export const leverPageSchema = leverSchema
  .extend({
    ...counted,
    experiences: z
      .array(
        experienceSchema
          .pick({ id: true, title: true, year: true, territories: true })
          .extend({ what: text('Ce que la collectivité a fait avec ce levier.') }),
      )
      .describe('Les expériences qui l’utilisent (100 au plus), les plus récentes d’abord.'),
    costs: sourcedCosts('Ordres de grandeur de toutes les expériences qui l’utilisent.'),
  })
  .meta({ id: 'LeverPage', description: 'Un levier et ce que des collectivités en ont fait.' });

export const leverParamsSchema = idInPath('Identifiant du levier.', 'commande-publique');
