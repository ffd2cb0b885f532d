import { join } from 'node:path';
import { z } from 'zod';
import { ACCESS_LEVELS, type ExperienceDraft } from '../../domain/experience/experience.ts';
import {
  createWrittenFicheSchema,
  ficheVocabulary,
  listWithoutRepeats,
  textUnder,
} from '../../domain/experience/written-fiche.ts';
import { identifier, optionalText, text, webAddress } from '../../domain/text/kept-text.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { parseCorpus, readJsonFile } from './corpus-file.ts';

const access = z.enum(ACCESS_LEVELS, {
  error:
    'doit valoir « public » ou « members » ; sans accès lisible, la fiche est refusée pour ne pas publier ce qui serait réservé',
});

const idOf = textUnder('id');

/**
 * Reads the fiches of `experiences.json`, in the order of the file.
 * @param hasMembers false leaves out those for members
 */
export async function loadStarterCorpus({
  directory,
  taxonomy,
  hasMembers = true,
}: {
  directory: string;
  taxonomy: Taxonomy;
  hasMembers?: boolean;
}): Promise<readonly ExperienceDraft[]> {
  const file = join(directory, 'experiences.json');
  // A fiche may announce an experience of next year; it must give its access and the address of its source.
  const vocabulary = ficheVocabulary(taxonomy, new Date().getFullYear() + 1);
  const rules = { id: identifier, text, optionalText, address: webAddress, access };
  const written = createWrittenFicheSchema(vocabulary, rules);
  const fiche = written.safeExtend({ source: written.shape.source.extend({ url: webAddress }) });
  const schema = listWithoutRepeats(fiche, idOf, (id) => `l’identifiant « ${id} » est déjà pris`);
  const items = await readJsonFile(file);
  const drafts = parseCorpus(file, schema, items, ([index]) => {
    const id = Array.isArray(items) && typeof index === 'number' ? idOf(items[index]) : undefined;
    return id === undefined ? undefined : `fiche « ${id} »`;
  });
  return hasMembers ? drafts : drafts.filter((draft) => draft.access === 'public');
}
