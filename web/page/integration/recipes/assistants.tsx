import { Code, Recipe, type RecipesProps } from './recipe.tsx';

const json = (value: object) => JSON.stringify(value, null, 2);

/** Starts the service on the machine of the assistant. */
const LOCAL = { command: 'node', args: ['/chemin/vers/essaimage/bin/essaimage.js', 'mcp'] };

export function Assistants({ origin }: RecipesProps) {
  const url = `${origin}/mcp`;
  return (
    <>
      <p>
        Un assistant qui parle le protocole MCP peut chercher ici, et répondre avec des sources, des dates et
        des niveaux au lieu d’inventer. Il lit ce que tout le monde peut lire, n’écrit rien, et n’a besoin
        d’aucune clé&nbsp;: les clés y sont refusées. Ce que vous lui écrivez passe par l’éditeur de
        l’assistant&nbsp;: n’y mettez rien de confidentiel.
      </p>
      <p>
        L’adresse à lui donner, en HTTP (<span lang="en">Streamable HTTP</span>), sans authentification&nbsp;:
      </p>
      <Code>{url}</Code>
      <p class="quiet">
        Menus lus dans la documentation de chaque éditeur en novembre 2026&nbsp;; ils changent souvent. Un
        assistant en ligne ne joint que les services ouverts à l’internet, en https.
      </p>
      <Recipe title="Le Chat (Mistral)" who="Qui administre l’espace ; sur un compte personnel, vous">
        <p>
          Page <span lang="en">Connectors</span>, <span lang="en">Add Connector</span>, onglet{' '}
          <span lang="en">Custom MCP Connector</span>&nbsp;: un nom sans espace, puis l’adresse.
        </p>
      </Recipe>
      <Recipe title="Claude, en ligne ou sur ordinateur" who="Vous ; dans une organisation, son propriétaire">
        <p>
          Dans les réglages, <span lang="en">Connectors</span>, puis{' '}
          <span lang="en">Add custom connector</span>&nbsp;: l’adresse.
        </p>
      </Recipe>
      <Recipe title="ChatGPT" who="Vous, avec un abonnement qui donne le mode développeur">
        <p>
          Dans les réglages, <span lang="en">Apps</span>, <span lang="en">Advanced settings</span>, activez{' '}
          <span lang="en">Developer mode</span>, puis créez une application avec l’adresse, sans
          authentification.
        </p>
      </Recipe>
      <Recipe title="VS Code" who="Qui modifie les fichiers du projet">
        <p>
          Dans <code>.vscode/mcp.json</code>&nbsp;:
        </p>
        <Code>{json({ servers: { essaimage: { type: 'http', url } } })}</Code>
      </Recipe>
      <Recipe title="Claude Code" who="Qui a un terminal">
        <Code>{`claude mcp add --transport http essaimage ${url}`}</Code>
      </Recipe>
      <Recipe
        title="Un assistant sur votre machine, sans réseau"
        who="Qui a installé Essaimage sur cette machine"
      >
        <p>
          L’assistant démarre lui-même le programme et lui parle par son entrée et sa sortie standard. La
          plupart prennent ces lignes, dans leur fichier de réglages&nbsp;:
        </p>
        <Code>{json({ mcpServers: { essaimage: LOCAL } })}</Code>
      </Recipe>
    </>
  );
}
