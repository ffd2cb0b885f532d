import { typeset } from '../../../french/typography.ts';
import type { Page } from '../../layout/page.ts';
import { readProse } from '../../prose.ts';
import { DOCS_PATH, RECIPES_PATH } from '../addresses.ts';
import { CodeBlock } from '../code-block.tsx';
import { recipesFor } from './recipes.ts';

/** Programs to copy, that the tests of the service run. */
export const recipesPage: Page = async ({ url }) => ({
  head: {
    title: 'Recettes',
    description:
      'Se servir d’Essaimage sur un site, dans un carnet ou un programme\u00a0: cinq recettes complètes, à copier.',
    canonicalPath: RECIPES_PATH,
    isIndexed: true,
  },
  body: (
    <>
      <header class="page-head">
        <p class="back">
          <a href={DOCS_PATH}>Documentation de l’API</a>
        </p>
        <h1>Recettes</h1>
        <p>
          {typeset(
            'Complètes, à copier telles quelles. Nos tests essaient ces mêmes lignes ; une recette dit ce qui ne l’a pas été.',
          )}
        </p>
      </header>
      <div class="docs">
        {recipesFor(url.origin).map(({ id, title, purpose, notes, files }) => (
          <section key={id} id={id} class="docs-part">
            <h2>{typeset(title)}</h2>
            <div dangerouslySetInnerHTML={{ __html: readProse(purpose)() }} />
            {Object.entries(files).map(([name, code]) => (
              <>
                <p class="quiet">
                  <code>{name}</code>
                </p>
                <CodeBlock label={name} code={code} />
              </>
            ))}
            <div dangerouslySetInnerHTML={{ __html: readProse(notes)() }} />
          </section>
        ))}
      </div>
    </>
  ),
});
