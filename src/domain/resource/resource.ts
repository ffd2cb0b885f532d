import type { Access, ExperienceDraft } from '../experience/experience.ts';

export const BLOCK_KINDS = ['heading', 'paragraph', 'list-item', 'table-row', 'quote'] as const;

/** Part of the text of a resource, in reading order. Blocks never overlap. */
export interface Block {
  readonly kind: (typeof BLOCK_KINDS)[number];
  /** UTF-16 offsets in the text of the resource, `end` excluded. */
  readonly start: number;
  readonly end: number;
}

/** Document of a network's site, from which experiences are extracted. */
export interface Resource {
  /** Made from its title, unless `recogniseResources` finds the stored resource, whose id it then takes. */
  readonly id: string;
  readonly title: string;
  /** Own address, or that of the page that lists it; null when neither is known. */
  readonly url: string | null;
  /** « Ressources RTES », as the page writes it. */
  readonly resourceType: string | null;
  readonly publisher: string | null;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly date: string | null;
  /** `members` unless the page states clearly that the resource is not private. */
  readonly access: Access;
  /** Body, or « Résumé » without a body, in NFC; LF separates the blocks. */
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Listing where it was read: its rubric, if any, and its file name or address. */
  readonly listing: { readonly rubric: string | null; readonly origin: string };
  /** Line of its title in the file, from 1; null in a file without lines. */
  readonly line: number | null;
}

/** Part of a resource's text from which a field of an experience comes. */
export interface FieldEvidence {
  /** JSON pointer in the experience: `/territories/0`, `/levers/1`, `/year`, `/figures/2`… */
  readonly pointer: string;
  /** UTF-16 offsets in the text of the resource, `end` excluded. */
  readonly start: number;
  readonly end: number;
}

/** Experience extracted from a resource. A field without evidence stays null or empty. */
export interface ExtractedExperience {
  /** Its id starts with that of the resource and survives edits of the text. */
  readonly draft: ExperienceDraft;
  readonly evidence: readonly FieldEvidence[];
}

/** Data that an import could not place, or placed with a doubt, for a person to check. */
export interface ImportNote {
  /** Stable code, in English: `territory-ambiguous`, `privacy-unreadable`… */
  readonly code: string;
  /** French sentence with the problem and its treatment. */
  readonly detail: string;
  readonly resourceId: string | null;
  /** From 1; null when unknown. */
  readonly line: number | null;
}

export interface ResourceExtraction {
  readonly resource: Resource;
  readonly experiences: readonly ExtractedExperience[];
  readonly notes: readonly ImportNote[];
}
