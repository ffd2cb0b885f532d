import { nameLevel } from '../../../src/domain/french/describe-answer.ts';
import { capitalise, KIND_LABELS, SETTING_LABELS } from '../../../src/domain/french/labels.ts';
import { hideFormula } from '../../../src/domain/text/formula.ts';
import type { Experience, ExperienceResult } from '../../api/answers.ts';
import { readExperiences } from '../../api/read-experiences.ts';
import { MOST_EXPORTED, readListing, toApiQuery } from '../browse/listing.ts';
import { codeName } from '../experience/field-name.ts';
import { experiencePath } from '../layout/addresses.ts';
import { pageWithout } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { readAsked } from './data/address.ts';
import { isKept } from './data/filter.ts';
import { loadSearch } from './data/search-data.ts';

/** So that a spreadsheet reads the accents. */
const BYTE_ORDER_MARK = '\ufeff';
const SEPARATOR = ';';

/** Columns: a name, and what it says of an item. */
type Columns<Item> = readonly (readonly [string, (item: Item, origin: string) => string | number | null])[];

const STORY: Columns<Pick<ExperienceResult, 'experience'>> = [
  ['Titre', ({ experience }) => experience.title],
  ['Territoires', ({ experience }) => experience.territories.map(({ name }) => name).join(' | ')],
  [
    'Types',
    ({ experience }) => experience.territories.map(({ kind }) => capitalise(KIND_LABELS[kind])).join(' | '),
  ],
  [
    'Codes',
    ({ experience }) =>
      experience.territories
        // The name of the register keeps a spreadsheet from reading a number, and from dropping its first zero.
        .map(({ kind, code }) => (code === null ? '' : `${codeName(kind)} ${code}`))
        .join(' | '),
  ],
  ['Population', ({ experience }) => experience.territories[0]?.population ?? null],
  [
    'Contexte',
    ({ experience: { setting } }) => (setting === null ? null : capitalise(SETTING_LABELS[setting])),
  ],
  ['Année', ({ experience }) => experience.year],
  ['Thèmes', ({ experience }) => experience.themes.map(({ label }) => label).join(' | ')],
  [
    'Leviers',
    ({ experience }) => experience.levers.map(({ label, what }) => `${label} : ${what}`).join(' | '),
  ],
];

const SOURCE: typeof STORY = [
  ['Acteurs', ({ experience }) => experience.actors.join(' | ')],
  ['Source', ({ experience }) => experience.source.title],
  ['Éditeur', ({ experience }) => experience.source.publisher],
  ['Date de la source', ({ experience }) => experience.source.date],
  ['Adresse de la source', ({ experience }) => experience.source.url],
  ['Fiche', ({ experience }, origin) => `${origin}${experiencePath(experience.id)}`],
];

const ANSWER: Columns<ExperienceResult> = [
  ['Rang', ({ rank }) => rank],
  ...STORY,
  ['Niveau', ({ level }) => nameLevel(level)],
  ['Besoins', ({ needs }) => needs.join(' | ')],
  ['Pourquoi', ({ reasons }) => reasons.map(({ text }) => text).join(' | ')],
  ['Phrase', ({ evidence }) => evidence?.passage ?? null],
  ['Score', ({ score }) => score],
  ...SOURCE,
];

/**
 * A field as RFC 4180 writes it. A text that a spreadsheet would take for a formula is preceded by an
 * apostrophe, which it does not show.
 */
function writeField(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  const text = hideFormula(value);
  return /["\r\n;]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function answerCsv<Item>(columns: Columns<Item>, items: readonly Item[], origin: string): Response {
  const header = columns.map(([name]) => writeField(name));
  const rows = items.map((item) => columns.map(([, read]) => writeField(read(item, origin))));
  const lines = [header, ...rows].map((row) => `${row.join(SEPARATOR)}\r\n`);
  return new Response(`${BYTE_ORDER_MARK}${lines.join('')}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="experiences.csv"',
    },
  });
}

/** The experiences that answer a question, as a table for a spreadsheet. */
export const resultsCsv: Page = async (request) => {
  const { url, api } = request;
  const asked = readAsked(url.searchParams);
  const { outcome } = await loadSearch(api, asked);
  if (outcome === null) return new Response(null, { status: 302, headers: { location: `/${url.search}` } });
  if (!outcome.ok) return pageWithout(outcome.failure, request);
  const kept = outcome.data.experiences.filter(({ experience }) => isKept(experience, asked.filter));
  return answerCsv(ANSWER, kept, url.origin);
};

/** The experiences of a filtered list, from its first page on, as such a table. */
export const listingCsv: Page = async (request) => {
  const { url, api } = request;
  const query = toApiQuery({ ...readListing(url.searchParams), cursor: '' });
  query.set('limit', '100');
  const found: Experience[] = [];
  for (let next: string | null = ''; next !== null && found.length < MOST_EXPORTED; ) {
    const outcome = await readExperiences(api, query);
    if (!outcome.ok) return pageWithout(outcome.failure, request);
    found.push(...outcome.data.experiences);
    next = outcome.data.next;
    query.set('cursor', next ?? '');
  }
  return answerCsv(
    [...STORY, ...SOURCE],
    found.map((experience) => ({ experience })),
    url.origin,
  );
};
