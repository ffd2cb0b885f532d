import { expect, it } from 'vitest';
import { createFakeEmbedder } from '../../test/fakes/fake-embedder.ts';
import { parseConfig } from '../config.ts';
import { recallPrecedents } from './recall-precedents.ts';

it('reads a judged request no further than a question', async () => {
  const embedder = createFakeEmbedder();
  const read: string[] = [];
  const embedQuery = async (text: string) => {
    read.push(text);
    return embedder.embedQuery(text);
  };
  const priorities = 'vélo '.repeat(390).trim();
  const territory = { kind: null, code: null };
  const request = { id: 'j-long', territory, priorities, experiences: {}, levers: [] };
  await recallPrecedents(
    {
      analyse: () => [],
      thesaurus: { groups: [], hash: '' },
      gazetteer: { findByCode: () => [], findNearest: () => [], search: () => [] },
      hash: (text) => text,
      embedder: { ...embedder, embedQuery },
    },
    { list: async () => [{ request, previous: null, at: '2026-01-01T00:00:00.000Z' }] },
    parseConfig({}).judgedDirectory,
  );
  expect(read).toContain(embedder.cutQuestion(priorities));
  expect(read).not.toContain(priorities);
});
