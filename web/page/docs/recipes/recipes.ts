import assistant from './assistant.mjs?raw';
import form from './form.html?raw';
import library from './mon_theme.libraries.yml?raw';
import nightlyCopy from './nightly-copy.mjs?raw';
import template from './node--collectivite.html.twig?raw';
import notebook from './notebook.py?raw';

/** Address that the files of the recipes name; pages show that of their service. */
const PLACEHOLDER = 'https://essaimage.exemple.fr';

interface Recipe {
  readonly id: string;
  readonly title: string;
  /** Markdown. */
  readonly purpose: string;
  /** Markdown, after the files. */
  readonly notes: string;
  /** Files, by name, that the tests try. */
  readonly files: Readonly<Record<string, string>>;
}

const SOURCES: readonly Recipe[] = [
  {
    id: 'formulaire',
    title: 'Un formulaire sur votre site',
    purpose:
      'Le visiteur écrit son projet chez vous, et lit la réponse sur Essaimage. Du HTML seul : ni script, ni clé, rien à mettre à jour.',
    notes:
      'Les deux champs sont ceux de la page d’accueil ; `themes`, `leviers` et `contexte` y vont aussi. Pour montrer la réponse sur votre site même, prenez l’élément : [/integration](/integration).',
    files: { 'formulaire.html': form },
  },
  {
    id: 'copie',
    title: 'Une copie chaque nuit',
    purpose:
      'Garde chez vous toutes les expériences publiques (`GET /v1/experiences.ndjson`), et ne relit ensuite que ce qui a changé (`GET /v1/changes`). Ce qui n’est plus public est effacé. Node 20, sans paquet.',
    notes:
      'Lancez-le par cron ou systemd. Interrompu, il reprend à la dernière page finie ; si le service a été restauré, il recommence la copie.',
    files: { 'nightly-copy.mjs': nightlyCopy },
  },
  {
    id: 'drupal',
    title: 'Un bloc dans Drupal',
    purpose:
      'Sur la fiche d’une collectivité, ce que d’autres ont fait pour le même projet : l’élément reçoit le code INSEE et le projet de la page.',
    notes:
      'Le lien à l’intérieur reste si le script manque. Écrit d’après le code public de Drupal : l’élément est essayé dans un navigateur, le gabarit ne l’a pas été sur un site. Sans toucher au thème : [/integration](/integration).',
    files: { 'mon_theme.libraries.yml': library, 'node--collectivite.html.twig': template },
  },
  {
    id: 'carnet',
    title: 'Un carnet de données',
    purpose:
      'Lit la table des expériences et compte. Chaque `# %%` commence une cellule, que Jupyter et VS Code reconnaissent. Python 3, sans paquet.',
    notes: 'Avec pandas : `pandas.read_csv(f"{service}/v1/experiences.csv", sep=";")`.',
    files: { 'notebook.py': notebook },
  },
  {
    id: 'assistant',
    title: 'Un assistant',
    purpose:
      'Un programme qui se sert des mêmes outils qu’un assistant (protocole MCP) : demander, lire les sources, ne rien inventer.',
    notes:
      'Brancher un assistant que vous avez déjà, sans programmer : [/integration?profil=assistant](/integration?profil=assistant).',
    files: { 'assistant.mjs': assistant },
  },
];

/** @param origin address of the service, in the place of the one that the files name */
export function recipesFor(origin: string): readonly Recipe[] {
  return SOURCES.map(({ files, ...recipe }) => ({
    ...recipe,
    files: Object.fromEntries(
      Object.entries(files).map(([name, code]) => [name, code.replaceAll(PLACEHOLDER, origin)]),
    ),
  }));
}
