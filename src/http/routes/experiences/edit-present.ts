import type { z } from 'zod';
import type { Essaimage } from '../../../application/essaimage.ts';
import type { editedSchema, ficheSchema, patchSchema } from './edit-schemas.ts';
import { presentExperience, type Taxonomy } from './present.ts';

type Fiches = Essaimage['fiches'];
type Patch = z.output<typeof patchSchema>;
type AskedTerritory = NonNullable<Patch['territories']>[number];

export function presentFiche(
  {
    experience,
    changedAt,
    status,
    provenance,
  }: Pick<Awaited<ReturnType<Fiches['read']>>, 'experience' | 'changedAt' | 'status' | 'provenance'>,
  taxonomy: Taxonomy,
): z.infer<typeof ficheSchema> {
  return {
    ...presentExperience(experience, taxonomy),
    updatedAt: changedAt,
    status,
    provenance: provenance && {
      ...provenance,
      resource: { ...provenance.resource, type: provenance.resource.resourceType },
    },
  };
}

type EditedFiche = Parameters<typeof presentFiche>[0] & { readonly version: string };

export function presentEdited(fiche: EditedFiche, taxonomy: Taxonomy): z.infer<typeof editedSchema> {
  return { ...presentFiche(fiche, taxonomy), version: fiche.version };
}

/** Returns the version that `If-Match` demands; undefined for any. */
export function demandedVersion(ifMatch: string | undefined): string | undefined {
  return ifMatch === '*' ? undefined : ifMatch?.replaceAll('"', '');
}

export function toAskedTerritory(territory: AskedTerritory) {
  if ('code' in territory) return { code: territory.code, kind: territory.kind ?? null };
  const { name, kind, population } = territory;
  return { name, kind, populationCount: population ?? null };
}

export function toAskedPatch(patch: Patch): Parameters<Fiches['correct']>[1] {
  const { territories, levers, themes, ...rest } = patch;
  return {
    ...rest,
    ...(themes === undefined ? {} : { themes: [...new Set(themes)] }),
    ...(territories === undefined ? {} : { territories: territories.map(toAskedTerritory) }),
    ...(levers === undefined ? {} : { levers: levers.map(({ id, what }) => ({ lever: id, what })) }),
  };
}

export function presentHistory(history: Awaited<ReturnType<Fiches['history']>>) {
  return history.map(({ before = null, after = null, ...entry }) => ({ ...entry, before, after }));
}
