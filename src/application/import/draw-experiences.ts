import { type DomainError, isDomainError } from '../../domain/errors.ts';
import type { ImportNote, Resource } from '../../domain/resource/resource.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { ExperienceExtractor } from '../../ports/import-reader.ts';
import type { ChangeSource, ImportStore, KeptExtraction } from '../../ports/import-store.ts';
import { hashResource } from '../index/prepare-change.ts';
import type { Pending } from './arrange-items.ts';

export interface DrawingDependencies {
  readonly extractor: ExperienceExtractor;
  readonly store: Pick<ImportStore, 'loadExtraction' | 'keepExtraction' | 'loadSource'>;
  readonly hash: Hasher;
}

export interface DrawingOptions {
  /** Whether to store extractions for the next import; those with an erased experience never are. */
  readonly keep: boolean;
  readonly isErased: (experienceId: string) => boolean;
  readonly signal: AbortSignal;
}

const NOTHING_KEPT: KeptExtraction = { experiences: [], dropped: [], notes: [] };

/** A resource with its experiences, or null when it is unreadable and was never stored; and its notes. */
type DrawnSource = { readonly source: ChangeSource | null; readonly notes: readonly ImportNote[] };

/**
 * Extracts the experiences of a source that is not drawn, or reuses the stored extraction of the same content. An
 * unreadable resource stays as stored, with a note. Throws DomainError `extractor-unavailable`, `corpus-invalid`,
 * `deadline-exceeded`, `store-unavailable`, `embedder-unavailable`, and the reason of `signal`.
 */
export function createDrawer(
  { keep, isErased, signal }: DrawingOptions,
  { extractor, store, hash }: DrawingDependencies,
): (pending: Pending) => Promise<DrawnSource> {
  async function drawOnce(resource: Resource): Promise<KeptExtraction> {
    const contentHash = hash(JSON.stringify([extractor.version, hashResource(resource, { hash })]));
    const kept = await store.loadExtraction(resource.id, contentHash);
    const { experiences, dropped, notes } =
      kept === null ? await extractor.extract(resource, signal) : atLine(kept, resource);
    if (experiences.some(({ draft }) => isErased(draft.id))) {
      if (keep) await store.keepExtraction(resource.id, '', NOTHING_KEPT);
      return { ...NOTHING_KEPT, experiences };
    }
    const extraction = { experiences, dropped, notes };
    if (keep && kept === null) await store.keepExtraction(resource.id, contentHash, extraction);
    return extraction;
  }

  return async ({ source, isDrawn }) => {
    const { resource } = source;
    if (isDrawn || resource === null) return { source, notes: [] };
    try {
      const { experiences, notes } = await drawOnce(resource);
      const sourced = experiences.map((drawn) => ({
        ...drawn,
        status: null,
        byHand: false,
        rereading: null,
      }));
      return { source: { ...source, experiences: sourced }, notes };
    } catch (error) {
      if (!isDomainError(error, 'import-unreadable')) throw error;
      return { source: await store.loadSource(source.key), notes: [noteUnread(resource, error)] };
    }
  };
}

/** Updates the line, which depends on the text above the resource. */
function atLine({ notes, ...kept }: KeptExtraction, { line }: Resource): KeptExtraction {
  return { ...kept, notes: notes.map((note) => ({ ...note, line })) };
}

function noteUnread(
  { id, title, line }: Resource,
  { details }: DomainError<'import-unreadable'>,
): ImportNote {
  const detail = `La ressource « ${title} » n’a pas pu être lue : ${details.reason}. Ce qui en était enregistré reste ; le prochain import la lira de nouveau.`;
  return { code: 'resource-unreadable', detail, resourceId: id, line };
}
