import type { CorrectionRecord } from '../../domain/experience/corrections.ts';
import type { Feedback } from '../../domain/feedback/feedback.ts';
import type { ImportNote, Resource } from '../../domain/resource/resource.ts';
import type { ImportItem } from '../../ports/import-reader.ts';
import {
  type ChangeSource,
  ficheKey,
  resourceKey,
  type SourcedExperience,
} from '../../ports/import-store.ts';

/** A source; the experiences of one that is not drawn are still to be extracted from its resource. */
export interface Pending {
  readonly source: ChangeSource;
  readonly isDrawn: boolean;
}

export interface ArrangedItems {
  /** In the order of the documents. */
  readonly pending: readonly Pending[];
  readonly corrections: readonly CorrectionRecord[];
  readonly feedback: readonly Feedback[];
  /** Listings that were read completely. */
  readonly listings: readonly string[];
  readonly notes: readonly ImportNote[];
}

/** Groups the experiences of an export under their resources, and the other items by kind. */
export function arrangeItems(items: readonly ImportItem[]): ArrangedItems {
  const pending: Pending[] = [];
  const places = new Map<string, number>();
  const exported = new Map<string, SourcedExperience[]>();
  const corrections: CorrectionRecord[] = [];
  const feedback: Feedback[] = [];
  const listings: string[] = [];
  const notes: ImportNote[] = [];
  for (const item of items) {
    switch (item.kind) {
      case 'resource': {
        // The reader repeats a resource that it finds later to be for members: the last one replaces the first.
        const place = places.get(item.resource.id) ?? pending.length;
        places.set(item.resource.id, place);
        pending[place] = { source: sourceOf(item.resource, null, []), isDrawn: false };
        break;
      }
      case 'exported-resource': {
        const { resource, goneSince } = item;
        const experiences: SourcedExperience[] = [];
        exported.set(resource.id, experiences);
        pending.push({ source: sourceOf(resource, goneSince, experiences), isDrawn: true });
        break;
      }
      case 'experience': {
        const { draft, resourceId } = item;
        const owner = resourceId === null ? undefined : exported.get(resourceId);
        if (owner === undefined) pending.push({ source: ficheSource(item), isDrawn: true });
        else owner.push(sourcedOf(item));
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

function sourceOf(
  resource: Resource,
  goneSince: string | null,
  experiences: readonly SourcedExperience[],
): ChangeSource {
  return { key: resourceKey(resource.id), origin: 'resource', resource, goneSince, experiences };
}

type GivenExperience = Extract<ImportItem, { kind: 'experience' }>;

function sourcedOf({
  draft,
  evidence,
  confidence,
  status,
  byHand,
  rereading,
}: GivenExperience): SourcedExperience {
  return { draft, evidence, confidence, status, byHand, rereading };
}

function ficheSource(item: GivenExperience): ChangeSource {
  const { draft, origin } = item;
  const experiences = [sourcedOf(item)];
  // An extracted experience without its resource becomes a standalone fiche.
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
