import { describe, expect, it } from 'vitest';
import { readCorpus } from '../../evaluation/corpus.ts';
import { seededRandom } from '../../evaluation/randomness.ts';
import { createOfficialGazetteer } from '../../src/adapters/gazetteer/official-gazetteer.ts';
import { dot } from './compare-neighbours.ts';
import { generateCorpus } from './generate-corpus.ts';
import { normalise } from './mix-vectors.ts';
import { createDraws } from './random-draws.ts';
import { passagesOf, type Starter } from './starters.ts';

const { taxonomy } = await readCorpus();
const fiches = (await readCorpus()).fiches;
const territories = await createOfficialGazetteer();
const draws = createDraws(seededRandom(1));
const vector = () => normalise(Float32Array.from({ length: 16 }, () => draws.gaussian()));
const starters = fiches.flatMap((draft): Starter[] => {
  const [whole, ...sentences] = passagesOf(draft, taxonomy).map((passage) => ({ passage, vector: vector() }));
  return whole === undefined ? [] : [{ draft, whole, sentences }];
});
const generate = (seed: number, passageCount = 2_000) =>
  generateCorpus(starters, { seed, passageCount, withStarters: true }, { taxonomy, territories });

describe('generateCorpus', () => {
  const corpus = generate(7);

  it('is the same for the same seed, and another for another', () => {
    expect(generate(7)).toEqual(corpus);
    expect(generate(8).drafts).not.toEqual(corpus.drafts);
  });

  it('holds the starter experiences, under their ids', () => {
    expect(corpus.drafts.slice(0, fiches.length)).toEqual(fiches);
    expect(new Set(corpus.drafts.map(({ id }) => id)).size).toBe(corpus.drafts.length);
  });

  it('has a unit vector for each text that the service embeds, and repeats none', () => {
    const texts = corpus.drafts.flatMap((draft) =>
      passagesOf(draft, taxonomy).map(({ embedded }) => embedded),
    );
    expect(texts).toHaveLength(corpus.passageCount);
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) {
      const found = corpus.vectors.get(text);
      expect(found && dot(found, found)).toBeCloseTo(1, 4);
    }
  });

  it('reaches any size, though some sources have few places and a single clause', () => {
    expect(generate(9, 12_000).passageCount).toBeGreaterThanOrEqual(12_000);
  });

  it('repeats words as the starter corpus does', () => {
    // Zipf's law: share of the occurrences that the hundred most frequent words make.
    const share = (summaries: readonly string[]) => {
      const counts = new Map<string, number>();
      const words = summaries.flatMap((text) => text.toLowerCase().match(/\p{L}+/gu) ?? []);
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
      const top = [...counts.values()].sort((a, b) => b - a).slice(0, 100);
      return top.reduce((sum, count) => sum + count, 0) / words.length;
    };
    const generated = corpus.drafts.slice(fiches.length).map(({ summary }) => summary);
    const real = share(fiches.map(({ summary }) => summary));
    expect(Math.abs(share(generated) - real)).toBeLessThan(0.05);
  });
});
