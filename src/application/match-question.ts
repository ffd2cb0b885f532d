import type { Audience } from '../domain/experience/experience.ts';
import { createRequestExpansion } from '../domain/matching/expand-request.ts';
import { createCueFinder, type FindCues } from '../domain/matching/find-cues.ts';
import type { Mode, Question } from '../domain/matching/question.ts';
import type { IndexSnapshot } from '../domain/matching/retrieval.ts';
import { type ScoredExperience, scoreExperiences } from '../domain/matching/score-experiences.ts';
import type { RankingWeights } from '../domain/matching/weights.ts';
import type { TextAnalysis } from '../domain/text/terms.ts';
import type { Embedder } from '../ports/embedder.ts';
import type { ExperienceStore } from '../ports/experience-store.ts';
import type { Gazetteer } from '../ports/gazetteer.ts';
import type { Taxonomy } from '../ports/taxonomy.ts';
import type { RunStage } from '../ports/telemetry.ts';
import type { Thesaurus } from '../ports/thesaurus.ts';
import { buildQuestion, questionText, semanticText } from './ask-question.ts';
import { checkModel } from './check-model.ts';
import { checkTaxonomy } from './check-taxonomy.ts';
import { type CurrentIndex, readOneVersion } from './current-index.ts';
import { type AskedProfile, resolveProfile } from './resolve-profile.ts';

export interface MatchRequest extends AskedProfile {
  /** Ids of experiences that must not come back. */
  readonly exclude: readonly string[];
  readonly mode: Mode;
  readonly audience: Audience;
}

/** A request as it was understood, and all that the index has for it. */
export interface MatchedQuestion {
  readonly index: IndexSnapshot;
  readonly question: Question;
  readonly leverCues: ReturnType<FindCues>;
  /** Every candidate, best first. */
  readonly scored: readonly ScoredExperience[];
}

export type MatchQuestion = (request: MatchRequest, signal?: AbortSignal) => Promise<MatchedQuestion>;

export interface MatchDependencies {
  readonly store: Pick<ExperienceStore, 'retrieve'>;
  readonly embedder: Embedder;
  readonly gazetteer: Gazetteer;
  readonly taxonomy: Taxonomy;
  readonly thesaurus: Thesaurus;
  readonly analyse: TextAnalysis;
  readonly currentIndex: CurrentIndex;
  readonly weights: RankingWeights;
  readonly run: RunStage;
}

/** Candidates taken of each leg. */
const RETRIEVAL_DEPTH = 200;

function countCues(...found: readonly ReturnType<FindCues>[]): number {
  return found.flatMap((cues) => [...cues.values()].flat()).length;
}

/** Understands a request, retrieves and scores. Throws what `createRecommend` says. */
export function createMatchQuestion(dependencies: MatchDependencies): MatchQuestion {
  const { store, embedder, gazetteer, taxonomy, thesaurus, analyse, currentIndex, weights, run } =
    dependencies;
  const expand = createRequestExpansion(thesaurus.groups);
  const findThemeCues = createCueFinder(taxonomy.themes);
  const findLeverCues = createCueFinder(taxonomy.levers);
  return async (request, signal) => {
    checkTaxonomy(taxonomy, request);
    const { audience, mode } = request;
    checkModel((await currentIndex(audience, signal)).modelId, embedder);
    const profile = resolveProfile(request, gazetteer);
    const text = questionText(profile, taxonomy);
    const leverCues = findLeverCues(profile.priorities);
    const cueCount = countCues(findThemeCues(profile.priorities), leverCues);
    // One leg alone is what a plain search engine would give: it does not know the field.
    const expressions = mode === 'hybrid' ? expand(profile.priorities) : [];
    const embedding = await embedder.embedQuery(semanticText(text, expressions), signal);
    const read = async (snapshot: IndexSnapshot) => {
      checkModel(snapshot.modelId, embedder);
      const question = buildQuestion(
        { profile, mode, text, embedding, cueCount },
        snapshot,
        analyse,
        embedder,
      );
      const { vector } = question.lexical;
      const retrieved = await store.retrieve(
        { embedding, lexical: vector, depth: RETRIEVAL_DEPTH },
        audience,
        signal,
      );
      return { ...retrieved, question };
    };
    // Statistics, counts and candidates of one version.
    const { index, result } = await readOneVersion(currentIndex, audience, read, signal);
    const { question, candidates } = result;
    const wanted = candidates.filter(({ experience }) => !request.exclude.includes(experience.id));
    return {
      index,
      question,
      leverCues,
      scored: run('rank', () => scoreExperiences(wanted, question, weights)),
    };
  };
}
