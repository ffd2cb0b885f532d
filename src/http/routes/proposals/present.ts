import type { z } from 'zod';
import type { Essaimage } from '../../../application/essaimage.ts';
import { presentEdited, presentHistory } from '../experiences/edit-present.ts';
import { roundScore, type Taxonomy } from '../experiences/present.ts';
import type { reviewSchema } from './schemas.ts';

type Page = Awaited<ReturnType<Essaimage['review']['list']>>;
type Review = Awaited<ReturnType<Essaimage['review']['read']>>;

const presentAlike = <T extends { readonly similarity: number }>(alike: T) => ({
  ...alike,
  similarity: roundScore(alike.similarity),
});

export function presentProposal({
  experience,
  sameAs,
  key,
  statusReason,
  ...proposal
}: Page['proposals'][number]) {
  const { id, title, access, territories, year, levers, themes } = experience;
  return {
    id,
    title,
    access,
    year,
    themes,
    levers: levers.map(({ lever }) => lever),
    territories: territories.map(({ name, kind, code }) => ({ name, kind, code })),
    ...proposal,
    sameAs: sameAs && presentAlike(sameAs),
  };
}

export function presentReview(
  { experience, version, changedAt, resource, sameAs, notes, dropped, history, ...review }: Review,
  taxonomy: Taxonomy,
): z.infer<typeof reviewSchema> {
  const provenance = resource && { resource, proofs: review.evidence };
  return {
    ...review,
    experience: presentEdited(
      { experience, version, changedAt, provenance, status: review.status },
      taxonomy,
    ),
    resource: resource && { ...resource, blocks: [...resource.blocks] },
    dropped,
    notes: notes.map(({ code, detail }) => ({ code, detail })),
    sameAs: sameAs.map(presentAlike),
    history: presentHistory(history),
  };
}
