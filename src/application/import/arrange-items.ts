import type { CorrectionRecord } from '../../domain/experience/corrections.ts';
import type { Feedback } from '../../domain/feedback/feedback.ts';
import type { ExtractedExperience, ImportNote, Resource } from '../../domain/resource/resource.ts';
import type { ImportItem } from '../../ports/import-reader.ts';
import { type ChangeSource, ficheKey, resourceKey } from '../../ports/import-store.ts';

/** A resource to draw experiences from, or a source that is ready. */
export type Pending =
  | { readonly kind: 'resource'; readonly resource: Resource }
  | { readonly kind: 'source'; readonly source: ChangeSource };

/** What was read, gathered by what is stored together. */
export interface ArrangedItems {
  /** In the order of the documents. */
  readonly pending: readonly Pending[];
  readonly corrections: readonly CorrectionRecord[];
  readonly feedback: readonly Feedback[];
  /** Listings of which every resource was read. */
  readonly listings: readonly string[];
  readonly notes: readonly ImportNote[];
}

/** Gathers the experiences of an export under their resources; whatever else stands as it was read. */
export function arrangeItems(items: readonly ImportItem[]): ArrangedItems {
  const pending: Pending[] = [];
  const places = new Map<string, number>();
  const exported = new Map<string, ExtractedExperience[]>();
  const corrections: CorrectionRecord[] = [];
  const feedback: Feedback[] = [];
  const listings: string[] = [];
  const notes: ImportNote[] = [];
  for (const item of items) {
    switch (item.kind) {
      case 'resource': {
        // Given again under the same id, it was found to be for members: it replaces the first.
        const place = places.get(item.resource.id) ?? pending.length;
        places.set(item.resource.id, place);
        pending[place] = item;
        break;
      }
      case 'exported-resource': {
        const { resource, goneSince } = item;
        const experiences: ExtractedExperience[] = [];
        const source: ChangeSource = {
          key: resourceKey(resource.id),
          origin: 'resource',
          resource,
          goneSince,
          experiences,
        };
        exported.set(resource.id, experiences);
        pending.push({ kind: 'source', source });
        break;
      }
      case 'experience': {
        const { draft, evidence, resourceId } = item;
        const owner = resourceId === null ? undefined : exported.get(resourceId);
        if (owner === undefined) pending.push({ kind: 'source', source: ficheSource(item) });
        else owner.push({ draft, evidence });
        if (resourceId !== null && owner === undefined) notes.push(withoutResource(draft.id, resourceId));
        break;
      }
      case 'correction':
        corrections.push(item.correction);
        break;
      case 'feedback':
        feedback.push(item.feedback);
        break;
      case 'end-of-listing':
        listings.push(item.origin);
        break;
      case 'note':
        notes.push(item.note);
        break;
    }
  }
  return { pending, corrections, feedback, listings, notes };
}

function ficheSource({ draft, evidence, origin }: Extract<ImportItem, { kind: 'experience' }>): ChangeSource {
  const experiences = [{ draft, evidence }];
  // Without its resource, what was drawn from it is a fiche like another.
  return {
    key: ficheKey(draft.id),
    origin: origin === 'resource' ? 'file' : origin,
    resource: null,
    goneSince: null,
    experiences,
  };
}

function withoutResource(id: string, resourceId: string): ImportNote {
  const detail = `La fiche « ${id} » se rapporte à la ressource « ${resourceId} », qui n’est pas avant elle dans le fichier : elle est gardée seule.`;
  return { code: 'resource-missing', detail, resourceId, line: null };
}
