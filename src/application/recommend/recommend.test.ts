import { describe, expect, it } from 'vitest';
import { ask as question } from '../../../evaluation/short-requests.ts';
import { experience } from '../../../test/fakes/experiences.ts';
import { createFakeEmbedder } from '../../../test/fakes/fake-embedder.ts';
import { bareLever } from '../../../test/fakes/levers.ts';
import { NO_PRECEDENTS } from '../../../test/fakes/precedents.ts';
import { ROUND_WEIGHTS } from '../../../test/fakes/weights.ts';
import type { Experience } from '../../domain/experience/experience.ts';
import { dot } from '../../domain/matching/linear-head.ts';
import { type IndexSnapshot, traitsOf } from '../../domain/matching/retrieval.ts';
import { createTextAnalysis } from '../../domain/text/terms.ts';
import type { ExperienceStore } from '../../ports/experience-store.ts';
import { createCurrentIndex } from '../common/current-index.ts';
import { createRecommend, type RecommendRequest } from './recommend.ts';

const embedder = createFakeEmbedder();

/** Makes an experience whose only passage is its title: a need in the same words is near. */
function fiche(id: string, title: string, lever: string): Experience {
  return experience({ id, title, summary: title, levers: [{ lever, what: `Emploie ${lever}.` }] });
}

const EXPERIENCES = [
  fiche('epicerie-1', 'ouvrir une épicerie coopérative', 'locaux'),
  fiche('epicerie-2', 'ouvrir une épicerie coopérative rurale', 'subvention'),
  fiche('cinema-1', 'reprendre le cinéma associatif', 'locaux'),
];

/**
 * Makes a store of `EXPERIENCES`, found by meaning alone, and its index.
 * @param versionAt version of the nth retrieval
 */
function openStore(versionAt: (retrieval: number) => string = () => 'v1') {
  let retrievals = 0;
  const version = () => versionAt(retrievals);
  const cosineTo = async (question: Float32Array, { title }: Experience) => {
    const [passage] = await embedder.embedPassages([title]);
    return passage === undefined ? 0 : dot(question, passage);
  };
  const snapshot = (): IndexSnapshot => ({
    version: version(),
    modelId: embedder.modelId,
    experienceCount: EXPERIENCES.length,
    statistics: { documentCount: 0, documentFrequencies: new Map() },
    leverCounts: new Map([
      ['locaux', 2],
      ['subvention', 1],
    ]),
    themeCounts: new Map(),
    costed: [],
  });
  const store: Pick<ExperienceStore, 'retrieve' | 'readContents'> = {
    async retrieve({ embedding }) {
      retrievals += 1;
      const candidates = EXPERIENCES.map(async (found) => ({
        experience: traitsOf(found),
        cosine: await cosineTo(embedding, found),
        lexical: 0,
        precedents: 0,
      }));
      return { version: version(), candidates: await Promise.all(candidates) };
    },
    async readContents(ids, embedding) {
      const contents = EXPERIENCES.filter(({ id }) => ids.includes(id)).map(async (found) => {
        const passage = { ordinal: 1, quote: found.title, cosine: await cosineTo(embedding, found) };
        return [
          found.id,
          { experience: found, changedAt: '2026-01-15T09:30:00.000Z', passages: [passage] },
        ] as const;
      });
      return { version: version(), contents: new Map(await Promise.all(contents)) };
    },
  };
  const currentIndex = createCurrentIndex({
    currentVersion: async () => version(),
    loadSnapshot: async () => snapshot(),
  });
  return { store, currentIndex };
}

async function ask(
  priorities: string,
  { store, currentIndex } = openStore(),
  overrides: Partial<RecommendRequest> = {},
) {
  const recommend = createRecommend({
    store,
    currentIndex,
    embedder,
    gazetteer: { findByCode: () => [], search: () => [], findNearest: () => [], listNames: () => [] },
    taxonomy: { levers: [bareLever('locaux'), bareLever('subvention')], themes: [], hash: 'taxonomy' },
    thesaurus: { groups: [], hash: 'thesaurus' },
    readText: (text) => ({ text, corrections: [] }),
    analyse: createTextAnalysis((word) => word),
    weights: ROUND_WEIGHTS,
    precedents: NO_PRECEDENTS,
    hash: (text) => text,
    run: (_, work) => work(),
  });
  const asked = { ...question(priorities), limit: 10, minLevel: 'none', ...overrides } as const;
  return (await recommend(asked)).answer;
}

const EPICERIE = 'ouvrir une épicerie coopérative';
const CINEMA = 'reprendre le cinéma associatif';
const POOL = 'chauffer notre bassin nautique communal';

describe('an answer to several needs', () => {
  it('says which needs each experience meets, the needs in turn, each with its own passage', async () => {
    const { status, needs, experiences } = await ask(`${EPICERIE}\n${CINEMA}`);
    expect(status).toBe('ok');
    expect(needs).toMatchObject([
      { text: EPICERIE, start: 0, level: 'close' },
      { text: CINEMA, start: EPICERIE.length + 1, level: 'close' },
    ]);
    expect(experiences.map((shown) => [shown.rank, shown.experience.id, shown.needs[0]])).toEqual([
      [1, 'cinema-1', 1],
      [2, 'epicerie-1', 0],
      [3, 'epicerie-2', 0],
    ]);
    expect(experiences.slice(0, 2).map(({ evidence }) => evidence?.passage)).toEqual([CINEMA, EPICERIE]);
  });

  it('says so when a need has nothing close, and shows what widens after what is close', async () => {
    const { status, needs, experiences } = await ask(`${POOL}\n${EPICERIE}`);
    expect(status).toBe('partial');
    expect(needs).toMatchObject([
      { text: POOL, level: null },
      { text: EPICERIE, level: 'close' },
    ]);
    expect(experiences.map(({ level, needs: [need] }) => [level, need])).toEqual([
      ['close', 1],
      ['close', 1],
      ['related', 0],
    ]);
  });

  it('starts again when a publication comes between the searches of two needs', async () => {
    const opened = openStore((retrieval) => (retrieval < 2 ? 'v1' : 'v2'));
    const { ranking, experiences } = await ask(`${EPICERIE}\n${CINEMA}`, opened);
    expect(ranking.index).toBe('v2');
    expect(experiences).toHaveLength(3);
  });
});

describe('an answer to one need', () => {
  it('has one need: the priorities as they are', async () => {
    const priorities = `Bonjour, ${EPICERIE}.`;
    const { needs, levers } = await ask(priorities);
    expect(needs).toMatchObject([{ text: priorities, start: 0, end: priorities.length }]);
    expect(levers.map(({ lever, caseCount }) => [lever.id, caseCount]).sort()).toEqual([
      ['locaux', 2],
      ['subvention', 1],
    ]);
  });

  it('says when the priorities are too long to be read to their end', async () => {
    expect((await ask(EPICERIE)).isCut).toBe(false);
    const { isCut, understood } = await ask(`${EPICERIE}${' encore'.repeat(200)}`);
    expect(isCut).toBe(true);
    expect(understood.text).toHaveLength(1_000);
  });

  it('shows neither experience nor lever off the subject, but what to ask', async () => {
    const { status, needs, experiences, levers, total, suggestedQuestions } = await ask(POOL);
    expect(suggestedQuestions.length).toBeGreaterThan(0);
    for (const question of suggestedQuestions) expect((await ask(question)).experiences).toHaveLength(3);
    expect({ status, experiences, levers, total }).toEqual({
      status: 'no_match',
      experiences: [],
      levers: [],
      total: 0,
    });
    expect(needs).toMatchObject([{ text: POOL, level: null }]);
  });
});
