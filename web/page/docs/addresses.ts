export const DOCS_PATH = '/docs';
export const RECIPES_PATH = '/docs/recettes';

/** Path of the page of an operation. */
export function operationPath({ operationId }: { readonly operationId: string }): string {
  return `${DOCS_PATH}/${operationId}`;
}
