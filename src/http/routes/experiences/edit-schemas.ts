import { z } from 'zod';
import { AUDIT_ACTIONS } from '../../../domain/experience/audit.ts';
import { ACCESS_LEVELS, EXPERIENCE_STATES } from '../../../domain/experience/experience.ts';
import type { CorrectableField } from '../../../domain/experience/fields.ts';
import { createFigureSchema, type FigureRules } from '../../../domain/experience/figure.ts';
import { STATUSES } from '../../../domain/experience/status.ts';
import { SOURCE_DATE } from '../../../domain/experience/written-fiche.ts';
import {
  booleanInQuery,
  closedObject,
  givenAddress,
  identifier,
  personText,
  territoryCode,
  territoryName,
} from '../../input/request-values.ts';
import { dateTime, integer, listOf, named, text, textOrNull } from '../answer-schemas.ts';
import { experienceSchema, kindSchema, settingSchema, updatedAt } from './schemas.ts';

const MAX_CHOSEN = 50;
const MAX_POPULATION = 100_000_000;

export const proofSchema = named('Proof', 'D’où vient un champ de la fiche.', {
  pointer: text('Pointeur JSON vers le champ de la fiche : « /territories/0 », « /year ».'),
  quote: text('Les mots de la ressource d’où vient le champ.'),
  start: integer(
    'Position du premier caractère dans le texte de la ressource (unités UTF-16, à partir de 0).',
  ),
  end: integer('Position qui suit le dernier caractère.'),
});

export const ficheSchema = experienceSchema
  .extend({
    updatedAt,
    status: z
      .enum(STATUSES)
      .describe(
        'À relire (proposed), publiée (published) ou écartée (set-aside) ; seules les clés « import » voient ce qui n’est pas publié.',
      ),
    provenance: named('Provenance', 'D’où une fiche a été tirée.', {
      resource: named('SourceDocument', 'La ressource.', {
        title: text('Titre.'),
        url: textOrNull('Adresse ; null quand elle n’est pas connue.'),
        type: textOrNull('Type de ressource, tel que la page le donne.'),
      }),
      proofs: z.array(proofSchema).readonly().describe('Une preuve par champ tiré du texte.'),
    })
      .nullable()
      .describe('La ressource d’où la fiche a été tirée ; null pour une fiche donnée toute faite.'),
  })
  .meta({ id: 'Fiche', description: 'Une expérience, et d’où vient chacun de ses champs.' });

const version = text('Version de la fiche : renvoyez-la dans If-Match pour ne rien écraser.');

export const editedSchema = ficheSchema
  .extend({ version })
  .meta({ id: 'EditedFiche', description: 'Une fiche, avec sa version.' });

/** `If-Match` of a correction (RFC 9110): one version, between quotes or not. */
export const editHeadersSchema = z.looseObject({
  'if-match': z
    .string()
    .regex(/^(?:\*|"?[0-9a-f]{32}"?)$/, { error: 'If-Match attend la version de la fiche : "…".' })
    .optional()
    .describe(
      'Version de la fiche que vous avez lue (« version »). Si elle a changé depuis, rien n’est enregistré : 412. Sans elle, la correction s’applique à toute version.',
    ),
});

const codedTerritory = closedObject({
  code: territoryCode.describe('Code INSEE, ou SIREN d’un EPCI ou d’un EPT.'),
  kind: kindSchema.optional().describe('Type, pour les codes communs à un département et une région (93).'),
}).meta({ id: 'CodedTerritory' });

const namedTerritory = closedObject({
  name: territoryName.describe('Nom d’un territoire sans code.'),
  kind: kindSchema.describe('Type de territoire.'),
  population: z.int().min(1).max(MAX_POPULATION).optional().describe('Nombre d’habitants.'),
}).meta({ id: 'UncodedTerritory' });

const dateText = z
  .string()
  .regex(SOURCE_DATE, { error: 'La date doit s’écrire AAAA, AAAA-MM ou AAAA-MM-JJ.' });

export const askedTerritories = z.array(z.union([codedTerritory, namedTerritory])).max(MAX_CHOSEN);

const sentence = personText({ min: 1, max: 2000, needsWord: true });

/** Rules of a corrected figure: its optional fields may be left out. */
const FIGURE_RULES: FigureRules = {
  object: (shape) => closedObject(shape),
  text: sentence,
  optionalText: personText({ min: 0, max: 100, needsWord: false }),
  orUnknown: (schema, unknown) => schema.prefault(unknown),
};

const correctedSource = closedObject({
  title: personText({ min: 1, max: 300, needsWord: true }).describe('Titre du document.'),
  url: givenAddress.nullable().prefault(null),
  publisher: personText({ min: 1, max: 300, needsWord: true }).describe('Éditeur.'),
  date: dateText.nullable().prefault(null).describe('AAAA, AAAA-MM ou AAAA-MM-JJ.'),
}).meta({ id: 'GivenSource' });

/** List of a correction, which replaces the whole list of the fiche. */
const whole = <T extends z.ZodType>(item: T, description: string) =>
  z.array(item).max(MAX_CHOSEN).exactOptional().describe(description);

const correctable = {
  title: personText({ min: 3, max: 300, needsWord: true }).exactOptional().describe('Titre.'),
  summary: personText({ min: 3, max: 20_000, needsWord: true }).exactOptional().describe('Récit.'),
  territories: askedTerritories
    .exactOptional()
    .describe('Territoires, tous : ceux qui manquent sont retirés.'),
  setting: settingSchema.nullable().exactOptional().describe('Contexte territorial ; null : inconnu.'),
  year: z.int().min(1900).max(2100).nullable().exactOptional().describe('Année ; null : inconnue.'),
  themes: whole(identifier, 'Identifiants des thèmes, le plus important d’abord.'),
  levers: whole(
    closedObject({
      id: identifier.describe('Identifiant du levier.'),
      what: personText({ min: 1, max: 1000, needsWord: true }).describe('Ce que la collectivité en a fait.'),
    }).meta({ id: 'GivenLever' }),
    'Leviers, tous : ceux qui manquent sont retirés.',
  ),
  figures: whole(
    createFigureSchema(FIGURE_RULES).meta({ id: 'GivenFigure' }),
    'Chiffres, tous : ceux qui manquent sont retirés.',
  ),
  state: z
    .enum(EXPERIENCE_STATES)
    .exactOptional()
    .describe('État de l’expérience : « unknown » quand rien ne le dit.'),
  checkedOn: dateText
    .nullable()
    .exactOptional()
    .describe('Jour où une personne a vérifié la fiche ; null : jamais.'),
  difficulties: whole(sentence, 'Difficultés, toutes : celles qui manquent sont retirées.'),
  source: correctedSource.exactOptional().describe('D’où vient la fiche.'),
  otherSources: whole(
    correctedSource,
    'Autres documents qui racontent la même expérience, tous : ceux qui manquent sont retirés.',
  ),
  access: z
    .enum(ACCESS_LEVELS)
    .exactOptional()
    .describe('À qui la fiche est ouverte ; celle d’une ressource réservée le reste.'),
} satisfies Readonly<Record<CorrectableField, z.ZodType>>;

export const patchSchema = closedObject({
  ...correctable,
  status: z
    .enum(STATUSES)
    .exactOptional()
    .describe('Publie la fiche (published), l’écarte (set-aside) ou la remet à relire (proposed).'),
  statusReason: personText({ min: 1, max: 1000, needsWord: true })
    .nullable()
    .exactOptional()
    .describe('Pourquoi ; perdu quand le statut change sans en donner.'),
})
  .refine((patch) => Object.keys(patch).length > 0, {
    error: 'Donnez au moins un champ à corriger.',
    params: { code: 'nothing-asked' },
  })
  .meta({
    id: 'ExperiencePatch',
    minProperties: 1,
    description: 'Les champs à corriger ; les autres restent tels quels.',
  });

export const deleteQuerySchema = closedObject({
  erase: booleanInQuery.default(false).meta({
    default: false,
    description: 'Efface aussi toutes les copies du texte de la fiche. Ne s’annule pas.',
  }),
});

export const historySchema = named('FicheHistory', 'Qui a changé la fiche, quand, et en quoi.', {
  history: listOf('HistoryEntry', 'De la plus ancienne à la plus récente.', {
    at: dateTime('Date et heure.'),
    actor: text(
      'Préfixe de la clé qui l’a demandé ; « cli » pour la ligne de commande, « service », ou « contribution » pour une expérience proposée.',
    ),
    actorLabel: textOrNull(
      'Nom donné à cette clé, même révoquée ; null si ce n’est pas une clé, ou si elle n’existe plus.',
    ),
    action: z
      .enum(AUDIT_ACTIONS)
      .describe(
        'Ce qui a été fait : import, réindexation (reindex), ajout (add), correction (correct), fusion (merge), retrait (delete) ou effacement (erase).',
      ),
    before: z.unknown().describe('Ce qu’il y avait ; null s’il n’y avait rien.'),
    after: z.unknown().describe('Ce qu’il y a ensuite ; null s’il n’y a plus rien.'),
  }),
});
