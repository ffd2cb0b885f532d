import { join } from 'node:path';
import { textUnder } from '../../domain/experience/list-without-repeats.ts';
import type { CorpusSource } from '../../ports/corpus-source.ts';
import type { Taxonomy } from '../../ports/taxonomy.ts';
import { parseCorpus, readJsonFile } from './corpus-file.ts';
import { createFicheListSchema } from './fiche-schema.ts';

export interface JsonCorpusOptions {
  /** Folder of `experiences.json`. */
  readonly directory: string;
  /** Levers and themes that the fiches may name. */
  readonly taxonomy: Taxonomy;
}

const idOf = textUnder('id');

/** Reads the fiches of `experiences.json` at each `load`, in the order of the file. */
export function createJsonCorpusSource({ directory, taxonomy }: JsonCorpusOptions): CorpusSource {
  const file = join(directory, 'experiences.json');
  return {
    async load() {
      // A fiche may announce an experience of next year.
      const schema = createFicheListSchema(taxonomy, new Date().getFullYear() + 1);
      const items = await readJsonFile(file);
      return parseCorpus(file, schema, items, ([index]) => {
        const id = Array.isArray(items) && typeof index === 'number' ? idOf(items[index]) : undefined;
        return id === undefined ? undefined : `fiche « ${id} »`;
      });
    },
  };
}
