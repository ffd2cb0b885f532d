import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ndcg, recall } from '../../evaluation/metrics.ts';
import type { Composition } from '../../src/composition/compose.ts';
import { dot } from '../corpus/compare-neighbours.ts';
import type { GeneratedCorpus } from '../corpus/generated-corpus.ts';
import { passagesOf } from '../corpus/starters.ts';
import type { Engine, EngineRow, OpenEngine } from '../engines/engine.ts';
import { openLanceDb } from '../engines/lancedb.ts';
import { openOrama } from '../engines/orama.ts';
import { openSqlite } from '../engines/sqlite-vec.ts';
import { inSeconds, say } from '../loading/progress.ts';
import { measureAlternately, type Stage } from './alternate.ts';
import type { ReadQuestion } from './questions.ts';
import { searchOf } from './stages.ts';
import { mean, type Spread, spreadOf } from './statistics.ts';

const DEPTH = 10;
export const LEGS = ['vector', 'hybrid'] as const;
export type Leg = (typeof LEGS)[number];

export interface EngineFigures {
  readonly name: string;
  readonly settings: string;
  /** Time to build the index; null for the service, whose import is measured separately. */
  readonly buildSeconds: number | null;
  readonly times: Readonly<Record<Leg, Spread>>;
  /** Recall@10 of the vector search against an exact scan. */
  readonly recall: number;
  /** nDCG@10 of the hybrid search. */
  readonly ndcg: number;
}

function rowsOf(
  { drafts, vectors }: GeneratedCorpus,
  { recommendDependencies }: Composition,
): readonly EngineRow[] {
  const passages = drafts.flatMap((draft) =>
    passagesOf(draft, recommendDependencies.taxonomy).map(({ embedded }) => ({
      experienceId: draft.id,
      text: embedded,
    })),
  );
  return passages.flatMap(({ experienceId, text }, index) => {
    const vector = vectors.get(text);
    return vector === undefined ? [] : [{ key: index + 1, experienceId, text, vector }];
  });
}

/** Returns the ten nearest experiences by an exact scan of all passages. */
function nearest(rows: readonly EngineRow[], vector: Float32Array): ReadonlySet<string> {
  const scored = rows.map((row) => ({ id: row.experienceId, cosine: dot(row.vector, vector) }));
  const ids = scored.sort((a, b) => b.cosine - a.cosine).map(({ id }) => id);
  return new Set([...new Set(ids)].slice(0, DEPTH));
}

/** Presents the service as an engine: its work once the vector is known. */
function ourselves({ recommendDependencies }: Composition, questions: readonly ReadQuestion[]): Engine {
  const { store } = recommendDependencies;
  const search = searchOf(recommendDependencies, questions);
  const asked = (vector: Float32Array) => questions.find((question) => question.vector === vector);
  return {
    name: 'Essaimage',
    settings: 'PostgreSQL et pgvector (HNSW), deux jambes et accord avec la demande',
    async searchVector(embedding) {
      const request = { embedding, lexical: new Map(), anchors: [], precedents: new Map(), depth: 100 };
      const { candidates } = await store.retrieve(request, 'members');
      return candidates
        .toSorted((a, b) => (b.cosine ?? -1) - (a.cosine ?? -1))
        .map(({ experience }) => experience.id);
    },
    async searchHybrid(_text, vector) {
      const question = asked(vector);
      if (question === undefined) return [];
      return (await search(question, 'members', DEPTH)).experiences.map(({ experience }) => experience.id);
    },
    close: async () => {},
  };
}

/** Returns the share of the ten experiences nearest by an exact scan that the service finds by meaning, averaged. */
export async function measureRecall(
  corpus: GeneratedCorpus,
  service: Composition,
  questions: readonly ReadQuestion[],
): Promise<number> {
  const rows = rowsOf(corpus, service);
  const { searchVector } = ourselves(service, questions);
  const recalls: number[] = [];
  for (const { vector } of questions) {
    recalls.push(recall([...new Set(await searchVector(vector))], nearest(rows, vector), DEPTH));
  }
  return mean(recalls);
}

async function openOne(open: OpenEngine, rows: readonly EngineRow[], folder: string) {
  try {
    const { seconds, result } = await inSeconds(() => open(rows, folder));
    say(`  ${result.name} : index en ${seconds.toFixed(1)} s`);
    return [{ engine: result, buildSeconds: seconds }];
  } catch (error) {
    say(
      `  un moteur manque (npm run bench:engines l’installe) : ${error instanceof Error ? error.message : error}`,
    );
    return [];
  }
}

async function judge(
  engine: Engine,
  exact: ReadonlyMap<ReadQuestion, ReadonlySet<string>>,
  questions: readonly ReadQuestion[],
) {
  const recalls: number[] = [];
  const gains: number[] = [];
  for (const question of questions) {
    const { text, vector, judged } = question;
    const near = [...new Set(await engine.searchVector(vector))];
    recalls.push(recall(near, exact.get(question) ?? new Set(), DEPTH));
    gains.push(ndcg([...new Set(await engine.searchHybrid(text, vector))], judged.grades, DEPTH));
  }
  return { recall: mean(recalls), ndcg: mean(gains) };
}

/** Measures every engine on the same passages, vectors and questions, alternating for each question. */
export async function measureSideBySide(
  corpus: GeneratedCorpus,
  service: Composition,
  questions: readonly ReadQuestion[],
  rounds: number,
): Promise<readonly EngineFigures[]> {
  const rows = rowsOf(corpus, service);
  const folder = await mkdtemp(join(tmpdir(), 'essaimage-bench-'));
  const opened: { engine: Engine; buildSeconds: number | null }[] = [
    { engine: ourselves(service, questions), buildSeconds: null },
  ];
  try {
    const openers: readonly OpenEngine[] = [
      openLanceDb('none'),
      openLanceDb('hnsw-sq'),
      openSqlite,
      openOrama,
    ];
    for (const [index, open] of openers.entries()) {
      opened.push(...(await openOne(open, rows, await mkdtemp(join(folder, `${index}-`)))));
    }
    const stages = opened.flatMap(({ engine }) => legsOf(engine, questions));
    const times = await measureAlternately(stages, questions.length, rounds);
    const exact = new Map(questions.map((question) => [question, nearest(rows, question.vector)]));
    const figures: EngineFigures[] = [];
    for (const { engine, buildSeconds } of opened) {
      const { name, settings } = engine;
      const at = (leg: Leg) => spreadOf(times.get(`${name} ${leg}`) ?? []);
      const spreads = { vector: at('vector'), hybrid: at('hybrid') };
      figures.push({
        name,
        settings,
        buildSeconds,
        times: spreads,
        ...(await judge(engine, exact, questions)),
      });
    }
    return figures;
  } finally {
    for (const { engine } of opened) await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function legsOf(engine: Engine, questions: readonly ReadQuestion[]): readonly Stage<string>[] {
  const stage = (leg: Leg, run: (question: ReadQuestion) => Promise<unknown>): Stage<string> => ({
    name: `${engine.name} ${leg}`,
    run: async (position) => {
      const question = questions[position];
      if (question !== undefined) await run(question);
    },
  });
  return [
    stage('vector', ({ vector }) => engine.searchVector(vector)),
    stage('hybrid', ({ text, vector }) => engine.searchHybrid(text, vector)),
  ];
}
