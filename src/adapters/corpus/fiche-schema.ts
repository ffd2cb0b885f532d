import { z } from 'zod';
import { ACCESS_LEVELS, type ExperienceDraft } from '../../domain/experience/experience.ts';
import { listWithoutRepeats, textUnder } from '../../domain/experience/list-without-repeats.ts';
import { createWrittenFicheSchema, ficheVocabulary } from '../../domain/experience/written-fiche.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { identifier, optionalText, text, webAddress } from './clean-text.ts';

const access = z.enum(ACCESS_LEVELS, {
  error:
    'doit valoir « public » ou « members » ; sans accès lisible, la fiche est refusée pour ne pas publier ce qui serait réservé',
});

/**
 * Schema of `experiences.json`, where a fiche must give its access and the address of its source.
 * @param latestYear last year that a fiche may have; the first is 1990
 */
export function createFicheListSchema(
  taxonomy: Taxonomy,
  latestYear: number,
): z.ZodType<readonly ExperienceDraft[]> {
  const rules = { id: identifier, text, optionalText, address: webAddress, access };
  const written = createWrittenFicheSchema(ficheVocabulary(taxonomy, latestYear), rules);
  const fiche = written.extend({ source: written.shape.source.extend({ url: webAddress }) });
  return listWithoutRepeats(fiche, textUnder('id'), (id) => `l’identifiant « ${id} » est déjà pris`);
}
