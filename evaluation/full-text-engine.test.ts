import { afterAll, expect, it } from 'vitest';
import { judgedRequest } from '../test/fakes/answered.ts';
import { readCorpus } from './corpus.ts';
import { openFullTextEngine } from './full-text-engine.ts';

const corpus = await readCorpus();
const engine = await openFullTextEngine(corpus);
afterAll(() => engine.close());

function ask(priorities: string, themes: readonly string[] = []) {
  const { request } = judgedRequest();
  return engine.rank(judgedRequest({ request: { ...request, priorities, themes } }));
}

it('finds any word of the request, whatever its inflection, title first', async () => {
  const found = await ask('des cinémas itinérants, et un zeppelin');
  expect(found[0]).toBe('cinema-itinerant-piemont-cevenol');
  expect(found).toContain('cinema-associatif-vagney');
  expect(await ask('un zeppelin')).toEqual([]);
});

it('reads the labels of the chosen themes as words of the request', async () => {
  const [withoutTheme, withTheme] = [await ask('un zeppelin'), await ask('un zeppelin', ['sante'])];
  expect(withoutTheme).toEqual([]);
  const health = corpus.fiches.filter(({ themes }) => themes.includes('sante')).map(({ id }) => id);
  expect(withTheme.length).toBeGreaterThan(0);
  expect(withTheme.slice(0, 3).every((id) => health.includes(id))).toBe(true);
});

it('bears what would be an operator in a query', async () => {
  await expect(ask("cinéma & | ! <-> ( ' \\ : *")).resolves.toContain('cinema-associatif-vagney');
});
