import type { SearchExperiences } from '../../application/browse/search-experiences.ts';
import { shorten } from '../../domain/french/sentences.ts';
import { describeWhereAndWhen, printTitle } from './experience.ts';
import { count } from './french-formats.ts';
import { hang, wrap } from './layout.ts';
import type { Look } from './style.ts';

type Page = Awaited<ReturnType<SearchExperiences>>;

const MARGIN = ' '.repeat(4);
/** Two or three lines. */
const SUMMARY_LENGTH = 200;
const SHOWN_THEMES = 5;

function printThemes({ facets, total }: Page, { width }: Look): readonly string[] {
  const themes = [...facets.themes]
    .filter(([, number]) => number < total)
    .slice(0, SHOWN_THEMES)
    .map(([id, number]) => `${id} (${number})`);
  if (themes.length === 0) return [];
  return ['', ...wrap(`Pour affiner par --theme : ${themes.join(', ')}.`, width)];
}

export function printSearchPage(page: Page, look: Look): readonly string[] {
  const { items, total } = page;
  const { width, style } = look;
  if (total === 0) {
    return [
      style.bold('Aucune expérience ne contient ces mots avec ces filtres.'),
      ...wrap(
        'Essayez d’autres mots, retirez un filtre, ou décrivez votre besoin à « essaimage recommend ».',
        width,
      ),
    ];
  }
  const first = items.length === 1 ? 'la première' : `les ${items.length} premières`;
  const partly = items.length < total ? `, ${first}` : '';
  return [
    style.bold(`${count(total, 'expérience', 'expériences')}${partly}`),
    ...items.flatMap((experience, index) => [
      '',
      ...printTitle(index + 1, experience.title, look),
      ...hang(MARGIN, describeWhereAndWhen(experience), width).map(style.dim),
      ...hang(MARGIN, shorten(experience.summary, SUMMARY_LENGTH), width),
    ]),
    ...printThemes(page, look),
  ];
}
