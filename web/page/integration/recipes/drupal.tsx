import { elementTag, frameTag } from '../configuration.ts';
import { Code, Recipe, type RecipesProps } from './recipe.tsx';

const ALLOWED = '<iframe src title width height loading>';

function library(origin: string): string {
  return `# mon_theme.libraries.yml
essaimage:
  js:
    ${origin}/composant/essaimage-recommandations.js: { type: external, attributes: { type: module } }
    ${origin}/composant/cadre.js: { type: external, attributes: { async: true } }

# mon_theme.info.yml
libraries:
  - mon_theme/essaimage`;
}

function provider(origin: string): string {
  return `Provider name : Essaimage
Provider URL  : ${origin}
Endpoint URL  : ${origin}/oembed
Schemes       : ${origin}/?*
                ${origin}/experiences/*
                ${origin}/themes/*
                ${origin}/leviers/*
Formats       : JSON`;
}

export function Drupal({ origin }: RecipesProps) {
  return (
    <>
      <p class="quiet">
        Écrit d’après le code public de Drupal, sans avoir été essayé sur un site&nbsp;: dites-nous ce qui
        diffère chez vous.
      </p>
      <Recipe title="Le cadre, dans une page ou un bloc" who="Rédacteur qui a le format « HTML complet »">
        <ol>
          <li>
            Sous le champ de texte, choisissez le format <strong>HTML complet</strong> (
            <i lang="en">Full HTML</i>).
          </li>
          <li>
            Dans la barre de l’éditeur, ouvrez <strong>Source</strong>, collez la ligne, enregistrez.
          </li>
        </ol>
        <Code>{frameTag(origin)}</Code>
        <p>
          Le format «&nbsp;HTML de base&nbsp;» retire le cadre à l’affichage. Pour l’y permettre, un
          administrateur ouvre Configuration, Rédaction de contenu, Formats de texte et éditeurs, et ajoute
          aux balises permises de l’édition de la source&nbsp;:
        </p>
        <Code>{ALLOWED}</Code>
        <p>
          Ce format garde ces seuls attributs&nbsp;: <code>style</code> y est toujours retiré, et votre thème
          ôte la bordure. Le cadre garde la hauteur écrite et défile&nbsp;; <code>cadre.js</code>, plus bas,
          lui donne celle de son contenu.
        </p>
      </Recipe>
      <Recipe
        title="Un lien collé devient une carte (oEmbed)"
        who="Administrateur, une fois ; puis tout rédacteur"
      >
        <p>
          Drupal ne montre d’abord que les fournisseurs qu’il connaît, YouTube et Vimeo. Le module{' '}
          <a href="https://www.drupal.org/project/oembed_providers">oEmbed Providers</a> en ajoute.
        </p>
        <ol>
          <li>
            Installez ce module, puis ajoutez un fournisseur personnalisé (
            <span lang="en">custom provider</span>)&nbsp;:
          </li>
        </ol>
        <Code>{provider(origin)}</Code>
        <ol start={2}>
          <li>
            Mettez-le dans un groupe de fournisseurs (<i lang="en">provider bucket</i>), qui devient une
            source de médias.
          </li>
          <li>
            Créez un type de média «&nbsp;Essaimage&nbsp;» avec cette source. On y colle ensuite l’adresse
            d’une expérience ou d’une réponse, comme celle d’une vidéo.
          </li>
        </ol>
      </Recipe>
      <Recipe title="Le composant, qui se fond dans la page" who="Développeur du thème">
        <p>
          Aucun format de texte ne laisse un rédacteur poser un script&nbsp;: le thème le charge, une fois.
        </p>
        <Code>{library(origin)}</Code>
        <p>
          L’élément se pose alors dans un gabarit, un bloc, ou un texte en HTML complet. Ailleurs, ajoutez-le
          aux balises permises avec ses attributs&nbsp;; <code>&lt;a href&gt;</code> l’est déjà.
        </p>
        <Code>{elementTag(origin)}</Code>
      </Recipe>
    </>
  );
}
