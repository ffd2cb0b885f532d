import { nameLevel } from '../../../src/domain/french/describe-answer.ts';
import { capitalise, KIND_LABELS, SETTING_LABELS } from '../../../src/domain/french/labels.ts';
import { hideFormula } from '../../../src/domain/text/formula.ts';
import type { ExperienceResult } from '../../api/answers.ts';
import { codeName } from '../experience/field-name.ts';
import { experiencePath } from '../layout/addresses.ts';
import type { Page } from '../layout/page.ts';
import { readAsked } from './data/address.ts';
import { isKept } from './data/filter.ts';
import { loadSearch } from './data/search-data.ts';

/** So that a spreadsheet reads the accents. */
const BYTE_ORDER_MARK = '\ufeff';
const SEPARATOR = ';';

const COLUMNS: readonly (readonly [
  string,
  (result: ExperienceResult, origin: string) => string | number | null,
])[] = [
  ['Rang', ({ rank }) => rank],
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
    ({ experience }) => (experience.setting === null ? null : capitalise(SETTING_LABELS[experience.setting])),
  ],
  ['Année', ({ experience }) => experience.year],
  ['Thèmes', ({ experience }) => experience.themes.map(({ label }) => label).join(' | ')],
  [
    'Leviers',
    ({ experience }) => experience.levers.map(({ label, what }) => `${label} : ${what}`).join(' | '),
  ],
  ['Niveau', ({ level }) => nameLevel(level)],
  ['Besoins', ({ needs }) => needs.join(' | ')],
  ['Pourquoi', ({ reasons }) => reasons.map(({ text }) => text).join(' | ')],
  ['Phrase', ({ evidence }) => evidence?.passage ?? null],
  ['Score', ({ score }) => score],
  ['Acteurs', ({ experience }) => experience.actors.join(' | ')],
  ['Source', ({ experience }) => experience.source.title],
  ['Éditeur', ({ experience }) => experience.source.publisher],
  ['Date de la source', ({ experience }) => experience.source.date],
  ['Adresse de la source', ({ experience }) => experience.source.url],
  ['Fiche', ({ experience }, origin) => `${origin}${experiencePath(experience.id)}`],
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

function writeCsv(results: readonly ExperienceResult[], origin: string): string {
  const header = COLUMNS.map(([name]) => writeField(name));
  const rows = results.map((result) => COLUMNS.map(([, read]) => writeField(read(result, origin))));
  return `${BYTE_ORDER_MARK}${[header, ...rows].map((row) => `${row.join(SEPARATOR)}\r\n`).join('')}`;
}

/** The experiences that answer a question, as a table for a spreadsheet. */
export const resultsCsv: Page = async ({ url, api }) => {
  const asked = readAsked(url.searchParams);
  const { outcome } = await loadSearch(api, asked);
  // The page explains any failure.
  if (outcome?.ok !== true) {
    return new Response(null, { status: 302, headers: { location: `/${url.search}` } });
  }
  const kept = outcome.data.experiences.filter(({ experience }) => isKept(experience, asked.filter));
  return new Response(writeCsv(kept, url.origin), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="experiences.csv"',
    },
  });
};
