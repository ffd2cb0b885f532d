/**
 * Generates a corpus of any size, the same for the same seed: the starter experiences, then experiences recombined
 * from them. A recombined experience has the structure of a starter (themes, levers, setting, number of sentences),
 * another place, and sentences of that starter or of others with a common theme, whole or spliced clause by clause,
 * with other figures. Its vectors mix those of the same sources in the same proportions (`mix-vectors.ts`). No two
 * texts are equal.
 */
import { seededRandom } from '../../evaluation/randomness.ts';
import { createDistinctTexts } from './distinct-texts.ts';
import type { GeneratedCorpus } from './generated-corpus.ts';
import { createVectorMixer } from './mix-vectors.ts';
import { groupPlaces } from './places.ts';
import { createDraws } from './random-draws.ts';
import { createRecombiner } from './recombine-experience.ts';
import type { ServiceParts } from './service-parts.ts';
import { passagesOf, type Starter } from './starters.ts';

/** Set so that neighbours are as near as among real passages (README). */
const NOISE_SPREAD = 0.55;

export interface GenerationOptions {
  readonly seed: number;
  /** Wanted number of passages; the last experience may exceed it. */
  readonly passageCount: number;
  /** Whether the starter experiences come first, as many as fit. */
  readonly withStarters: boolean;
}

export function generateCorpus(
  starters: readonly Starter[],
  { seed, passageCount, withStarters }: GenerationOptions,
  parts: Pick<ServiceParts, 'taxonomy' | 'territories'>,
): GeneratedCorpus {
  const draws = createDraws(seededRandom(seed));
  const real = starters.flatMap(({ whole, sentences }) => [whole, ...sentences].map(({ vector }) => vector));
  const mix = createVectorMixer(real, NOISE_SPREAD, draws);
  const recombine = createRecombiner({
    starters,
    places: groupPlaces(parts.territories),
    distinct: createDistinctTexts(starterTexts(starters)),
    draws,
    mix,
  });
  const drafts: GeneratedCorpus['drafts'][number][] = [];
  const vectors = new Map<string, Float32Array>();
  let count = 0;
  for (const { draft, whole, sentences } of withStarters ? starters : []) {
    if (count >= passageCount) break;
    for (const { passage, vector } of [whole, ...sentences]) vectors.set(passage.embedded, vector);
    drafts.push(draft);
    count += 1 + sentences.length;
  }
  while (count < passageCount) {
    const { draft, whole, sentences } = recombine(drafts.length);
    const [first, ...others] = passagesOf(draft, parts.taxonomy);
    // The service may split the summary into other sentences, which have no vector: draw again.
    if (first === undefined || others.length !== sentences.length) continue;
    if (!others.every(({ embedded }, index) => embedded === sentences[index]?.text)) continue;
    vectors.set(first.embedded, whole);
    for (const { text, vector } of sentences) vectors.set(text, vector);
    drafts.push(draft);
    count += 1 + sentences.length;
  }
  return { drafts, passageCount: count, vectors };
}

function starterTexts(starters: readonly Starter[]): readonly string[] {
  return starters.flatMap(({ sentences }) => sentences.map(({ passage }) => passage.embedded));
}
