import type { Access } from '../../../domain/experience/experience.ts';
import type { ImportNote, Resource } from '../../../domain/resource/resource.ts';
import { findTitleDate } from '../../../domain/resource/title-date.ts';
import { createNote } from '../common/import-note.ts';
import { slugOfTitle } from '../common/resource-id.ts';
import { composeText } from './compose-text.ts';
import { joinSummary } from './join-summary.ts';
import type { SplitListing, SplitResource } from './split-listing.ts';

/** Address and date of a resource, found outside its lines. */
export interface ResourcePlace {
  readonly url: string | null;
  readonly date: string | null;
}

export interface ListingContext {
  readonly origin: string;
  /** Publisher of the listing; null when the document does not say. */
  readonly publisher: string | null;
  /** Finds the address and date of a resource from its index in the listing. */
  readonly placeOf: (index: number) => ResourcePlace;
}

/** Resource, and the notes to report on it. */
export interface ReadResource {
  readonly resource: Resource;
  readonly saysAccess: boolean;
  readonly notes: readonly ImportNote[];
}

const NETWORK = /^réseau\b|^rtes\b/iu;

/**
 * Builds the resources of a listing, in order. Ids come from titles alone and may be equal: see
 * `ResourceRegister`. An unreadable privacy flag, and an uncertain boundary between an open and a private
 * resource, both restrict the content to members.
 */
export function buildResources(listing: SplitListing, context: ListingContext): readonly ReadResource[] {
  const doubtful = doubtfulPlaces(listing.resources);
  return listing.resources.map((split, index) => {
    const id = slugOfTitle(split.title.text);
    const at = { resourceId: id, line: split.title.number };
    const { text, blocks } = composeText(joinSummary(split.body, split.summary));
    const notes = notesOn(split, { isDoubtful: doubtful.has(index), isEmpty: text === '' }, at);
    const { url, date } = context.placeOf(index);
    const isNetwork = listing.rubric !== null && NETWORK.test(listing.rubric);
    const resource: Resource = {
      id,
      title: split.title.text,
      url,
      resourceType: split.resourceType,
      publisher: isNetwork ? listing.rubric : context.publisher,
      date: date ?? findTitleDate(split.title.text),
      access: doubtful.has(index) ? 'members' : accessOf(split),
      text,
      blocks,
      listing: { rubric: listing.rubric, origin: context.origin },
      line: split.title.number,
    };
    const saysAccess = doubtful.has(index) || split.privacy !== 'missing';
    return { resource, saysAccess, notes };
  });
}

function accessOf({ privacy }: SplitResource): Access {
  return privacy === 'open' ? 'public' : 'members';
}

/** Finds both sides of each guessed boundary between an open and a private resource. */
function doubtfulPlaces(resources: readonly SplitResource[]): ReadonlySet<number> {
  const places = new Set<number>();
  for (const [index, resource] of resources.entries()) {
    const previous = resources[index - 1];
    if (!resource.startsAnywhere || previous === undefined) continue;
    if (accessOf(previous) !== accessOf(resource)) places.add(index - 1).add(index);
  }
  return places;
}

function notesOn(
  { title, privacy }: SplitResource,
  is: { readonly isDoubtful: boolean; readonly isEmpty: boolean },
  at: { readonly resourceId: string; readonly line: number | null },
): ImportNote[] {
  const notes: ImportNote[] = [];
  const name = `« ${title.text.slice(0, 120)} »`;
  if (privacy === 'missing') {
    const detail = `${name} ne dit pas à qui elle est ouverte : elle est réservée aux membres, sauf si l’import dit « public ».`;
    notes.push(createNote('access-missing', detail, at));
  }
  if (privacy === 'unreadable') {
    const detail = `La mention « Ressource privée » de ${name} est illisible : la ressource est réservée aux membres.`;
    notes.push(createNote('privacy-unreadable', detail, at));
  }
  if (is.isDoubtful) {
    const detail = `La limite de ${name} avec sa voisine n’est pas sûre, et l’une des deux est privée : les deux sont réservées aux membres.`;
    notes.push(createNote('boundary-uncertain', detail, at));
  }
  if (is.isEmpty) {
    const detail = `${name} n’a ni corps ni résumé : la ressource est gardée sans texte.`;
    notes.push(createNote('resource-empty', detail, at));
  }
  return notes;
}
