import { formatDate, formatNumber } from '../../../src/domain/french/formats.ts';
import { CRITERION_LABELS, STATUS_LABELS } from '../../../src/domain/french/labels.ts';
import type { ExperiencePage } from '../../api/answers.ts';
import { readExperiences } from '../../api/read-experiences.ts';
import { ACRONYMS } from '../../french/acronyms.ts';
import { count } from '../../french/typography.ts';
import { AcronymList } from '../layout/acronyms.tsx';
import { pageWithout } from '../layout/failure-page.tsx';
import type { Page } from '../layout/page.ts';
import { readProse } from '../prose.ts';
import text from './about.md?raw';
/** Written by `npm run evaluate -- --write-readme`: means over requests, in [0, 1]. */
import MEASURED from './measured-relevance.json' with { type: 'json' };

const write = readProse(text);

function percent(share: number): string {
  return `${Math.round(share * 100)}\u202f%`;
}

function decimal(value: number): string {
  return formatNumber(value).padEnd('0,00'.length, '0');
}

const { served, sorts } = MEASURED;

const LINES: readonly (readonly [string, string])[] = [
  [
    'Une bonne expérience existe, et une au moins est parmi les cinq premières',
    percent(1 - served.falseAbsence.mean),
  ],
  [
    'Parmi les cinq premières expériences, part de celles qui sont sans intérêt',
    percent(served.useless.mean),
  ],
  ['Une bonne expérience existe, et la réponse dit que rien n’est proche', percent(served.nothingClose.mean)],
  [
    'Parmi les trois premiers leviers, part de ceux qu’un bon conseiller citerait',
    percent(served.levers.mean),
  ],
  [
    `Quand une demande porte plusieurs besoins, part de ceux que couvrent les six premières expériences (sur ${served.needs.count})`,
    percent(served.needs.mean),
  ],
];

function Figures() {
  return (
    <table class="measures">
      <caption>
        Mesures du {formatDate(MEASURED.date)}, poids « {MEASURED.weights} »
      </caption>
      <thead>
        <tr>
          <th scope="col">Ce qui est mesuré</th>
          <th scope="col" class="number">
            Résultat
          </th>
        </tr>
      </thead>
      <tbody>
        {LINES.map(([what, result]) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td class="number">{result}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Size of the corpus at the time of the request, in a sentence. */
function describeCorpus({ total, facets }: ExperiencePage, themeCount: number, leverCount: number): string {
  const years = facets.years.map(({ value }) => Number(value));
  return [
    `Aujourd’hui, ${count(total, 'expérience consultable', 'expériences consultables')} par tous`,
    `dans ${count(facets.departments.length, 'département')} et ${count(facets.regions.length, 'région')}`,
    ...(years.length === 0 ? [] : [`de ${Math.min(...years)} à ${Math.max(...years)}`]),
    `classées selon ${count(themeCount, 'thème')} et ${count(leverCount, 'levier')}.`,
  ].join(', ');
}

/** « À propos »: purpose, ranking, measured quality, corpus and privacy. */
export const aboutPage: Page = async (request) => {
  const { api } = request;
  const [page, themes, levers] = await Promise.all([
    readExperiences(api, new URLSearchParams({ limit: '1' })),
    api.get('/v1/themes'),
    api.get('/v1/levers'),
  ]);
  if (!page.ok) return pageWithout(page.failure, request);
  if (!themes.ok) return pageWithout(themes.failure, request);
  if (!levers.ok) return pageWithout(levers.failure, request);
  const { mean, low, high, count: rankedCount } = served['ndcg@5'];
  const html = write({
    ...CRITERION_LABELS,
    ...STATUS_LABELS,
    requestCount: formatNumber(MEASURED.requestCount),
    rankedCount: formatNumber(rankedCount),
    ndcg: decimal(mean),
    low: decimal(low),
    high: decimal(high),
    bm25: decimal(MEASURED.bm25),
    long: decimal(sorts.long),
    refusal: decimal(sorts.refusal),
    vague: decimal(sorts.vague),
    figures: <Figures />,
    corpus: describeCorpus(page.data, themes.data.themes.length, levers.data.levers.length),
    acronyms: <AcronymList acronyms={Object.keys(ACRONYMS)} />,
  });
  return {
    head: {
      title: 'À propos',
      description:
        'Comment Essaimage classe les expériences et les leviers, ce qu’il connaît, ses limites mesurées, et ce que devient ce que vous écrivez.',
      canonicalPath: '/a-propos',
      isIndexed: true,
    },
    section: '/a-propos',
    body: <div class="prose" dangerouslySetInnerHTML={{ __html: html }} />,
  };
};
