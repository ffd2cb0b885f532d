import { z } from 'zod';
import { DOUBTS } from '../../../domain/experience/doubts.ts';
import { ACCESS_LEVELS } from '../../../domain/experience/experience.ts';
import { MERGED_FIELDS, TAKEN_FIELDS } from '../../../domain/experience/fields.ts';
import { REVIEW_LISTS, STATUSES } from '../../../domain/experience/status.ts';
import { changedFieldSchema } from '../../../domain/import-job/import-job.ts';
import { droppedSchema, importNoteSchema, resourceSchema } from '../../../domain/resource/resource.ts';
import { cursorInQuery } from '../../input/cursor.ts';
import { closedObject, identifier, limitInQuery, personText } from '../../input/request-values.ts';
import { dateTime, integer, listOf, named, orNull, text, textOrNull } from '../answer-schemas.ts';
import { askedTerritories, editedSchema, historySchema, proofSchema } from '../experiences/edit-schemas.ts';
import { kindSchema } from '../experiences/schemas.ts';

const titled = { id: text('Identifiant.'), title: text('Titre.') };
const status = z.enum(STATUSES).describe('À relire (proposed), publiée (published) ou écartée (set-aside).');
const confidence = z
  .number()
  .nullable()
  .describe('Probabilité, de 0 à 1, que ces territoires aient agi ; null pour une fiche donnée toute faite.');
const doubts = z
  .array(z.enum(DOUBTS))
  .readonly()
  .describe(
    'Ce qui manque : territoire absent (territory-missing) ou sans code (territory-unplaced), levier, thème, année ; le plus grave d’abord.',
  );
const goneSince = orNull(dateTime('Depuis quand la ressource n’est plus sur son site ; null si elle y est.'));
const similarity = z.number().describe('Ressemblance des deux récits, de 0 à 1.');

export const listQuerySchema = closedObject({
  list: z.enum(REVIEW_LISTS).default('proposed').meta({
    default: 'proposed',
    description:
      'À relire (proposed), publiées (published), écartées (set-aside), que leur site ou leur source ne donne plus (gone), ou dont la source dit autre chose depuis, à reprendre ou non (changed).',
  }),
  resource: identifier.exactOptional().describe('Identifiant d’une ressource : les siennes seulement.'),
  limit: limitInQuery(100, 20, 'Nombre d’expériences.'),
  cursor: cursorInQuery,
});

const territories = listOf('ReviewedTerritory', 'Territoires.', {
  name: text('Nom.'),
  kind: kindSchema,
  code: textOrNull('Code ; null sans code officiel.'),
});
const year = z.int().nullable().describe('Année ; null : inconnue.');
const access = z.enum(ACCESS_LEVELS).describe('À qui elle est, ou serait, ouverte.');

const proposalSchema = named('Proposal', 'Une expérience, comme une liste à relire la montre.', {
  id: text('Identifiant.'),
  version: text('Version de la fiche, pour If-Match.'),
  title: text('Titre.'),
  status,
  isContribution: z
    .boolean()
    .describe(
      'Vrai pour une expérience proposée par une collectivité (/proposer), que personne n’a encore décidée.',
    ),
  access,
  confidence,
  territories,
  year,
  levers: z.array(z.string()).readonly().describe('Identifiants des leviers.'),
  themes: z.array(z.string()).readonly().describe('Identifiants des thèmes.'),
  resource: named('ReviewedResource', 'Ressource d’où elle est tirée.', {
    ...titled,
    url: textOrNull('Adresse.'),
    publisher: textOrNull('Éditeur.'),
    date: textOrNull('Date.'),
    goneSince,
  })
    .nullable()
    .describe('Ressource d’où elle est tirée ; null pour une fiche donnée toute faite.'),
  doubts,
  sameAs: named('AlikeExperience', 'Expérience semblable.', { ...titled, similarity })
    .nullable()
    .describe('Expérience d’une autre source qui est peut-être la même ; null sinon.'),
  changed: z.boolean().describe('Vrai si sa source a été lue autrement, et que personne n’en a décidé.'),
});

export const proposalListSchema = named('ProposalList', 'Des expériences à relire.', {
  proposals: z
    .array(proposalSchema)
    .readonly()
    .describe(
      'Les propositions : celles où une minute apporte le plus d’abord ; les autres listes : du plus récent changement au plus ancien.',
    ),
  counts: named('ProposalCounts', 'Nombre d’expériences de chaque liste, toutes ressources comprises.', {
    proposed: integer('À relire.'),
    published: integer('Publiées.'),
    'set-aside': integer('Écartées.'),
    gone: integer('Que leur site ou leur source ne donne plus.'),
    changed: integer('Dont la source dit autre chose depuis.'),
  }),
  next: textOrNull('Curseur de la page suivante ; null à la dernière.'),
});

const differences = (description: string) => z.array(changedFieldSchema).readonly().describe(description);

export const reviewSchema = named('Review', 'Tout ce qu’il faut pour décider d’une expérience.', {
  experience: editedSchema,
  status,
  statusReason: textOrNull('Pourquoi elle a ce statut, dans les mots de la personne qui l’a décidé.'),
  confidence,
  contact: textOrNull(
    'Adresse électronique donnée avec la proposition, pour y répondre ; null sans adresse, et dès que quelqu’un a décidé : elle est alors effacée.',
  ),
  doubts,
  resource: resourceSchema
    .omit({ listing: true, line: true })
    .extend({ goneSince })
    .meta({ id: 'ReviewedText' })
    .nullable()
    .describe(
      'La ressource, avec son texte et ses blocs (positions en unités UTF-16) ; null pour une fiche donnée toute faite.',
    ),
  evidence: z
    .array(
      named('WeighedProof', 'Une preuve, et sa confiance.', {
        ...proofSchema.shape,
        confidence: z.number().describe('Confiance de ce champ, de 0 à 1.'),
      }),
    )
    .readonly()
    .describe('Une preuve par champ tiré du texte.'),
  dropped: z
    .array(droppedSchema)
    .readonly()
    .describe(
      'Ce qui a été envisagé et laissé : le lieu n’agit pas (not-acting), ou est inconnu (place-unknown).',
    ),
  notes: z
    .array(importNoteSchema.pick({ code: true, detail: true }).meta({ id: 'ReviewNote' }))
    .readonly()
    .describe('Ce que l’import n’a pas su placer dans cette ressource.'),
  siblings: listOf('Sibling', 'Les autres expériences de la ressource.', {
    ...titled,
    status,
  }),
  next: textOrNull('Proposition suivante de la file, ou sa première ; null s’il n’y en a pas d’autre.'),
  sameAs: listOf('ComparedAlike', 'Expériences qui sont peut-être la même, la plus semblable d’abord.', {
    ...titled,
    similarity,
    differences: differences('Ce qui diffère.'),
  }),
  compared: named('ComparedExperience', 'L’expérience que « with » nomme.', {
    ...titled,
    status,
    differences: differences('Ce qui diffère.'),
  })
    .nullable()
    .describe('L’expérience que « with » nomme, comparée à celle-ci ; null sans elle.'),
  rereading: named('Rereading', 'Ce que sa source dit maintenant.', {
    version: text('Version de cette lecture, à renvoyer avec la décision.'),
    isGone: z.boolean().describe('Vrai si sa source ne la raconte plus.'),
    differences: differences('Champs où la source dit autre chose (after) que la fiche (before).'),
  })
    .nullable()
    .describe(
      'Ce que sa source dit maintenant, quand un import l’y lit autrement et que personne n’en a décidé ; la fiche ne change pas d’elle-même. Null sinon.',
    ),
  history: historySchema.shape.history,
});

export const candidatesQuerySchema = closedObject({
  q: personText({ min: 1, max: 500, needsWord: false })
    .exactOptional()
    .describe(
      'Mots à chercher, ou un identifiant. Sans eux : les expériences d’un même territoire, la plus proche par le sens d’abord.',
    ),
});

export const candidatesSchema = named('MergeCandidates', 'Des expériences à fusionner avec une autre.', {
  experiences: listOf(
    'MergeCandidate',
    'Celle de l’identifiant donné, puis celles d’un même territoire ; 20 au plus.',
    {
      ...titled,
      status,
      access,
      territories,
      year,
      sharesTerritory: z.boolean().describe('Vrai si les deux ont un territoire en commun.'),
    },
  ),
});

export const mergeSchema = closedObject({
  into: identifier.describe('Identifiant de l’expérience qui reste.'),
  fields: z
    .array(z.enum(MERGED_FIELDS))
    .max(MERGED_FIELDS.length)
    .default([])
    .describe('Champs que celle qui reste prend de l’autre ; les deux sources sont toujours gardées.'),
}).meta({ id: 'Merge', description: 'La fusion de deux expériences.' });

export const settleSchema = closedObject({
  fields: z
    .array(z.enum(TAKEN_FIELDS))
    .max(TAKEN_FIELDS.length)
    .default([])
    .describe('Champs que la fiche prend de sa source ; elle garde les autres.'),
  reading: z
    .string()
    .min(1)
    .max(100)
    .describe('Version de la lecture vue (champ « rereading » de la relecture).'),
}).meta({ id: 'RereadingDecision', description: 'Ce qu’une fiche prend de sa source.' });

export const selectionSchema = closedObject({
  start: z
    .int()
    .min(0)
    .describe('Position du premier caractère dans le texte de la ressource (unités UTF-16).'),
  end: z.int().min(1).describe('Position qui suit le dernier caractère.'),
  territories: askedTerritories.default([]).describe('Territoires ; vide : ceux que le passage nomme.'),
}).meta({ id: 'Selection', description: 'Un passage d’une ressource.' });
