import { z } from 'zod';
import { EMPOWERED_KINDS } from '../../../domain/lever/lever-law.ts';
import { idInPath } from '../../input/request-values.ts';
import { day, integer, listOf, named, text, textOrNull, webAddress } from '../answer-schemas.ts';
import { sourcedCosts } from '../experiences/costs.ts';
import { experienceSchema } from '../experiences/schemas.ts';

const WHAT = 'Ce qu’une collectivité peut faire elle-même pour l’économie sociale et solidaire.';

export const leverSchema = named('Lever', WHAT, {
  id: text('Identifiant stable.'),
  label: text('Nom affiché.'),
  definition: text('Ce que c’est, en une ou deux phrases.'),
  reviewedBy: named('LegalReview', 'Le juriste qui a relu son droit.', {
    name: text('Son nom ou son service.'),
    on: day('Jour de la relecture.'),
  })
    .nullable()
    .describe('Le juriste qui a relu son droit ; null : aucun ne l’a encore fait.'),
});

export const permissionSchema = named(
  'Permission',
  'Ce qu’un type de collectivité peut faire d’un levier, selon les textes réunis.',
  {
    kind: z.enum(EMPOWERED_KINDS).describe('Type de collectivité.'),
    may: z
      .enum(['yes', 'conditional', 'unknown'])
      .describe('Peut l’utiliser (yes), sous condition (conditional), ou statut particulier (unknown).'),
    reason: textOrNull('La condition, ou le statut à vérifier ; null sinon.'),
    ref: textOrNull('Article qui le dit, ou texte du statut ; null sans condition.'),
    text: text('Tout cela en une phrase.'),
  },
);

const counted = { experienceCount: integer('Nombre d’expériences qui l’utilisent.') };

const whoMay = z
  .array(permissionSchema)
  .describe('Qui peut l’utiliser, par type de collectivité ; vide quand son droit n’a pas été réuni.');

export const leverListSchema = named('LeverList', 'Les leviers de la taxonomie.', {
  levers: z
    .array(leverSchema.extend({ ...counted, whoMay }).meta({ id: 'ListedLever' }))
    .describe('Dans l’ordre de la taxonomie.'),
});

export const leverPageSchema = leverSchema
  .extend({
    ...counted,
    whoMay,
    review: text('Dit quand ce droit a été lu, et si un juriste l’a relu ; à montrer avec lui.'),
    texts: listOf('LegalText', 'Les textes.', {
      ref: text('Article, loi ou décision, comme on les cite.'),
      about: text('Ce que le texte permet ou interdit.'),
      address: named('LegalAddress', 'Son adresse officielle.', {
        url: webAddress('Adresse sur Légifrance ou EUR-Lex.'),
        opens: z
          .enum(['reference', 'code'])
          .describe(
            'Ce qu’elle ouvre : le texte cité (reference), ou le code ou la loi qui le contient (code).',
          ),
      })
        .nullable()
        .describe('Son adresse officielle ; null quand elle n’est pas connue.'),
      checkedOn: day('Jour de sa lecture.'),
    }),
    watchOut: z.array(z.string()).readonly().describe('Points de vigilance.'),
    firstSteps: z.array(z.string()).readonly().describe('Premiers pas, dans l’ordre.'),
    thresholds: listOf('LegalThreshold', 'Seuils, parts et durées.', {
      label: text('Ce qu’il mesure.'),
      value: z.number().describe('Valeur.'),
      unit: text('Unité.'),
      note: textOrNull('Précision.'),
      ref: text('Texte qui le fixe.'),
    }),
    experiences: z
      .array(
        experienceSchema
          .pick({ id: true, title: true, year: true, territories: true })
          .extend({ what: text('Ce que la collectivité a fait avec ce levier.') })
          .meta({ id: 'LeverExperience' }),
      )
      .describe('Les expériences qui l’utilisent (100 au plus), les plus récentes d’abord.'),
    costs: sourcedCosts('Ordres de grandeur de toutes les expériences qui l’utilisent.'),
  })
  .meta({ id: 'LeverPage', description: 'Un levier, son droit, et ce que des collectivités en ont fait.' });

export const leverParamsSchema = idInPath('Identifiant du levier.');
