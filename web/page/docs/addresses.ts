export const DOCS_PATH = '/docs';
export const RECIPES_PATH = '/docs/recettes';

export function operationPath({ operationId }: { readonly operationId: string }): string {
  return `${DOCS_PATH}/${operationId}`;
}
