import { DomainError } from '../../domain/errors.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';

function refuseUnknown(
  code: 'theme-unknown' | 'lever-unknown',
  [noun, plural]: readonly [string, string],
  asked: readonly (string | undefined)[],
  known: readonly { readonly id: string }[],
): void {
  const valid = known.map(({ id }) => id);
  const index = asked.findIndex((id) => id !== undefined && !valid.includes(id));
  const id = asked[index];
  if (id === undefined) return;
  const message = `Le ${noun} « ${id} » n’existe pas. ${plural} possibles : ${valid.join(', ')}.`;
  throw new DomainError(code, message, { id, index, valid });
}

/**
 * Refuses ids that are not in the taxonomy; ignores `undefined`.
 * @throws DomainError `theme-unknown` or `lever-unknown`, with the position and the valid ids
 */
export function checkTaxonomy(
  { themes, levers }: Taxonomy,
  asked: {
    readonly themes: readonly (string | undefined)[];
    readonly levers: readonly (string | undefined)[];
  },
): void {
  refuseUnknown('theme-unknown', ['thème', 'Thèmes'], asked.themes, themes);
  refuseUnknown('lever-unknown', ['levier', 'Leviers'], asked.levers, levers);
}
