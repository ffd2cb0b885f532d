import { ALIKE_FROM } from '../../domain/experience/alike.ts';
import { doubtsOf } from '../../domain/experience/doubts.ts';
import { dot } from '../../domain/matching/linear-head.ts';
import { buildPassages } from '../../domain/matching/passages.ts';
import type { AlikeRequest, ChangeSource, SourcedExperience, StoredState } from '../../ports/import-store.ts';
import { prepareExperience } from '../index/index-experience.ts';
import type { StagingDependencies } from '../index/stage-changes.ts';

/**
 * Gives the status `published` to the proposals of a source that need no person: at least as sure as `publishAbove`,
 * without a doubt, and unlike any other experience of their territories. Nothing that a person set aside comes back.
 * Throws the errors of the store and the embedder, and the reason of `signal`.
 */
export function createSurePublisher(
  publishAbove: number,
  { experiences: stored }: StoredState,
  dependencies: StagingDependencies,
): (source: ChangeSource, signal: AbortSignal) => Promise<ChangeSource> {
  const { store, embedder } = dependencies;
  /** Published so far by this import. */
  const published: Pick<AlikeRequest, 'embedding' | 'codes'>[] = [];

  function isToldAlready({ embedding, codes }: (typeof published)[number]): boolean {
    return published.some(
      (other) =>
        other.codes.some((code) => codes.includes(code)) && dot(other.embedding, embedding) >= ALIKE_FROM,
    );
  }

  async function isAlone({ draft }: SourcedExperience, resourceId: string, signal: AbortSignal) {
    const { experience, labels } = prepareExperience(draft, dependencies);
    const [whole] = buildPassages(experience, labels);
    if (whole === undefined) return false;
    const [embedding] = await embedder.embedPassages([whole.embedded], signal);
    if (embedding === undefined) return false;
    const codes = experience.territories.flatMap(({ code }) => code ?? []);
    const own = { embedding, codes };
    if (isToldAlready(own)) return false;
    if ((await store.findAlike({ ...own, exceptResource: resourceId })).length > 0) return false;
    published.push(own);
    return true;
  }

  async function isSure(given: SourcedExperience, resourceId: string, signal: AbortSignal) {
    const { draft, confidence, status, byHand } = given;
    const isOpen = (status ?? stored.get(draft.id)?.status ?? 'proposed') === 'proposed';
    if (!isOpen || byHand || confidence === null || confidence < publishAbove || doubtsOf(draft).length > 0)
      return false;
    return isAlone(given, resourceId, signal);
  }

  return async (source, signal) => {
    const { resource } = source;
    if (resource === null) return source;
    const experiences: SourcedExperience[] = [];
    for (const given of source.experiences) {
      const isPublished = await isSure(given, resource.id, signal);
      experiences.push(isPublished ? { ...given, status: 'published' } : given);
    }
    return { ...source, experiences };
  };
}
