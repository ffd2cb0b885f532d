import type { EmbeddedProgram } from '../../contract.ts';
import { scriptTag } from './configuration.ts';
import { Code } from './recipes/recipe.tsx';
import { ReferenceTable } from './reference-table.tsx';

const ATTRIBUTES = [
  ['api', 'adresse du service ; obligatoire'],
  ['territoire', 'code INSEE ou SIREN du territoire'],
  ['type', 'type du territoire, si son code est partagé par un département et une région'],
  ['contexte', 'rural, periurban, urban ou mixed, à la place de ce qui est déduit'],
  ['population', 'nombre d’habitants, à la place de celui du registre'],
  ['priorites', 'ce que la collectivité veut faire, en français'],
  ['themes', 'identifiants de thèmes, séparés par des virgules'],
  ['leviers', 'identifiants de leviers, séparés par des virgules'],
  ['nombre', 'nombre d’expériences, au plus, de 1 à 50 ; 5 par défaut'],
  ['titre', 'titre de la liste'],
  [
    'niveau-titre',
    'niveau de ce titre, de 1 à 6 ; sans lui, celui qui suit le dernier titre de la page avant l’élément, et 2 dans un cadre',
  ],
] as const;

const EVENTS = [
  ['recommandation', 'une réponse est affichée', 'la réponse de l’API'],
  [
    'choix',
    'un lien est suivi ; preventDefault() laisse la page y aller elle-même',
    'kind (experience ou lever), url, result',
  ],
  ['erreur', 'il n’y a pas de réponse à montrer', 'code, message, requestId'],
] as const;

const PROPERTIES = [
  ['--essaimage-accent', 'liserés, soulignements, bord des boutons'],
  ['--essaimage-background', 'fond de la liste'],
  ['--essaimage-surface', 'fond des fiches et des champs'],
  ['--essaimage-ink', 'texte'],
  ['--essaimage-ink-soft', 'texte secondaire'],
  ['--essaimage-line', 'bord des fiches'],
  ['--essaimage-edge', 'bord des champs'],
  ['--essaimage-mark', 'fond des mots retrouvés'],
  ['--essaimage-danger', 'liseré des erreurs'],
  ['--essaimage-focus', 'contour de ce qui a le focus'],
  ['--essaimage-radius', 'arrondi'],
  ['--essaimage-space', 'espacement'],
  ['--essaimage-font', 'police ; celle de la page par défaut'],
  ['--essaimage-font-size', 'taille du texte'],
] as const;

function listening(origin: string): string {
  return `document.addEventListener('choix', (event) => {
  event.preventDefault();
  const { kind, result } = event.detail;
  // Votre page, à la place de ${origin}
});`;
}

/** Tag of a version that never changes. */
function fixedTag(origin: string, { path, integrity }: EmbeddedProgram): string {
  return `<script type="module" src="${origin}${path}"
  integrity="${integrity}"
  crossorigin="anonymous"></script>`;
}

interface ForIntegratorsProps {
  readonly origin: string;
  readonly component: EmbeddedProgram;
}

/** The two addresses of the component: one that follows updates, one that never changes. */
function ComponentFile({ origin, component }: ForIntegratorsProps) {
  return (
    <>
      <h3>Le fichier du composant</h3>
      <p>
        <strong>À jour (conseillé).</strong> Cette adresse suit le service&nbsp;: corrections et nouveautés
        arrivent seules, en une heure. N’y ajoutez pas d’empreinte d’intégrité&nbsp;: elle bloquerait la
        première mise à jour.
      </p>
      <Code>{scriptTag(origin)}</Code>
      <p>
        <strong>Figé, avec son empreinte (SRI).</strong> La version {component.version}, à une adresse dont le
        contenu ne change jamais&nbsp;: le navigateur refuse tout autre fichier. Les versions publiées restent
        servies après une mise à jour, mais leurs corrections demandent de changer la ligne. Si le fichier
        venait à manquer, votre page montrerait le lien placé dans l’élément.
      </p>
      <Code>{fixedTag(origin, component)}</Code>
      <p>
        <strong>Chez vous.</strong>{' '}
        <a href={component.path} download={`essaimage-recommandations-${component.version}.js`}>
          Téléchargez le fichier
        </a>{' '}
        (un module sans dépendance, la même empreinte) et servez-le, ou importez-le dans votre
        empaqueteur&nbsp;: l’importer sur un serveur ne fait rien et ne lève rien.
      </p>
    </>
  );
}

/** Reference for developers: file, attributes, events, style. */
export function ForIntegrators(props: ForIntegratorsProps) {
  const { origin } = props;
  return (
    <>
      <ComponentFile {...props} />
      <h3>Attributs</h3>
      <p>
        Le composant relit ses attributs quand ils changent. Le cadre prend les mêmes noms dans son adresse,
        avec <code>accent</code> (<code>0a5c4e</code>) et <code>apparence</code> (<code>clair</code> ou{' '}
        <code>sombre</code>), sans <code>api</code>&nbsp;; <code>fiche</code> y montre une seule expérience.
      </p>
      <ReferenceTable caption="Attributs" head={['Attribut', 'Rôle']} rows={ATTRIBUTES} />
      <h3>Événements</h3>
      <p>
        Ils remontent dans la page et traversent les Shadow DOM (<code>bubbles</code>, <code>composed</code>).
      </p>
      <ReferenceTable caption="Événements" head={['Événement', 'Quand', 'detail']} rows={EVENTS} />
      <pre class="code">
        <code>{listening(origin)}</code>
      </pre>
      <h3>Style</h3>
      <p>
        Le composant est dans un Shadow DOM&nbsp;: vos feuilles de style ne l’atteignent que par ces
        propriétés et par <code>::part()</code>. Il suit <code>color-scheme</code> de votre page&nbsp;:
        l’apparence sombre ne vient que si votre page l’annonce.
      </p>
      <ReferenceTable caption="Propriétés CSS" head={['Propriété', 'Rôle']} rows={PROPERTIES} />
      <p>
        Parties&nbsp;: <code>root</code>, <code>title</code>, <code>form</code>, <code>field</code>,{' '}
        <code>button</code>, <code>status</code>, <code>list</code>, <code>item</code>, <code>link</code>,{' '}
        <code>more</code>, <code>notice</code>, <code>failure</code>, <code>credit</code>.
      </p>
      <h3>oEmbed</h3>
      <p>
        <code>/oembed?url=…</code> répond en JSON, dans la taille demandée (<code>maxwidth</code>,{' '}
        <code>maxheight</code>), pour l’adresse d’une expérience, d’une réponse, d’un thème ou d’un levier.
        Ces pages l’annoncent dans leur en-tête.
      </p>
      <p>
        Navigateurs&nbsp;: ceux d’après mars 2023 (Safari 16.4). L’API se lit aussi directement&nbsp;:{' '}
        <a href="/docs">sa documentation</a>.
      </p>
    </>
  );
}
