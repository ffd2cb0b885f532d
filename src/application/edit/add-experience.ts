import { DomainError } from '../../domain/errors.ts';
import { type ExperienceDraft, NOTHING_KNOWN } from '../../domain/experience/experience.ts';
import type { ExtractedExperience, Resource } from '../../domain/resource/resource.ts';
import { shownListing } from '../../domain/resource/uploaded-listing.ts';
import type { Range } from '../../domain/text/words.ts';
import type { ExperienceExtractor } from '../../ports/import-reader.ts';
import { resourceKey, type SourcedExperience } from '../../ports/import-store.ts';
import type { GetTerritory } from '../browse/territories.ts';
import type { FicheEditor } from './fiche-reader.ts';
import { type AskedTerritory, toStoredTerritory } from './manage-fiches.ts';
import { type EditingDependencies, publishProposal } from './publish-edit.ts';

/** Selection in the text of a resource, to make an experience of. */
export interface AddRequest extends Range {
  readonly resourceId: string;
  /** Empty: those that the selection names. */
  readonly territories: readonly AskedTerritory[];
}

export interface AddDependencies extends EditingDependencies {
  readonly extractor: ExperienceExtractor;
  readonly getTerritory: GetTerritory;
}

const LONGEST_TITLE = 140;

/** The selection as a resource of its own, with the same title and places. */
function selectionOf(resource: Resource, { start, end }: AddRequest): Resource {
  const text = resource.text.slice(start, end);
  if (text.trim() === '') {
    const message = 'La sélection ne contient aucun texte. Choisissez au moins une phrase.';
    throw new DomainError('selection-empty', message, { start, end });
  }
  const blocks = resource.blocks
    .filter((block) => block.end > start && block.start < end)
    .map((block) => ({
      kind: block.kind,
      start: Math.max(block.start, start) - start,
      end: Math.min(block.end, end) - start,
    }));
  return { ...resource, text, blocks };
}

/** Moves the evidence back to where the selection stands in the text. */
function shifted({ evidence, ...drawn }: ExtractedExperience, by: number): ExtractedExperience {
  return {
    ...drawn,
    evidence: evidence.map((each) => ({ ...each, start: each.start + by, end: each.end + by })),
  };
}

function bareExperience({ text, ...resource }: Resource): ExtractedExperience {
  const summary = text.replace(/\s+/g, ' ').trim();
  const { title, url, publisher, date, access, listing } = resource;
  const draft: ExperienceDraft = {
    ...NOTHING_KNOWN,
    id: resource.id,
    title:
      summary.length <= LONGEST_TITLE ? summary : summary.slice(0, LONGEST_TITLE).replace(/\s+\S*$/, '…'),
    summary,
    source: { title, url, publisher: publisher ?? shownListing(listing.origin), date },
    access,
  };
  return {
    draft,
    evidence: [{ pointer: '/summary', start: 0, end: text.length, confidence: 1 }],
    confidence: null,
  };
}

/** Returns a free id that starts with that of the resource, and that no import gives: theirs end with a place. */
function freeId(resourceId: string, isTaken: (id: string) => boolean): string {
  for (let turn = 1; ; turn += 1) {
    const id = `${resourceId}--extrait-${turn}`;
    if (!isTaken(id)) return id;
  }
}

async function loadResource(id: string, { store }: AddDependencies) {
  const source = await store.loadSource(resourceKey(id));
  if (source === null || source.resource === null) {
    throw new DomainError('resource-not-found', `Aucune ressource ne porte l’identifiant « ${id} ».`, { id });
  }
  return { resource: source.resource, goneSince: source.goneSince };
}

async function draw(
  request: AddRequest,
  resource: Resource,
  signal: AbortSignal,
  { extractor, getTerritory }: AddDependencies,
): Promise<ExtractedExperience> {
  const territories = request.territories.map((asked) => toStoredTerritory(asked, getTerritory));
  const selection = selectionOf(resource, request);
  const { experiences } = await extractor.extract(selection, signal);
  const [found = bareExperience(selection)] = experiences;
  const drawn = shifted(found, request.start);
  if (territories.length === 0) return drawn;
  const evidence = drawn.evidence.filter(({ pointer }) => !pointer.startsWith('/territories/'));
  return { ...drawn, draft: { ...drawn.draft, territories }, evidence };
}

/**
 * Draws one more proposal from a selection of a resource's text; later imports of the resource leave it as it is.
 * Returns its id. Throws DomainError `resource-not-found`, `selection-empty`, `territory-unknown`,
 * `territory-ambiguous`, `index-not-ready`, `model-mismatch`, and the errors of the extractor, the embedder and the
 * store.
 */
export function createAddExperience(dependencies: AddDependencies) {
  return async (request: AddRequest, { actor }: FicheEditor, signal: AbortSignal): Promise<string> => {
    const { resource, goneSince } = await loadResource(request.resourceId, dependencies);
    const { draft, ...drawn } = await draw(request, resource, signal, dependencies);
    const under = (isTaken: (id: string) => boolean): SourcedExperience => ({
      ...drawn,
      draft: { ...draft, id: freeId(resource.id, isTaken) },
      status: 'proposed',
      byHand: true,
      rereading: null,
    });
    return publishProposal({ origin: 'resource', resource, goneSince, under, actor }, signal, dependencies);
  };
}
