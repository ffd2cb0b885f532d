import { expect, it } from 'vitest';
import { createEmbedTexts } from './embed-texts.ts';

it('gives the vectors of questions and passages in the order in which they were mixed', async () => {
  const { embed } = createEmbedTexts({
    modelId: 'fake@1',
    embedQuery: async (text) => Float32Array.of(1, text.length),
    embedPassages: async (texts) => texts.map((text) => Float32Array.of(2, text.length)),
  });
  const vectors = await embed([
    { role: 'passage', text: 'un' },
    { role: 'query', text: 'deux' },
    { role: 'query', text: '' },
    { role: 'passage', text: 'trois' },
  ]);
  expect(vectors.map((vector) => [...vector])).toEqual([
    [2, 2],
    [1, 4],
    [1, 0],
    [2, 5],
  ]);
});
