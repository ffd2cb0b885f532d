import { expect, it, vi } from 'vitest';
import { createEmbedTexts } from './embed-texts.ts';

it('returns the vectors of mixed questions and passages in order', async () => {
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

const vectorOf = async () => Float32Array.of(1);

it('drops the passages not yet started, and the questions, when the client leaves', async () => {
  const controller = new AbortController();
  const embedPassages = vi.fn(async (texts: readonly string[], signal?: AbortSignal) => {
    controller.abort(new Error('parti'));
    signal?.throwIfAborted();
    return texts.map(() => Float32Array.of(1));
  });
  const embedQuery = vi.fn(vectorOf);
  const { embed } = createEmbedTexts({ modelId: 'fake@1', embedQuery, embedPassages });
  const texts = [
    { role: 'passage' as const, text: 'un' },
    { role: 'query' as const, text: 'deux' },
  ];
  await expect(embed(texts, controller.signal)).rejects.toThrow('parti');
  expect(embedPassages).toHaveBeenCalledOnce();
  expect(embedQuery).toHaveBeenCalledWith('deux', controller.signal);
});
