import { z } from 'zod';
import { EXPERIENCE_FIELDS } from '../../../domain/experience/difference.ts';
import { ACCESS_LEVELS } from '../../../domain/experience/experience.ts';
import { IMPORT_STATES } from '../../../domain/import-job/import-job.ts';
import { closedObject } from '../../input/closed-object.ts';
import { booleanInQuery, limitInQuery } from '../../input/query-values.ts';
import { idInPath, personText } from '../../input/text.ts';
import { integer, listOf, named, objectOf, text, textOrNull } from '../answer-schemas.ts';

const counted = {
  added: integer('Nouvelles.'),
  changed: integer('Modifiées.'),
  unchanged: integer('Inchangées.'),
};

const reportSchema = named('ImportReport', 'Ce qu’un import a fait, ou ferait.', {
  resources: objectOf('Décompte des ressources.', {
    ...counted,
    gone: integer('Disparues du site : marquées, pas supprimées.'),
  }),
  experiences: objectOf('Décompte des expériences.', {
    ...counted,
    removed: integer('Retirées.'),
  }),
  notes: listOf('Ce qui n’a pas pu être placé, ou l’a été avec un doute, dans l’ordre du document.', {
    code: text('Code stable.'),
    detail: text('Ce qui a été vu, et ce qui en a été fait.'),
    resourceId: textOrNull('Ressource concernée ; null si ce n’est pas l’une d’elles.'),
    line: z.int().nullable().describe('Ligne du document, à partir de 1 ; null si elle n’est pas connue.'),
  }),
  changes: listOf('Les expériences ajoutées, modifiées ou retirées, dans l’ordre des documents.', {
    kind: z.enum(['added', 'changed', 'removed']).describe('Ajout, modification ou retrait.'),
    id: text('Identifiant de l’expérience.'),
    title: text('Titre.'),
    access: z.enum(ACCESS_LEVELS).describe('« members » : montré aux clés « read:members » seulement.'),
    resourceTitle: textOrNull('Ressource dont elle vient ; null pour une fiche donnée telle quelle.'),
    fields: listOf('Ce qui change, champ par champ, pour un essai (dryRun) ; vide sinon.', {
      field: z.enum(EXPERIENCE_FIELDS).describe('Champ.'),
      before: z.unknown().describe('Ce qu’il était ; null s’il n’y avait rien.'),
      after: z.unknown().describe('Ce qu’il devient ; null s’il n’y a plus rien.'),
    }),
  }),
  corrections: integer('Corrections reprises d’un export.'),
  feedback: integer('Avis repris d’un export.'),
});

export const importSchema = z
  .object({
    id: text('Identifiant de l’import.'),
    state: z
      .enum(IMPORT_STATES)
      .describe(
        'En attente (queued), en cours (running), réussi (succeeded), échoué (failed) ou annulé (cancelled).',
      ),
    source: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('url'), url: text('Adresse.') }),
        z.object({
          kind: z.literal('content'),
          name: text('Nom donné.'),
          mediaType: textOrNull('Type annoncé.'),
          byteCount: integer('Taille en octets.'),
        }),
      ])
      .describe('Ce qui est importé.'),
    dryRun: z.boolean().describe('Vrai pour un essai : rien n’est enregistré.'),
    progress: z
      .object({
        phase: z
          .enum(['reading', 'preparing'])
          .describe(
            'Lecture (reading, en octets ou en pages) ou préparation (preparing, en ressources et en fiches).',
          ),
        done: z.number().describe('Fait.'),
        total: z.number().nullable().describe('À faire ; null tant que ce n’est pas connu.'),
      })
      .nullable()
      .describe('Où il en est ; null avant son début.'),
    report: reportSchema.nullable().describe('Le compte rendu, une fois l’import réussi.'),
    failure: z
      .object({
        code: text('Code stable.'),
        detail: text('Ce qui s’est passé et ce qu’il faut faire.'),
      })
      .nullable()
      .describe('La raison de l’échec.'),
    requestedBy: text('Préfixe de la clé qui l’a demandé.'),
    createdAt: text('Date et heure de la demande (ISO 8601).'),
    startedAt: textOrNull('Date et heure de son début.'),
    endedAt: textOrNull('Date et heure de sa fin.'),
  })
  .meta({
    id: 'Import',
    description: 'Un import demandé par l’API.',
    examples: [
      {
        id: '0f2a3c1e-6f0d-4d0a-9d0b-3b1f2a4c5d6e',
        state: 'running',
        source: { kind: 'url', url: 'https://example.org/ressources' },
        dryRun: false,
        progress: { phase: 'preparing', done: 4, total: 10 },
        report: null,
        failure: null,
        requestedBy: 'ess_0123456789ab',
        createdAt: '2026-01-15T09:30:00.000Z',
        startedAt: '2026-01-15T09:30:01.000Z',
        endedAt: null,
      },
    ],
  });

export const importListSchema = named('ImportList', 'Les imports demandés.', {
  imports: z.array(importSchema).describe('Du plus récent au plus ancien.'),
});

/** Body of a request to import a URL. */
export const addressSchema = closedObject({
  url: z.url({ protocol: /^https?$/, error: 'Une adresse http(s)://… est attendue.' }).max(2000),
});

export const requestQuerySchema = closedObject({
  name: personText({ min: 1, max: 200, needsWord: true })
    .exactOptional()
    .describe(
      'Nom du document envoyé, montré dans le compte rendu. D’un envoi à l’autre de la même clé, il dit que c’est la même liste : ce qui ne s’y trouve plus est tenu pour disparu ; sans nom, rien ne l’est. Il est obligatoire pour un document JSON : sans lui, le corps JSON est une demande { "url": … }.',
    ),
  dryRun: booleanInQuery.default(false).meta({
    default: false,
    description: 'Essai : montre ce qui serait enregistré, sans rien enregistrer.',
  }),
});

export const listQuerySchema = closedObject({ limit: limitInQuery(100, 20, 'Nombre d’imports.') });

export const importParamsSchema = idInPath(
  'Identifiant de l’import.',
  '0f2a3c1e-6f0d-4d0a-9d0b-3b1f2a4c5d6e',
);
