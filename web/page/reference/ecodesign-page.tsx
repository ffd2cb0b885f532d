import { formatDate, formatNumber } from '../../../src/domain/french/formats.ts';
import type { Operator } from '../../contract.ts';
import type { Page } from '../layout/page.ts';
import { Linked } from './linked.tsx';
import WEIGHTS from './measured-weights.json';

const BYTES_PER_KB = 1_000;

function Weights() {
  return (
    <>
      <h2 id="poids">Ce que pèsent les pages</h2>
      <p>
        Mesuré dans le navigateur Chromium, à la première visite, cache vide : tout ce qui est reçu compte
        (page, styles, scripts, polices, images), en-têtes compris et compressé comme il arrive. Rien ne vient
        d’un autre site.
      </p>
      <table class="measures">
        <caption>Mesures du {formatDate(WEIGHTS.date)}, avec le corpus de départ</caption>
        <thead>
          <tr>
            <th scope="col">Page</th>
            <th scope="col" class="number">
              Poids
            </th>
            <th scope="col" class="number">
              Requêtes
            </th>
            <th scope="col" class="number">
              Éléments
            </th>
          </tr>
        </thead>
        <tbody>
          {WEIGHTS.pages.map(({ label, bytes, requests, elements }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td class="number">{formatNumber(Math.round(bytes / BYTES_PER_KB))}&nbsp;ko</td>
              <td class="number">{formatNumber(requests)}</td>
              <td class="number">{formatNumber(elements)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        Un test compare ces nombres à ce que sert le service, à chaque modification du logiciel : un écart de
        plus d’un dixième le fait échouer. L’énergie que consomment le serveur, le réseau et les terminaux
        n’est pas mesurée.
      </p>
    </>
  );
}

interface Choice {
  readonly title: string;
  readonly text: string;
}

function hostingOf({ hostingProvider }: Pick<Operator, 'hostingProvider'>): string {
  const host = hostingProvider === null ? '' : ` (${hostingProvider})`;
  return `Il est choisi par l’organisme qui exploite ce service${host}. Les engagements de l’hébergeur pour l’environnement n’ont pas été recueillis.`;
}

/** Design choices, by the chapters of the RGESN and in their order. */
const choicesOf = (operator: Operator): readonly Choice[] => [
  {
    title: 'Stratégie',
    text: 'Le service répond à un besoin précis, pour les agents et les élus des collectivités, sans compte à créer. Aucune donnée personnelle n’est demandée, aucune audience mesurée ; un avis est effacé après un délai. Le code est libre (licence MIT).',
  },
  {
    title: 'Spécifications',
    text: 'Chercher, lire et imprimer se font sans script, et à 320 pixels de large. Aucun service tiers n’est appelé par les pages.',
  },
  {
    title: 'Architecture',
    text: 'Un seul programme et une base de données suffisent, sans carte graphique ni service extérieur. Il s’installe sur une machine partagée avec d’autres services.',
  },
  {
    title: 'Interface',
    text: 'Ni vidéo, ni son, ni lecture automatique, ni défilement infini, ni notification. Les erreurs de saisie sont dites avant l’envoi quand un script est disponible.',
  },
  {
    title: 'Contenus',
    text: 'Du texte, et des dessins vectoriels. Aucune photographie.',
  },
  {
    title: 'Côté navigateur',
    text: 'Le serveur écrit les pages. Seules la recherche et la composition d’un composant reçoivent un script ; une page déjà reçue n’est transmise de nouveau que si elle a changé, et les styles et les scripts sont gardés un an.',
  },
  {
    title: 'Côté serveur',
    text: 'Les vecteurs des fiches de départ sont livrés calculés. Une demande déjà faite ne repasse pas par le modèle ; une demande abandonnée quitte la file aussitôt.',
  },
  { title: 'Hébergement', text: hostingOf(operator) },
  {
    title: 'Algorithmie',
    text: 'Le modèle de langue, qui compare des sens et ne rédige rien, pèse 30 Mo et se contente d’un processeur ordinaire. Il n’apprend rien pendant qu’il sert.',
  },
];

function Remaining() {
  return (
    <>
      <h2>Ce qui reste à faire</h2>
      <ul>
        <li>mener l’auto-évaluation, critère par critère, et publier le score qui en résulte ;</li>
        <li>désigner qui veille à l’écoconception chez qui exploite le service ;</li>
        <li>essayer les pages sur des ordinateurs et des téléphones anciens, avec une connexion lente ;</li>
        <li>mesurer l’énergie que consomme le serveur pour mille réponses.</li>
      </ul>
    </>
  );
}

/** The ecodesign declaration, after the RGESN: measures, choices and work to come, without any claim of an audit. */
export const ecodesignPage: Page = async ({ operator }) => ({
  status: 200,
  head: {
    title: 'Écoconception : non évaluée',
    description:
      'Déclaration d’écoconception : ce que pèsent les pages, mesuré, ce qui a été choisi pour les alléger, et ce qui reste à faire.',
    canonicalPath: '/ecoconception',
    isIndexed: true,
  },
  section: null,
  hydration: null,
  body: (
    <div class="prose">
      <h1>Déclaration d’écoconception</h1>
      <p>
        Essaimage <strong>n’a pas été évalué</strong> selon le référentiel général d’écoconception de services
        numériques (RGESN), publié en 2024 par l’Arcep et l’Arcom avec l’ADEME : aucun de ses 78 critères n’a
        été audité, et <strong>aucun score ne peut être annoncé</strong>. Cette page dit ce qui est mesuré et
        ce qui a été choisi, dans l’ordre des thèmes de ce référentiel.
      </p>
      <Weights />
      <h2>Ce qui a été choisi</h2>
      <dl class="definitions">
        {choicesOf(operator).map(({ title, text }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <Remaining />
      {operator.contact !== null && (
        <>
          <h2>Contact</h2>
          <p>
            Une remarque, une page trop lourde : <Linked value={operator.contact} />
          </p>
        </>
      )}
      <p>
        Voir aussi la <a href="/accessibilite">déclaration d’accessibilité</a> et{' '}
        <a href="/a-propos#donnees">ce que devient ce que vous écrivez</a>.
      </p>
    </div>
  ),
});
