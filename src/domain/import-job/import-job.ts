import { z } from 'zod';
import { EXPERIENCE_FIELDS } from '../experience/difference.ts';
import { ACCESS_LEVELS } from '../experience/experience.ts';
import { named } from '../named-schema.ts';
import { importNoteSchema } from '../resource/resource.ts';

const count = (description: string) => z.int().min(0).describe(description);

const counted = {
  added: count('Nouvelles.'),
  changed: count('Modifiées.'),
  unchanged: count('Inchangées.'),
};

export const changedFieldSchema = named('ChangedField', 'Un champ qui change.', {
  field: z.enum(EXPERIENCE_FIELDS).describe('Champ.'),
  before: z.unknown().describe('Ce qu’il est dans l’autre, ou était avant ; null s’il n’y a rien.'),
  after: z.unknown().describe('Ce qu’il est dans celle-ci, ou devient ; null s’il n’y a rien.'),
});

const changeSchema = named('ImportedChange', 'Ce qu’un import change d’une expérience.', {
  kind: z
    .enum(['added', 'changed', 'removed', 'reread', 'untold'])
    .describe(
      'Ajout, modification, retrait, ou fiche publiée, qui ne change pas, dont la source dit autre chose (reread) ou qu’elle ne raconte plus (untold).',
    ),
  id: z.string().describe('Identifiant de l’expérience.'),
  title: z.string().describe('Titre.'),
  /** `members` when the old or the new version is for members. */
  access: z.enum(ACCESS_LEVELS).describe('« members » : montré aux clés « read:members » seulement.'),
  resourceTitle: z
    .string()
    .nullable()
    .describe('Ressource dont elle vient ; null pour une fiche donnée telle quelle.'),
  /** Empty too when only the evidence or the visibility changes. */
  fields: z
    .array(changedFieldSchema)
    .readonly()
    .describe('Ce qui change, champ par champ, pour un essai (dryRun) ; vide sinon.'),
});
export type ExperienceChange = z.infer<typeof changeSchema>;

export const importReportSchema = z.object({
  dryRun: z.boolean(),
  resources: named('ResourceCounts', 'Décompte des ressources.', {
    ...counted,
    gone: count('Disparues du site : marquées, pas supprimées.'),
  }),
  experiences: named('ExperienceCounts', 'Décompte des expériences.', {
    ...counted,
    removed: count('Retirées.'),
    /** Missing from reports of earlier versions. */
    reread: count('Publiées, dont la source dit autre chose : elles attendent une décision.').default(0),
    untold: count('Publiées, que leur source ne raconte plus : elles restent.').default(0),
  }),
  /** Missing from reports of earlier versions. */
  proposed: count('Expériences de cet import qui attendent qu’une personne les publie.').default(0),
  notes: z
    .array(importNoteSchema)
    .readonly()
    .describe('Ce qui n’a pas pu être placé, ou l’a été avec un doute, dans l’ordre du document.'),
  changes: z
    .array(changeSchema)
    .readonly()
    .describe('Les expériences ajoutées, modifiées ou retirées, dans l’ordre des documents.'),
  corrections: count('Corrections reprises d’un export.'),
  /** Missing from reports of earlier versions. */
  feedback: count('Avis repris d’un export.').default(0),
});
export type ImportReport = z.infer<typeof importReportSchema>;
export type ResourceCounts = ImportReport['resources'];
export type ExperienceCounts = ImportReport['experiences'];

export const IMPORT_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;

/** Source of an import: an address, or bytes with the sender's description of them. */
export type JobOrigin =
  | { readonly kind: 'url'; readonly url: string }
  | {
      readonly kind: 'content';
      /** Shown in reports. */
      readonly name: string;
      /** Whether the sender gave the name; otherwise the listing, hence what has left it, is unknown. */
      readonly isNamed: boolean;
      readonly mediaType: string | null;
      readonly bytes: Uint8Array;
    };

/** Decisions that an import may take by itself. */
export const importPolicySchema = z.object({
  publishAbove: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .prefault(null)
    .describe(
      'Confiance, de 0 à 1, à partir de laquelle une expérience tirée d’une page est publiée sans relecture ; null : aucune ne l’est.',
    ),
  /** True in the jobs of earlier versions. */
  publishFiches: z
    .boolean()
    .prefault(true)
    .describe(
      'Vrai : les fiches données toutes faites (JSON, tableau, export) sont publiées ou changées telles quelles ; faux : tout est à relire, et les fiches publiées ne changent pas.',
    ),
  access: z.enum(ACCESS_LEVELS).prefault('members').describe('À qui est ouvert ce qui ne le dit pas.'),
});
export type ImportPolicy = z.output<typeof importPolicySchema>;

/** Nothing is published without a person, nor opened without a statement. */
export const STRICT_POLICY: ImportPolicy = { publishAbove: null, publishFiches: true, access: 'members' };

/** Source of an import, without the bytes. */
export const importSourceSchema = z.discriminatedUnion('kind', [
  named('ImportedAddress', 'Une adresse.', {
    kind: z.literal('url'),
    url: z.string().describe('Adresse.'),
  }),
  named('ImportedDocument', 'Un document.', {
    kind: z.literal('content'),
    name: z.string().describe('Nom donné.'),
    mediaType: z.string().nullable().describe('Type annoncé.'),
    byteCount: z.int().describe('Taille en octets.'),
  }),
]);

const progressSchema = named('ImportProgress', 'Où en est un import.', {
  phase: z
    .enum(['reading', 'preparing'])
    .describe(
      'Lecture (reading, en octets ou en pages) ou préparation (preparing, en ressources et en fiches).',
    ),
  done: z.number().describe('Fait.'),
  /** Never 0. */
  total: z.number().nullable().describe('À faire ; null tant que ce n’est pas connu.'),
});
export type ImportProgress = z.infer<typeof progressSchema>;

const failureSchema = named('ImportFailure', 'La raison d’un échec.', {
  /** An `ErrorCode`, `interrupted` or `internal`. */
  code: z
    .string()
    .describe(
      'Code stable : l’un de ceux des erreurs (voir Problem), ou « interrupted » : le service s’est arrêté.',
    ),
  detail: z.string().describe('Ce qui s’est passé et ce qu’il faut faire.'),
});
export type ImportFailure = z.infer<typeof failureSchema>;

/** Attempt at a job, required to write it: a process that was thought dead cannot overwrite its successor. */
export interface JobAttempt {
  readonly id: string;
  /** From 1. */
  readonly attempt: number;
}

/** Import requested through the API. */
export const importJobSchema = z.object({
  id: z.string().describe('Identifiant de l’import.'),
  state: z
    .enum(IMPORT_STATES)
    .describe(
      'En attente (queued), en cours (running), réussi (succeeded), échoué (failed) ou annulé (cancelled).',
    ),
  source: importSourceSchema.describe('Ce qui est importé.'),
  isDryRun: z.boolean().describe('Vrai pour un essai : rien n’est enregistré.'),
  policy: importPolicySchema.describe('Ce que l’import peut décider seul.'),
  progress: progressSchema.nullable().describe('Où il en est ; null avant son début.'),
  report: importReportSchema.nullable().describe('Le compte rendu, une fois l’import réussi.'),
  failure: failureSchema.nullable().describe('La raison de l’échec.'),
  actor: z.string().describe('Préfixe de la clé qui l’a demandé.'),
  createdAt: z.string().meta({ description: 'Date et heure de la demande.', format: 'date-time' }),
  startedAt: z.string().meta({ format: 'date-time' }).nullable().describe('Date et heure de son début.'),
  endedAt: z.string().meta({ format: 'date-time' }).nullable().describe('Date et heure de sa fin.'),
});
export type ImportJob = z.infer<typeof importJobSchema>;
