import type { z } from 'zod';
import type { Essaimage } from '../../../application/essaimage.ts';
import type { Cursors } from '../../input/cursor.ts';
import { presentEdited, presentHistory, roundScore, type Taxonomy } from '../experiences/present.ts';
import type { candidatesSchema, proposalListSchema, reviewSchema } from './schemas.ts';

type Page = Awaited<ReturnType<Essaimage['review']['list']>>;
type Review = Awaited<ReturnType<Essaimage['review']['read']>>;

const presentAlike = <T extends { readonly similarity: number }>(alike: T) => ({
  ...alike,
  similarity: roundScore(alike.similarity),
});

/** The schema keeps the fields of a list. */
function presentProposal({ experience, sameAs, ...proposal }: Page['proposals'][number]) {
  return {
    ...experience,
    ...proposal,
    levers: experience.levers.map(({ lever }) => lever),
    sameAs: sameAs && presentAlike(sameAs),
  };
}

export function presentCandidates(
  candidates: Awaited<ReturnType<Essaimage['review']['findCandidates']>>,
): z.infer<typeof candidatesSchema> {
  return {
    experiences: candidates.map(({ experience, ...candidate }) => ({ ...experience, ...candidate })),
  };
}

/** @param page one more than `limit` when another page follows */
export function presentPage(
  { proposals, counts }: Page,
  limit: number,
  cursors: Cursors,
): z.infer<typeof proposalListSchema> {
  const { items, next } = cursors.cut(proposals, limit, ({ key, experience }) => ({
    key,
    id: experience.id,
  }));
  return { proposals: items.map(presentProposal), counts, next };
}

export function presentReview(
  { experience, changedAt, version, resource, sameAs, history, ...review }: Review,
  taxonomy: Taxonomy,
): z.infer<typeof reviewSchema> {
  const provenance = resource && { resource, proofs: review.evidence };
  return {
    ...review,
    experience: presentEdited(
      { experience, changedAt, version, provenance, status: review.status },
      taxonomy,
    ),
    resource: resource && { ...resource, blocks: [...resource.blocks] },
    sameAs: sameAs.map(presentAlike),
    history: presentHistory(history),
  };
}
