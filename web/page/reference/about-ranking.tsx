import { CRITERION_LABELS } from '../../../src/domain/french/labels.ts';

interface Criterion {
  readonly name: string;
  readonly meaning: string;
}

const CRITERIA: readonly Criterion[] = [
  {
    name: CRITERION_LABELS.semantic,
    meaning:
      'La fiche parle-t-elle de la même chose que vous, même avec d’autres mots ? Un modèle de langue, installé sur ce serveur, compare le sens de votre texte à celui de chaque fiche et de chacune de ses phrases.',
  },
  {
    name: CRITERION_LABELS.lexical,
    meaning:
      'Les mots de votre demande sont-ils dans la fiche ? Un mot rare, comme « ressourcerie », compte plus qu’un mot courant, comme « projet ».',
  },
  {
    name: CRITERION_LABELS.themes,
    meaning: 'Quelle part des thèmes que vous avez cochés la fiche porte-t-elle ?',
  },
  {
    name: CRITERION_LABELS.levers,
    meaning: 'Quelle part des leviers que vous avez cochés la fiche montre-t-elle ?',
  },
  {
    name: CRITERION_LABELS.setting,
    meaning:
      'Rural, périurbain, urbain ou mixte : le même contexte donne la note entière, un contexte voisin une part.',
  },
  {
    name: CRITERION_LABELS.kind,
    meaning:
      'Commune, intercommunalité, département, région : plus les compétences se ressemblent, plus la note est haute.',
  },
  {
    name: CRITERION_LABELS.size,
    meaning:
      'Plus les nombres d’habitants sont voisins, plus la note est haute ; pour un territoire trois fois plus peuplé, il en reste environ 0,6.',
  },
  {
    name: CRITERION_LABELS.proximity,
    meaning: 'Note entière dans le même département, 0,6 dans la même région, rien ailleurs.',
  },
];

function Weights() {
  return (
    <>
      <h3>Comment les poids jouent</h3>
      <p>
        Chaque critère donne une note de 0 à 100 %, et chacun a un poids. La note multipliée par le poids fait
        l’<strong>apport</strong> du critère ; la somme des apports fait le score, sur 100. Le « Détail du
        classement » de chaque réponse montre ces trois nombres, et l’on peut refaire l’addition.
      </p>
      <ul>
        <li>
          Le sens et les mots pèsent ensemble plus que tous les autres critères réunis : le territoire
          départage, il ne décide pas.
        </li>
        <li>
          Un critère dont on ne sait rien, de votre côté ou dans la fiche, est laissé de côté, et les autres
          poids sont augmentés en proportion. Ne rien dire n’exclut donc rien.
        </li>
        <li>
          Le sens et les mots se lisent aussi dans des besoins écrits par une personne pour chaque fiche,
          comme les diraient d’autres collectivités. Ils servent à chercher, jamais de preuve.
        </li>
        <li>Moins votre demande est précise, plus le territoire compte.</li>
        <li>
          Quand votre demande dit plusieurs besoins, chaque expérience est notée pour le besoin qui l’a fait
          choisir, et les besoins passent tour à tour.
        </li>
        <li>
          Le score d’une expérience ne dépend pas des autres réponses. Deux expériences presque identiques ne
          se suivent pas toujours : la seconde peut reculer un peu pour laisser voir autre chose.
        </li>
      </ul>
    </>
  );
}

function Levers() {
  return (
    <>
      <h3>Et les leviers ?</h3>
      <p>
        Un levier est proposé quand votre demande l’appelle et quand les expériences les plus proches s’en
        servent plus souvent que les autres : un levier que tout le monde emploie ne passe pas devant parce
        qu’il est courant. Ceux que vous avez cochés passent en tête. Chacun dit combien des expériences
        proposées s’en servent ; quand il n’y en a qu’une, c’est dit aussi.
      </p>
      <p>
        Le droit ne fait disparaître aucun levier. Quand une condition pèse sur votre type de collectivité,
        elle est écrite sous le nom du levier&nbsp;; à mérite presque égal, un levier sans condition passe
        devant.
      </p>
    </>
  );
}

/** How experiences and levers are ranked, for a person without training. */
export function AboutRanking() {
  return (
    <>
      <h2 id="classement">Comment les réponses sont classées</h2>
      <p>
        Huit critères, toujours les mêmes, comparent votre demande à chaque expérience. Aucun n’élimine : ils
        font seulement monter ou descendre.
      </p>
      <dl class="definitions">
        {CRITERIA.map(({ name, meaning }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <Weights />
      <Levers />
    </>
  );
}
