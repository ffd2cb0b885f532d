import type { Access, ExperienceDraft } from '../experience/experience.ts';

export const BLOCK_KINDS = ['heading', 'paragraph', 'list-item', 'table-row', 'quote'] as const;

/** A run of the text of a resource, in reading order. Blocks never overlap. */
export interface Block {
  readonly kind: (typeof BLOCK_KINDS)[number];
  /** UTF-16 offsets in the text of the resource, `end` excluded. */
  readonly start: number;
  readonly end: number;
}

/** A document of a network's site, as it was read: what its experiences are drawn from. */
export interface Resource {
  /** Comes from its title, until what is stored recognises it (`recogniseResources`) and gives it the id it had. */
  readonly id: string;
  readonly title: string;
  /** Its own address, or that of the page that lists it; null when neither is known. */
  readonly url: string | null;
  /** « Ressources RTES », as the page says it. */
  readonly resourceType: string | null;
  readonly publisher: string | null;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly date: string | null;
  /** `members` unless the page says clearly that the resource is not private. */
  readonly access: Access;
  /** Body, or the « Résumé » where there is no body; blocks are separated by line breaks, NFC, LF. */
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The listing where it was read: its rubric when it has one, and a name of the file or its address. */
  readonly listing: { readonly rubric: string | null; readonly origin: string };
  /** Line of the file where its title stands, from 1; null when lines mean nothing there. */
  readonly line: number | null;
}

/** Where, in the text of a resource, a field of an experience comes from. */
export interface FieldEvidence {
  /** JSON pointer in the experience: `/territories/0`, `/levers/1`, `/year`, `/figures/2`… */
  readonly pointer: string;
  /** UTF-16 offsets in the text of the resource, `end` excluded. */
  readonly start: number;
  readonly end: number;
}

/** An experience drawn from a resource. A field without evidence stays null or empty. */
export interface ExtractedExperience {
  /** Its id starts with that of the resource and does not move when the text is edited. */
  readonly draft: ExperienceDraft;
  readonly evidence: readonly FieldEvidence[];
}

/** What an import could not place, or placed with a doubt: a person should look. */
export interface ImportNote {
  /** Stable, in English: `territory-ambiguous`, `privacy-unreadable`, `line-too-long`… */
  readonly code: string;
  /** A French sentence: what was seen, and what was done with it. */
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
