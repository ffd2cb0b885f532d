import { expect, it } from 'vitest';
import { createFakeEmbedder } from '../../../test/fakes/fake-embedder.ts';
import { rememberQuestions } from './remember-questions.ts';

it('asks the model once for a question, even when the caller changes the vector', async () => {
  const asked: string[] = [];
  const fake = createFakeEmbedder();
  const embedder = rememberQuestions({
    ...fake,
    embedQuery(text) {
      asked.push(text);
      return fake.embedQuery(text);
    },
  });
  const first = await embedder.embedQuery('ouvrir une épicerie');
  const copy = first.slice();
  first.fill(0);
  expect(await embedder.embedQuery('ouvrir une épicerie')).toEqual(copy);
  await embedder.embedQuery('ouvrir une recyclerie');
  expect(asked).toEqual(['ouvrir une épicerie', 'ouvrir une recyclerie']);
});

it('does not cache a failure', async () => {
  const fake = createFakeEmbedder();
  let failing = true;
  const embedder = rememberQuestions({
    ...fake,
    async embedQuery(text) {
      if (failing) throw new Error('the model is away');
      return fake.embedQuery(text);
    },
  });
  await expect(embedder.embedQuery('une question')).rejects.toThrow('away');
  failing = false;
  expect(await embedder.embedQuery('une question')).toEqual(await fake.embedQuery('une question'));
});
