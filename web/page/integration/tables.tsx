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

/** Tables of the reference for developers, by their names in its text. */
export function tablesFor(origin: string) {
  const address = <code>{origin}</code>;
  return {
    attributes: <ReferenceTable caption="Attributs" head={['Attribut', 'Rôle']} rows={ATTRIBUTES} />,
    events: <ReferenceTable caption="Événements" head={['Événement', 'Quand', 'detail']} rows={EVENTS} />,
    properties: <ReferenceTable caption="Propriétés CSS" head={['Propriété', 'Rôle']} rows={PROPERTIES} />,
    directives: (
      <ReferenceTable
        caption="Directives à compléter"
        head={['Directive', 'Pour', 'À ajouter']}
        rows={[
          ['script-src', 'le composant, et cadre.js', address],
          ['connect-src', 'le composant', address],
          ['frame-src', 'le cadre', address],
          [
            'style-src',
            'la couleur d’accent du composant, si elle est dans un attribut style',
            'rien : écrivez-la plutôt dans votre feuille de style',
          ],
        ]}
      />
    ),
  };
}
