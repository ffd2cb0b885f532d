import { elementTag, frameTag, heightTag, scriptTag } from '../configuration.ts';
import { Code, Recipe, type RecipesProps } from './recipe.tsx';

export function PlainHtml({ origin }: RecipesProps) {
  return (
    <>
      <Recipe title="Le composant" who="Qui modifie le HTML de la page">
        <p>Collez ces lignes là où la liste doit apparaître.</p>
        <Code>{`${scriptTag(origin)}
${elementTag(origin)}`}</Code>
        <p>
          Le lien à l’intérieur reste si le script manque, est bloqué ou tarde, et quand le service ne répond
          pas. Le titre prend le niveau qui suit celui du titre précédent de votre page&nbsp;;{' '}
          <code>niveau-titre</code> le fixe.
        </p>
      </Recipe>
      <Recipe title="Le cadre, sans aucun script chez vous" who="Qui modifie le HTML de la page">
        <Code>{frameTag(origin)}</Code>
        <p>Cette ligne, facultative, donne aux cadres la hauteur de leur contenu&nbsp;:</p>
        <Code>{heightTag(origin)}</Code>
      </Recipe>
    </>
  );
}
