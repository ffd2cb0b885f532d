import type { EmbeddedProgram } from '../../contract.ts';
import { type ProseValues, readProse } from '../prose.ts';
import { elementTag, frameTag, heightTag, scriptTag } from './configuration.ts';
import integrators from './integrators.md?raw';
import assistants from './recipes/assistants.md?raw';
import drupal from './recipes/drupal.md?raw';
import plainHtml from './recipes/plain-html.md?raw';
import spip from './recipes/spip.md?raw';
import wordpress from './recipes/wordpress.md?raw';
import { tablesFor } from './tables.tsx';

/** Kind of site, with what its editors have to do. */
export interface Profile {
  /** Value of the parameter `profil`. */
  readonly id: string;
  readonly label: string;
  readonly title: string;
  /** Writes the HTML of its recipes. */
  readonly write: (values: ProseValues) => string;
}

const TITLE_AND_ROLE = /<h3>(.*?)<\/h3>\s*<p>(.*?)<\/p>/gs;

/** Reads recipes: each title begins one, and the text under it names the role that can follow it. */
function readRecipes(text: string): Profile['write'] {
  const write = readProse(text);
  return (values) => {
    const html = write(values).replace(TITLE_AND_ROLE, '<h3>$1</h3><p class="recipe-who">$2</p>');
    const parts = html.split(/(?=<h3>)/);
    return parts
      .map((part) => (part.startsWith('<h3>') ? `<section class="recipe">${part}</section>` : part))
      .join('');
  };
}

/** The first one is shown when the address names none. */
export const PROFILES: readonly [Profile, ...Profile[]] = [
  { id: 'drupal', label: 'Drupal', title: 'Sur un site Drupal', write: readRecipes(drupal) },
  { id: 'wordpress', label: 'WordPress', title: 'Sur un site WordPress', write: readRecipes(wordpress) },
  { id: 'spip', label: 'SPIP', title: 'Sur un site SPIP', write: readRecipes(spip) },
  { id: 'html', label: 'Autre site', title: 'Sur tout autre site', write: readRecipes(plainHtml) },
  { id: 'assistant', label: 'Assistant', title: 'Dans un assistant', write: readRecipes(assistants) },
  { id: 'developpeur', label: 'Développeur', title: 'Pour les développeurs', write: readProse(integrators) },
];

/** Values of the texts, for a service at an origin. */
export function valuesFor(origin: string, component: EmbeddedProgram): ProseValues {
  return {
    ...tablesFor(origin),
    ...component,
    origin,
    script: scriptTag(origin),
    element: elementTag(origin),
    frame: frameTag(origin),
    height: heightTag(origin),
  };
}

/** Address of the recipes for a kind of site. */
export function profilePath({ id }: Profile): string {
  return id === PROFILES[0].id ? '/integration#recettes' : `/integration?profil=${id}#recettes`;
}
