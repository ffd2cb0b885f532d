import { z } from 'zod';
import { ACCESS_LEVELS, draftSchema, type Frozen } from '../experience/experience.ts';
import { named } from '../named-schema.ts';
import { keptText } from '../text/kept-text.ts';

/** UTF-16 offsets in the text of the resource, `end` excluded. */
const span = { start: z.int().nonnegative(), end: z.int().nonnegative() };

export const resourceSchema = z.object({
  /** Made from its title, unless `recogniseResources` finds the stored resource, whose id it then takes. */
  id: keptText.min(1),
  title: keptText,
  /** Own address, or that of the page that lists it; null when neither is known. */
  url: keptText.nullable(),
  /** « Ressources RTES », as the page writes it. */
  resourceType: keptText.nullable(),
  publisher: keptText.nullable(),
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  date: keptText.nullable(),
  /** `members` unless the page states clearly that the resource is not private. */
  access: z.enum(ACCESS_LEVELS),
  /** Body, or « Résumé » without a body, in NFC; LF separates the blocks. */
  text: keptText,
  /** In reading order, without overlap. */
  blocks: z.array(
    named('Block', 'Un bloc du texte.', {
      kind: z.enum(['heading', 'paragraph', 'list-item', 'table-row', 'quote']),
      ...span,
    }),
  ),
  /** Listing where it was read: its rubric, if any, and its file name or address. */
  listing: z.object({ rubric: keptText.nullable(), origin: keptText }),
  /** Line of its title in the file, from 1; null in a file without lines. */
  line: z.int().nullable(),
});

/** Document of a network's site, from which experiences are extracted. */
export type Resource = Frozen<z.output<typeof resourceSchema>>;
export type Block = Resource['blocks'][number];

export const evidenceSchema = z.object({
  /** JSON pointer in the experience: `/territories/0`, `/levers/1`, `/year`, `/figures/2`… */
  pointer: keptText,
  ...span,
  /** How sure the field is, in [0, 1]; 1 for evidence stored before it was measured. */
  confidence: z.number().min(0).max(1).prefault(1),
});

/** Part of a resource's text from which a field of an experience comes. */
export type FieldEvidence = Frozen<z.output<typeof evidenceSchema>>;

/** Experience extracted from a resource. A field without evidence stays null or empty. */
export const extractedSchema = z.object({
  /** Its id starts with that of the resource and survives edits of the text. */
  draft: draftSchema,
  evidence: z.array(evidenceSchema),
  /** Probability that its territories acted, in [0, 1]; null when it was not measured. */
  confidence: z.number().nullable(),
});
export interface ExtractedExperience extends Frozen<z.output<typeof extractedSchema>> {}

export const droppedSchema = named('DroppedPlace', 'Un lieu laissé de côté.', {
  ...span,
  name: keptText,
  reason: z.enum(['not-acting', 'place-unknown']),
  confidence: z.number().min(0).max(1),
});

/** Place of a text that was considered and gives no experience. */
export type Dropped = Frozen<z.output<typeof droppedSchema>>;

export const IMPORT_NOTE_CODES = [
  'access-missing',
  'boundary-uncertain',
  'column-unknown',
  'correction-unreadable',
  'corrections-left',
  'document-unreadable',
  'encoding-damaged',
  'experience-without-lever',
  'file-ignored',
  'id-taken',
  'invisible-characters',
  'markup-removed',
  'nesting-too-deep',
  'notes-omitted',
  'place-unknown',
  'privacy-unreadable',
  'record-invalid',
  'repeated',
  'resource-empty',
  'resource-id-shared',
  'resource-missing',
  'resource-repeated',
  'resource-too-long',
  'resource-unreadable',
  'territory-ambiguous',
  'territory-approximate',
  'territory-unknown',
  'too-many-pages',
  'value-unknown',
] as const;
export type ImportNoteCode = (typeof IMPORT_NOTE_CODES)[number];

export const importNoteSchema = named('ImportNote', 'Ce qu’un import n’a pas su placer.', {
  code: z.enum(IMPORT_NOTE_CODES).describe('Code stable.'),
  detail: z.string().describe('Ce qui a été vu, et ce qui en a été fait.'),
  resourceId: z.string().nullable().describe('Ressource concernée ; null si ce n’est pas l’une d’elles.'),
  line: z.int().nullable().describe('Ligne du document, à partir de 1 ; null si elle n’est pas connue.'),
});

/** Data that an import could not place, or placed with a doubt, for a person to check. */
export type ImportNote = Frozen<z.output<typeof importNoteSchema>>;

export interface ResourceExtraction {
  readonly resource: Resource;
  readonly experiences: readonly ExtractedExperience[];
  /** In reading order. */
  readonly dropped: readonly Dropped[];
  readonly notes: readonly ImportNote[];
}
