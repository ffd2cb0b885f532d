import { elementTag, frameTag, scriptTag } from '../configuration.ts';
import { Code, Recipe, type RecipesProps } from './recipe.tsx';

/** Tried in SPIP 4.4: the same text, with the address of a service on the same machine. */
function model(origin: string): string {
  return `<essaimage-recommandations api="${origin}"[ territoire="(#ENV{territoire}|attribut_html)"][ themes="(#ENV{themes}|attribut_html)"][ priorites="(#ENV{priorites}|attribut_html)"]><a href="${origin}/">Ce que d’autres collectivités ont fait, sur Essaimage</a></essaimage-recommandations>
${scriptTag(origin)}`;
}

export function Spip({ origin }: RecipesProps) {
  return (
    <>
      <p class="quiet">Essayé avec SPIP 4.4&nbsp;; le plugin oEmbed, d’après sa documentation.</p>
      <Recipe title="Le cadre, dans un article" who="Tout rédacteur">
        <Code>{frameTag(origin)}</Code>
        <p>
          Collez la ligne dans le texte, entre deux lignes vides. L’espace privé en montre le code, le site
          public le cadre. Si le site public montre le code aussi, le webmestre a mis{' '}
          <code>filtrer_javascript</code> à −1&nbsp;: il faut alors le modèle.
        </p>
      </Recipe>
      <Recipe title="Le composant, par un modèle" who="Webmestre, une fois ; puis tout rédacteur">
        <p>
          Créez <code>squelettes/modeles/essaimage.html</code>&nbsp;:
        </p>
        <Code>{model(origin)}</Code>
        <p>Puis, dans un article&nbsp;:</p>
        <Code>{'<essaimage|territoire=35236|themes=alimentation>'}</Code>
        <p>
          Sans modèle, entourez les deux lignes de <code>&lt;html&gt;</code>&nbsp;: SPIP n’y corrige alors ni
          la typographie ni les paragraphes.
        </p>
        <Code>{`<html>${elementTag(origin)}
${scriptTag(origin)}</html>`}</Code>
      </Recipe>
      <Recipe
        title="Un lien collé devient une carte (oEmbed)"
        who="Webmestre, une fois ; puis tout rédacteur"
      >
        <p>
          Avec le plugin <a href="https://contrib.spip.net/oEmbed-4407">oEmbed</a>, dont la configuration doit
          détecter les liens des sites qu’il ne connaît pas, une adresse entre chevrons donne la carte&nbsp;:
        </p>
        <Code>{`<${origin}/experiences/scic-multiservice-saleich>`}</Code>
      </Recipe>
    </>
  );
}
