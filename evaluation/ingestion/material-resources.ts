import type { Block, Resource } from '../../src/domain/resource/resource.ts';
import type { Gazetteer } from '../../src/ports/gazetteer.ts';
import { type AnnotatedPage, resolvePlace } from './material.ts';
import type { TrueExperience } from './truth.ts';

/** In characters; longer lines are paragraphs. */
const LONGEST_HEADING = 110;

function kindOf(line: string): Block['kind'] {
  if (/^\s*[•▪–—*✔-]\s/.test(line)) return 'list-item';
  return line.length <= LONGEST_HEADING && !/[.;,:!…»]$/.test(line.trim()) ? 'heading' : 'paragraph';
}

/** Writes a page as the resource that an import would read, its short lines as headings. */
export function resourceOf(page: AnnotatedPage, id: string): Resource {
  const blocks = [...page.text.matchAll(/[^\n]+/g)].map(({ 0: line, index }) => ({
    kind: kindOf(line),
    start: index,
    end: index + line.length,
  }));
  return {
    id,
    title: page.title,
    url: null,
    resourceType: null,
    publisher: null,
    date: page.date,
    access: 'public',
    text: page.text,
    blocks,
    listing: { rubric: null, origin: page.style },
    line: null,
  };
}

/** Lists the true experiences of a page, in the form of a truth. */
export function truthOf(page: AnnotatedPage, gazetteer: Gazetteer): readonly TrueExperience[] {
  return page.experiences.map(({ title, territories, levers, tolerated, year }) => ({
    description: title,
    territories: territories.flatMap((official) => {
      const place = page.places.find((one) => one.official === official);
      const known = place === undefined ? null : resolvePlace(place, gazetteer);
      return place === undefined ? [] : [known ?? { code: null, kind: place.kind, name: place.name }];
    }),
    toleratedTerritories: [],
    levers: [...new Set(levers.map(({ lever }) => lever))],
    toleratedLevers: tolerated,
    themes: [],
    years: year === null ? [] : [year],
  }));
}
