import { afterAll, describe, expect, it } from 'vitest';
import { judgedRequest } from '../test/fakes/answered.ts';
import { readCorpus } from './corpus.ts';
import { createBm25 } from './engines.ts';
import { openFullTextEngine } from './full-text-engine.ts';

const corpus = await readCorpus();
const fullText = await openFullTextEngine(corpus);
afterAll(() => fullText.close());

describe.each([
  ['full text', fullText.rank],
  ['BM25', createBm25(corpus)],
])('%s', (_, rank) => {
  const ask = (priorities: string, themes: readonly string[] = []) => {
    const { request } = judgedRequest();
    return rank(judgedRequest({ request: { ...request, priorities, themes } }));
  };

  it('finds the words of a request, whatever their inflection', async () => {
    const found = await ask('des cinémas itinérants, et un zeppelin');
    expect(found[0]).toBe('cinema-itinerant-piemont-cevenol');
    expect(found.slice(0, 10)).toContain('cinema-associatif-vagney');
  });

  it('reads the labels of the chosen themes as words of the request', async () => {
    const found = await ask('un zeppelin', ['sante']);
    const health = corpus.fiches.filter(({ themes }) => themes.includes('sante')).map(({ id }) => id);
    expect(found.slice(0, 3).every((id) => health.includes(id))).toBe(true);
  });

  it('bears what would be an operator in a query', async () => {
    expect((await ask("cinéma & | ! <-> ( ' \\ : *")).slice(0, 10)).toContain('cinema-associatif-vagney');
  });
});
