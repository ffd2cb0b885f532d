import type { SearchExperiences } from '../../application/browse/search-experiences.ts';
import { countNoun, shorten } from '../../domain/french/formats.ts';
import { describeWhereAndWhen, printTitle } from './experience.ts';
import { bold, dim, hang, wrap } from './layout.ts';

type Page = Awaited<ReturnType<SearchExperiences>>;

const MARGIN = ' '.repeat(4);
/** Two or three lines. */
const SUMMARY_LENGTH = 200;
const SHOWN_THEMES = 5;

function printThemes({ facets, total }: Page): readonly string[] {
  const themes = [...facets.themes]
    .filter(([, number]) => number < total)
    .slice(0, SHOWN_THEMES)
    .map(([id, number]) => `${id} (${number})`);
  if (themes.length === 0) return [];
  return ['', ...wrap(`Pour affiner par --theme : ${themes.join(', ')}.`)];
}

export function printSearchPage(page: Page): readonly string[] {
  const { items, total } = page;
  if (total === 0) {
    return [
      bold('Aucune expérience ne contient ces mots avec ces filtres.'),
      ...wrap(
        'Essayez d’autres mots, retirez un filtre, ou décrivez votre besoin à « essaimage recommend ».',
      ),
    ];
  }
  const first = items.length === 1 ? 'la première' : `les ${items.length} premières`;
  const partly = items.length < total ? `, ${first}` : '';
  return [
    bold(`${countNoun(total, 'expérience', 'expériences')}${partly}`),
    ...items.flatMap((experience, index) => [
      '',
      ...printTitle(index + 1, experience.title),
      ...hang(MARGIN, describeWhereAndWhen(experience)).map(dim),
      ...hang(MARGIN, shorten(experience.summary, SUMMARY_LENGTH)),
    ]),
    ...printThemes(page),
  ];
}
