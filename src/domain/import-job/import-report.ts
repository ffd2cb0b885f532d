import { z } from 'zod';
import { EXPERIENCE_FIELDS } from '../experience/difference.ts';
import { ACCESS_LEVELS } from '../experience/experience.ts';
import { IMPORT_NOTE_CODES } from '../resource/resource.ts';

const count = (description: string) => z.int().min(0).describe(description);

const counted = {
  added: count('Nouvelles.'),
  changed: count('Modifiées.'),
  unchanged: count('Inchangées.'),
};

const noteSchema = z.object({
  code: z.enum(IMPORT_NOTE_CODES).describe('Code stable.'),
  detail: z.string().describe('Ce qui a été vu, et ce qui en a été fait.'),
  resourceId: z.string().nullable().describe('Ressource concernée ; null si ce n’est pas l’une d’elles.'),
  line: z.int().nullable().describe('Ligne du document, à partir de 1 ; null si elle n’est pas connue.'),
});

const fieldSchema = z.object({
  field: z.enum(EXPERIENCE_FIELDS).describe('Champ.'),
  before: z.unknown().describe('Ce qu’il était ; null s’il n’y avait rien.'),
  after: z.unknown().describe('Ce qu’il devient ; null s’il n’y a plus rien.'),
});

const changeSchema = z.object({
  kind: z.enum(['added', 'changed', 'removed']).describe('Ajout, modification ou retrait.'),
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
    .array(fieldSchema)
    .readonly()
    .describe('Ce qui change, champ par champ, pour un essai (dryRun) ; vide sinon.'),
});
export type ExperienceChange = z.infer<typeof changeSchema>;

/** Result of an import, or of a dry run. */
export const importReportSchema = z.object({
  dryRun: z.boolean(),
  resources: z
    .object({ ...counted, gone: count('Disparues du site : marquées, pas supprimées.') })
    .describe('Décompte des ressources.'),
  experiences: z.object({ ...counted, removed: count('Retirées.') }).describe('Décompte des expériences.'),
  /** See `ImportNote`. */
  /** Missing from reports of earlier versions. */
  proposed: count('Expériences de cet import qui attendent qu’une personne les publie.').default(0),
  notes: z
    .array(noteSchema)
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
