import { expect, it } from 'vitest';
import type { JudgedRequest, NewsroomJudgment } from '../../ports/judged-requests.ts';
import { createPrecedentMemory } from './precedent-memory.ts';

const VECTORS: Readonly<Record<string, Float32Array>> = {
  épicerie: Float32Array.of(1, 0),
  vélo: Float32Array.of(0, 1),
};

function judged(id: string, priorities: string, experiences: JudgedRequest['experiences']): JudgedRequest {
  return { id, priorities, experiences, territory: { kind: null, code: null }, levers: [] };
}

/** Returns a memory of one request of the program, and a function that judges others in the newsroom. */
function openMemory() {
  let judgments: readonly NewsroomJudgment[] = [];
  const program = [judged('p', 'épicerie', { ancienne: 3 }), judged('q', 'vélo', { autre: 3 })];
  const memory = createPrecedentMemory(
    program,
    { list: async () => judgments },
    {
      analyse: () => [],
      thesaurus: { groups: [], hash: '' },
      gazetteer: { findByCode: () => [], findNearest: () => [], search: () => [] },
      hash: (text) => text,
      embedQuestions: async (texts) => texts.map((text) => VECTORS[text] ?? Float32Array.of(0.6, 0.8)),
    },
  );
  const judge = (...requests: readonly JudgedRequest[]) => {
    judgments = requests.map((request) => ({ request, previous: null, at: '2026-01-01T00:00:00.000Z' }));
  };
  return { memory, judge };
}

const gainsOf = (id: string) => ({ id, embeddings: [Float32Array.of(0, -1)], lexical: new Map() });
const question = { vector: Float32Array.of(1, 0), stems: [], asker: null };

it('reads the judgments of the newsroom again with each version of the index, and not before', async () => {
  const { memory, judge } = openMemory();
  const first = await memory.at('1');
  judge(judged('n', 'épicerie', { nouvelle: 3 }));
  expect(await memory.at('1')).toBe(first);
  const second = await memory.at('2');
  expect([...second.gainsOf(gainsOf('nouvelle')).values()]).toEqual([1]);
  expect([...second.recall(question).vouched]).toEqual(['nouvelle']);
  expect(await memory.at('3')).toBe(second);
});

it('completes a request of the program: what its judges read stays useless to it', async () => {
  const { memory, judge } = openMemory();
  judge(judged('p', 'épicerie', { ancienne: 3, nouvelle: 2 }));
  const precedents = await memory.current();
  expect([...precedents.gainsOf(gainsOf('autre')).values()]).toEqual([1]);
  expect([...precedents.recall(question).vouched]).toEqual(['nouvelle']);
  expect((await memory.list()).map(({ request }) => request.id)).toEqual(['p', 'q']);
});

it('foresees a judgment without keeping it, then reads it as foreseen, and one that is taken back', async () => {
  const { memory, judge } = openMemory();
  const request = judged('n', 'vélo', { nouvelle: 3 });
  const foreseen = await memory.foresee(new Map([['n', request]]));
  expect([...foreseen.gainsOf(gainsOf('nouvelle')).values()]).toEqual([1]);
  expect((await memory.current()).gainsOf(gainsOf('nouvelle')).size).toBe(0);
  judge(request);
  expect(await memory.at('judged')).toBe(foreseen);
  expect((await memory.foresee(new Map([['n', null]]))).gainsOf(gainsOf('nouvelle')).size).toBe(0);
});
