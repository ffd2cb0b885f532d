import type { ExperiencePage } from '../../api/answers.ts';
import { count } from '../../french/typography.ts';

export interface CorpusSize {
  readonly page: ExperiencePage;
  readonly themeCount: number;
  readonly leverCount: number;
}

function yearsOf({ facets }: ExperiencePage): string | null {
  const years = facets.years.map(({ value }) => Number(value));
  if (years.length === 0) return null;
  return `de ${Math.min(...years)} à ${Math.max(...years)}`;
}

function sentenceOf({ page, themeCount, leverCount }: CorpusSize): string {
  const { total, facets } = page;
  const years = yearsOf(page);
  return [
    `Aujourd’hui, ${count(total, 'expérience consultable', 'expériences consultables')} par tous`,
    `dans ${count(facets.departments.length, 'département')} et ${count(facets.regions.length, 'région')}`,
    ...(years === null ? [] : [years]),
    `classées selon ${count(themeCount, 'thème')} et ${count(leverCount, 'levier')}.`,
  ].join(', ');
}

/** Size of the corpus at the time of the request, and its limits. */
export function AboutCorpus({ corpus }: { readonly corpus: CorpusSize }) {
  return (
    <>
      <h2 id="corpus">Ce que le service connaît</h2>
      <p>
        {sentenceOf(corpus)} Chaque fiche est un résumé original d’une source publiée, qu’elle nomme avec son
        éditeur et, quand on la connaît, sa date. On peut <a href="/experiences">toutes les lire</a>.
      </p>
      <h3>Ses limites</h3>
      <ul>
        <li>
          Ce n’est pas un recensement : des territoires, des thèmes et des années y sont mieux représentés que
          d’autres. Une absence ne prouve rien.
        </li>
        <li>
          Une fiche peut avoir vieilli : la loi, les aides et les acteurs changent. Regardez sa date, puis sa
          source.
        </li>
        <li>
          Les fiches importées de pages du web sont lues automatiquement : « D’où viennent ces informations »
          montre, sur la fiche, les mots d’où vient chaque champ.
        </li>
        <li>
          Le modèle de langue (e5-small-essaimage) est petit et connaît le français et l’anglais. Il compare
          des sens, il ne raisonne pas : une négation ou une condition (« sans subvention ») peut lui
          échapper.
        </li>
      </ul>
    </>
  );
}
