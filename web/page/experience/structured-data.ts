import { formatDate } from '../../../src/domain/french/formats.ts';
import type { ExperienceTerritory, Fiche } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';
import { experiencePath, themePath } from '../layout/addresses.ts';
import { codeName } from './field-name.ts';

type StructuredData = Readonly<Record<string, unknown>>;

function place({ name, kind, code, department, region }: ExperienceTerritory): StructuredData {
  const within = department?.name === name ? region : (department ?? region);
  return {
    '@type': 'AdministrativeArea',
    name,
    ...(code === null
      ? {}
      : { identifier: { '@type': 'PropertyValue', propertyID: codeName(kind), value: code } }),
    ...(within === null || within.name === name
      ? {}
      : { containedInPlace: { '@type': 'AdministrativeArea', name: within.name } }),
  };
}

function sourceOf({ source: { title, url, homePage, publisher, date } }: Fiche): StructuredData {
  return {
    '@type': 'CreativeWork',
    name: title,
    publisher: { '@type': 'Organization', name: publisher },
    ...(url === null || homePage ? {} : { url }),
    ...(date === null ? {} : { datePublished: date }),
  };
}

function citationOf({ source: { title, publisher, date } }: Fiche): string {
  return [title, publisher, ...(date === null ? [] : [formatDate(date)])].map(typeset).join(', ');
}

/** A fiche for search engines: a schema.org article with its subjects, places and source. */
export function structuredDataOf(fiche: Fiche, origin: string): StructuredData {
  const { id, title, summary, territories, year, themes, levers, actors } = fiche;
  return {
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: typeset(title),
    description: typeset(summary),
    inLanguage: 'fr',
    isAccessibleForFree: true,
    url: `${origin}${experiencePath(id)}`,
    isPartOf: { '@type': 'WebSite', name: 'Essaimage', url: `${origin}/` },
    about: themes.map((theme) => ({
      '@type': 'Thing',
      name: typeset(theme.label),
      url: `${origin}${themePath(theme.id)}`,
    })),
    keywords: levers.map(({ label }) => typeset(label)),
    spatialCoverage: territories.map(place),
    ...(year === null ? {} : { temporalCoverage: String(year) }),
    mentions: actors.map((name) => ({ '@type': 'Organization', name })),
    isBasedOn: sourceOf(fiche),
    citation: citationOf(fiche),
  };
}
