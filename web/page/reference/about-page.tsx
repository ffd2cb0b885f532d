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
import { MEASURED } from './measured-relevance.ts';

const write = readProse(text);

function percent(share: number): string {
  return `${Math.round(share * 100)}\u202f%`;
}

function decimal(value: number): string {
  return formatNumber(value).padEnd('0,00'.length, '0');
}

const LINES: readonly (readonly [string, string])[] = [
  ['La première expérience proposée est une bonne réponse', percent(MEASURED.precisionAt1)],
  ['Part des bonnes expériences qui figurent parmi les dix premières', percent(MEASURED.recallAt10)],
  [
    'Parmi les trois premiers leviers, part de ceux qu’un bon conseiller citerait',
    percent(MEASURED.leverPrecisionAt3),
  ],
  [
    `Quand une demande porte plusieurs besoins, part de ceux que couvrent les six premières expériences (sur ${MEASURED.needCount})`,
    percent(MEASURED.needsCovered),
  ],
  [
    `Demandes hors sujet écartées (il n’y en avait que ${MEASURED.offTopicCount})`,
    percent(MEASURED.declinedOffTopic),
  ],
  ['Demandes écartées à tort', percent(MEASURED.declinedWrongly)],
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
  const [low, high] = MEASURED.ndcgAt5Interval;
  const html = write({
    ...CRITERION_LABELS,
    ...STATUS_LABELS,
    ...MEASURED,
    ndcg: decimal(MEASURED.ndcgAt5),
    low: decimal(low),
    high: decimal(high),
    fullTextNdcg: decimal(MEASURED.fullTextNdcgAt5),
    longNdcg: decimal(MEASURED.longNdcgAt5),
    severalNeedsNdcg: decimal(MEASURED.severalNeedsNdcgAt5),
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
