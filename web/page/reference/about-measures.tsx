import { formatDate, formatNumber } from '../../../src/domain/french/formats.ts';
import { MEASURED } from './measured-relevance.ts';

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

/** How good the answers are, measured, and where they are weak. */
export function AboutMeasures() {
  const [low, high] = MEASURED.ndcgAt5Interval;
  return (
    <>
      <h2 id="mesures">Les réponses sont-elles bonnes ?</h2>
      <p>
        {MEASURED.requestCount} demandes d’essai ont été écrites, et deux juges indépendants, qui avaient lu
        toutes les fiches de départ, ont dit lesquelles y répondaient et quels leviers citer.{' '}
        {MEASURED.rankedCount} de ces demandes ont une bonne réponse dans le corpus,{' '}
        {MEASURED.leverRequestCount} appellent un levier.
      </p>
      <Figures />
      <p>
        Une mesure d’ensemble vaut 1 quand les cinq premières expériences sont les meilleures, dans le bon
        ordre. Le service obtient {decimal(MEASURED.ndcgAt5)} (entre {decimal(low)} et {decimal(high)} avec
        95 % de confiance), chaque demande étant classée avec des poids réglés sur d’autres. La recherche par
        mots d’une base de données ordinaire obtient {decimal(MEASURED.fullTextNdcgAt5)}.
      </p>
      <p>
        Ces demandes ont servi à régler le service : sur les vôtres, attendez-vous à un peu moins. Il est le
        plus faible sur les demandes longues ({decimal(MEASURED.longNdcgAt5)} sur {MEASURED.longCount}{' '}
        demandes) et sur celles qui portent plusieurs besoins ({decimal(MEASURED.severalNeedsNdcgAt5)} sur{' '}
        {MEASURED.severalNeedsCount} demandes). La méthode, les demandes et les jugements accompagnent le code
        du service, dans le dossier <code>evaluation</code>.
      </p>
    </>
  );
}
