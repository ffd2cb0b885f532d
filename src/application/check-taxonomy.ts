import { DomainError } from '../domain/errors.ts';
import type { Taxonomy } from '../ports/taxonomy.ts';

/**
 * Refuses ids that the taxonomy does not have.
 * @throws DomainError `theme-unknown` or `lever-unknown`, with the position and the valid ids
 */
export function checkTaxonomy(
  taxonomy: Taxonomy,
  asked: { readonly themes: readonly string[]; readonly levers: readonly string[] },
): void {
  const themes = taxonomy.themes.map((theme) => theme.id);
  const levers = taxonomy.levers.map((lever) => lever.id);
  for (const [index, id] of asked.themes.entries()) {
    if (!themes.includes(id)) {
      throw new DomainError(
        'theme-unknown',
        `Le thème « ${id} » n'existe pas. Thèmes possibles : ${themes.join(', ')}.`,
        {
          id,
          index,
          valid: themes,
        },
      );
    }
  }
  for (const [index, id] of asked.levers.entries()) {
    if (!levers.includes(id)) {
      throw new DomainError(
        'lever-unknown',
        `Le levier « ${id} » n'existe pas. Leviers possibles : ${levers.join(', ')}.`,
        {
          id,
          index,
          valid: levers,
        },
      );
    }
  }
}
