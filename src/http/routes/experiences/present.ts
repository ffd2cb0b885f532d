import type { z } from 'zod';
import type { Essaimage } from '../../../application/essaimage.ts';
import { isDomainError } from '../../../domain/errors.ts';
import type { Experience } from '../../../domain/experience/experience.ts';
import { isHomePage } from '../../../domain/experience/source-facts.ts';
import { KIND_LABELS, SETTING_LABELS, STATE_LABELS } from '../../../domain/french/labels.ts';
import type { editedSchema, ficheSchema, patchSchema } from './edit-schemas.ts';
import type { compactPageSchema, experienceSchema, searchPageSchema } from './schemas.ts';

export type Taxonomy = Essaimage['taxonomy'];
type Page = Awaited<ReturnType<Essaimage['searchExperiences']>>;
type FacetValue = z.infer<typeof searchPageSchema>['facets']['themes'][number];

/** Returns an id with its label, which is the id itself when the taxonomy no longer has it. */
export function labelled(id: string, among: readonly { id: string; label: string }[]) {
  return { id, label: among.find((entry) => entry.id === id)?.label ?? id };
}

/** Rounds to four decimals: further ones depend on the processor. */
export const roundScore = (value: number) => Math.round(value * 1e4) / 1e4;

const presentSource = (source: Experience['source']) => ({ ...source, homePage: isHomePage(source.url) });

export function presentTerritory(territory: Experience['territories'][number]) {
  const { populationCount, ...rest } = territory;
  return { ...rest, population: populationCount };
}

export function presentExperience(
  experience: Experience,
  taxonomy: Taxonomy,
): z.infer<typeof experienceSchema> {
  return {
    ...experience,
    territories: experience.territories.map(presentTerritory),
    themes: experience.themes.map((id) => labelled(id, taxonomy.themes)),
    levers: experience.levers.map(({ lever, what }) => ({ ...labelled(lever, taxonomy.levers), what })),
    actors: [...experience.actors],
    figures: [...experience.figures],
    difficulties: [...experience.difficulties],
    source: presentSource(experience.source),
    otherSources: experience.otherSources.map(presentSource),
  };
}

/** Sorts values by count, most frequent first, then by place in `order`, then by value. */
function presentFacet<T extends string>(
  counts: ReadonlyMap<T, number>,
  label: (value: T) => string,
  order: readonly { readonly id: string }[] = [],
): FacetValue[] {
  const rank = new Map(order.map(({ id }, index) => [id, index]));
  const place = (value: string) => rank.get(value) ?? order.length;
  return [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || place(a) - place(b) || (a < b ? -1 : 1))
    .map(([value, count]) => ({ value, label: label(value), count }));
}

/** Returns the name of a département or région, or its code when the register no longer has it. */
function placeName(essaimage: Essaimage, code: string, kind: 'departement' | 'region'): string {
  try {
    return essaimage.getTerritory(code, kind).territory.name;
  } catch (error) {
    if (isDomainError(error, 'territory-unknown')) return code;
    throw error;
  }
}

function presentFacets(facets: Page['facets'], essaimage: Essaimage) {
  const { themes, levers } = essaimage.taxonomy;
  const years = [...facets.years].sort(([a], [b]) => b - a);
  return {
    themes: presentFacet(facets.themes, (id) => labelled(id, themes).label, themes),
    levers: presentFacet(facets.levers, (id) => labelled(id, levers).label, levers),
    settings: presentFacet(facets.settings, (setting) => SETTING_LABELS[setting]),
    states: presentFacet(facets.states, (state) => STATE_LABELS[state]),
    kinds: presentFacet(facets.kinds, (kind) => KIND_LABELS[kind]),
    regions: presentFacet(facets.regions, (code) => placeName(essaimage, code, 'region')),
    departments: presentFacet(facets.departments, (code) => placeName(essaimage, code, 'departement')),
    years: years.map(([year, count]) => ({ value: String(year), label: String(year), count })),
  };
}

/** The schema keeps the fields of a list. */
export function presentCompactPage(
  { items, changedAt, total, understood }: Page,
  next: string | null,
  { taxonomy }: Essaimage,
): z.infer<typeof compactPageSchema> {
  const experiences = items.map(({ themes, levers, territories, ...experience }) => ({
    ...experience,
    territories: [...territories],
    themes: themes.map((theme) => labelled(theme, taxonomy.themes)),
    levers: levers.map(({ lever }) => labelled(lever, taxonomy.levers)),
    updatedAt: changedAt.get(experience.id) ?? '',
  }));
  return { experiences, total, next, understood };
}

export function presentPage(
  page: Page,
  next: string | null,
  essaimage: Essaimage,
): z.infer<typeof searchPageSchema> {
  return {
    experiences: page.items.map((experience) => ({
      ...presentExperience(experience, essaimage.taxonomy),
      updatedAt: page.changedAt.get(experience.id) ?? '',
    })),
    total: page.total,
    facets: presentFacets(page.facets, essaimage),
    next,
    understood: page.understood,
  };
}

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
