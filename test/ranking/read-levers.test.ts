import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadTaxonomy, loadThesaurus } from '../../src/adapters/corpus/load-taxonomy.ts';
import { knownIn } from '../../src/domain/matching/synonyms.ts';
import { createLeverReader, type ReadLeversOf } from '../../src/domain/request/read-levers.ts';

function readSentences<S extends z.ZodType>(file: string, schema: S): z.infer<S> {
  return schema.parse(JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')));
}

const evokingSchema = z.array(z.object({ sentence: z.string(), levers: z.array(z.string()) }));
const { seen, unseen } = readSentences(
  'cue-senses.json',
  z.object({ seen: evokingSchema, unseen: evokingSchema }),
);
const refusing = readSentences(
  'refusals.json',
  z.array(z.object({ sentence: z.string(), refused: z.record(z.string(), z.array(z.string())) })),
);

/** Sentences right at the only reading of them that the cues could not be fitted to. */
const LEAST_RIGHT_UNSEEN = 54;

let read: ReadLeversOf;
beforeAll(async () => {
  const { levers, themes } = await loadTaxonomy('corpus');
  const { groups } = await loadThesaurus('corpus');
  read = createLeverReader(levers, themes, knownIn(groups.flat()));
});

const evokedIn = (sentence: string) => [...read(sentence).evoked.keys()].sort();

describe('levers that a request evokes', () => {
  it.each(seen)('$sentence', ({ sentence, levers }) => {
    expect(evokedIn(sentence)).toEqual([...levers].sort());
  });

  it('are right in sentences that did not shape the cues', () => {
    const right = unseen.filter(
      ({ sentence, levers }) => `${evokedIn(sentence)}` === `${[...levers].sort()}`,
    );
    expect(right.length).toBeGreaterThanOrEqual(LEAST_RIGHT_UNSEEN);
  });
});

describe('levers that a request refuses', () => {
  it.each(refusing)('$sentence', ({ sentence, refused }) => {
    const found = read(sentence);
    expect(Object.fromEntries(found.refused)).toEqual(refused);
    for (const lever of Object.keys(refused)) expect(found.evoked.has(lever)).toBe(false);
  });

  it('set aside the subject whose end names one', () => {
    const { refused, setAside } = read('Créer des emplois hors Territoire zéro chômeur');
    expect([...refused.keys()]).toEqual(['experimentation']);
    expect(setAside.map(({ subject }) => subject.text)).toEqual(['Territoire zéro chômeur']);
  });

  it.each([
    ['Ouvrir une épicerie sans subvention ni local', 'Ouvrir une épicerie'],
    ['Un prêt plutôt qu’une subvention pour le café', 'Un prêt pour le café'],
    ['Pas de local disponible : qui en prête ?', 'Pas de local disponible : qui en prête ?'],
    ['Sans subvention', 'Sans subvention'],
  ])('leave the rest of the request to be searched: %s', (sentence, wanted) => {
    expect(read(sentence).wanted.replace(/\s+/g, ' ').trim()).toBe(wanted);
  });

  it('are read in a long text of little words within a moment', () => {
    const text = `${'de la plus grande '.repeat(40)}${'local et de la '.repeat(80)}`;
    // A reading that goes back over the text would take longer than the time limit of a test.
    expect([...read(text).refused]).toEqual([]);
  });
});
