import type { Lever, SignStrength } from '../../../domain/lever/lever.ts';
import { fold } from '../../../domain/text/fold.ts';
import type { Case, CaseSentence } from '../case/case.ts';
import type { EmbedTexts } from '../meaning/remember-vectors.ts';
import { findSpeaker } from '../text/classify-line.ts';
import type { Span } from '../text/located-text.ts';
import { type Agent, type Agents, findAgents } from '../who/find-agent.ts';
import { leverProbability } from './lever-heads.ts';
import { createMeaningReader, type MeaningEmbedder, type Meanings } from './lever-meanings.ts';
import { type Pattern, readPatterns } from './lever-signs.ts';

/** Lever that the collectivité used, with the passage that proves it. */
export interface FoundLever {
  readonly lever: string;
  /** Sentence, or its part after the speaker: `text.slice(start, end)`. */
  readonly proof: Span;
  readonly score: number;
  /** Probability of the lever. */
  readonly confidence: number;
}

/** Finds the levers that the collectivité of a case used, surest first. */
export type FindLevers = (own: Case, embed: EmbedTexts) => Promise<readonly FoundLever[]>;

/** Sentence, and its agents. */
interface Act {
  readonly agents: Agents;
  readonly text: string;
  readonly start: number;
}

/** Precision of the levers that the rules find on pages that they have not seen. */
const RULE_CONFIDENCE = 0.8;
/** Least probability of a lever without rule, and of one more where rules tell several. */
const LEAST_LEARNED = { few: 0.4, more: 0.7 };
/** Levers of an account, as a rule. */
const SEVERAL = 2;
const SIGN_SCORE = 1;
const MEANING_WEIGHT = 0.5;
const UNSAID_SHARE = 0.7;
/** Widest gap between the nearest meaning and a lever's, by the strength of its sign. */
const WIDEST_GAP: Readonly<Record<SignStrength, number>> = {
  tells: Number.POSITIVE_INFINITY,
  says: 0.14,
  hints: 0.05,
};
/**
 * Least nearness of a lever without any sign, when the collectivité acts and when the sentence does not say
 * who does. Chosen on half A of the starter fiches, with the signs that it had not shaped.
 */
const NEAR_MEANING = { own: 0.7, unsaid: 0.8 };
/** Least lead over the second nearest, for a lever without any sign. */
const CLEAR_LEAD = 0.05;
/** Wishes and needs, which are not actions of the collectivité. */
const WISHED =
  /\battentes?\b|\bbesoins en\b|\ba un role important\b|peuvent etre (?:fourni|mobilis)|puissent/;
/** Longer proofs cost points: a short one reads better. */
const MAX_PROOF_LENGTH = 420;
const LONG_PROOF_COST = 0.3;

/** Removes the presentation of the speaker from a sentence. */
function withoutSpeaker(sentence: CaseSentence): { readonly text: string; readonly start: number } {
  const { text, start } = sentence;
  if (findSpeaker(text) === null) return { text, start };
  const colon = /\s?:\s/.exec(text);
  const offset = colon === null ? 0 : colon.index + colon[0].length;
  return { text: text.slice(offset), start: start + offset };
}

export function readActs(own: Case): readonly Act[] {
  let previous: Agent = 'unsaid';
  return own.sentences.map((sentence) => {
    const told = { ...sentence, ...withoutSpeaker(sentence) };
    const agents = findAgents(told, own, previous);
    previous = agents.subject;
    return { agents, text: told.text, start: told.start };
  });
}

interface Sign {
  readonly agent: Agent;
  readonly strength: SignStrength;
}

/** Job title after a name: « , chargée de mission accompagnement des acteurs, ». */
const JOB_TITLE =
  /[,(–]\s*(?:chargee?s? (?:de |d'|des |du )|responsables?\b|direct(?:eur|rice)s?\b|anim(?:ateur|atrice)s?\b|coordinat(?:eur|rice)s?\b|cheffe?s? de |referente?s?\b|technicien(?:ne)?s?\b|(?:vice-)?presidente?s?\b|adjointe?s?\b|conseill(?:er|ere)s?\b|elue?s?\b)[^,;:.()–]*(?=[,;:.()–]|$)/g;

/** Keeps the offsets of a text without one of its parts. */
function blank(part: string): string {
  return ' '.repeat(part.length);
}

/** Finds the levers whose signs are in a sentence, with who acts there. */
function readSigns({ text, agents }: Act, patterns: readonly Pattern[]): ReadonlyMap<string, Sign> {
  const folded = fold(text).replace(JOB_TITLE, blank);
  const found = new Map<string, Sign>();
  for (const { lever, expression, strength } of patterns) {
    const match = expression.exec(folded);
    if (match === null) continue;
    const agent = agents.agentAt(match.index);
    if (agent !== 'own' && (agent !== 'unsaid' || strength !== 'tells')) continue;
    const known = found.get(lever);
    found.set(lever, {
      agent: known?.agent === 'own' ? 'own' : agent,
      // The surest patterns come first.
      strength: known?.strength ?? strength,
    });
  }
  return found;
}

/** Tells whether the sentence means the lever: an ambiguous sign must be near the nearest meaning. */
function isMeant(
  lever: string,
  sign: Sign | undefined,
  act: Act,
  { of, nearest, second }: Meanings,
): boolean {
  const meaning = of.get(lever) ?? 0;
  if (sign !== undefined) return nearest - meaning <= WIDEST_GAP[sign.strength];
  const isNearest = meaning === nearest && nearest - second >= CLEAR_LEAD;
  if (!isNearest) return false;
  if (act.agents.hasOwn) return meaning >= NEAR_MEANING.own;
  return act.agents.subject === 'unsaid' && meaning >= NEAR_MEANING.unsaid;
}

function proofsOf(
  act: Act,
  meanings: Meanings,
  levers: readonly Lever[],
  patterns: readonly Pattern[],
): readonly FoundLever[] {
  const signs = readSigns(act, patterns);
  const proof = { start: act.start, end: act.start + act.text.length };
  const cost = act.text.length > MAX_PROOF_LENGTH ? LONG_PROOF_COST : 0;
  return levers.flatMap(({ id }) => {
    const sign = signs.get(id);
    // Where a sentence has signs, levers without one are not guessed.
    if ((sign === undefined && signs.size > 0) || !isMeant(id, sign, act, meanings)) return [];
    const base = (sign === undefined ? 0 : SIGN_SCORE) + MEANING_WEIGHT * (meanings.of.get(id) ?? 0);
    const score = base * (sign?.agent === 'unsaid' ? UNSAID_SHARE : 1) - cost;
    return [{ lever: id, score, proof, confidence: RULE_CONFIDENCE }];
  });
}

/** Finds the levers that the regressions see in a sentence, unless another than the collectivité acts there. */
function learnedOf(
  act: Act,
  vector: Float32Array | undefined,
  levers: readonly Lever[],
  least: number,
): readonly FoundLever[] {
  if (act.agents.subject === 'other' && !act.agents.hasOwn) return [];
  const proof = { start: act.start, end: act.start + act.text.length };
  return levers.flatMap(({ id }) => {
    const confidence = leverProbability(id, vector);
    // Below any rule in the order of the proofs.
    return confidence < least ? [] : [{ lever: id, score: confidence - 1, proof, confidence }];
  });
}

function bestOfEach(found: readonly FoundLever[]): readonly FoundLever[] {
  const best = new Map<string, FoundLever>();
  for (const one of found) {
    const known = best.get(one.lever);
    if (known === undefined || one.score > known.score) best.set(one.lever, one);
  }
  return [...best.values()].sort((a, b) => b.score - a.score || (a.lever < b.lever ? -1 : 1));
}

/**
 * Creates a finder that looks for signs of levers in sentences where the collectivité acts. The model checks
 * ambiguous signs, adds levers whose examples are very near, and orders the proofs.
 */
export function createLeverFinder(levers: readonly Lever[], embedder: MeaningEmbedder): FindLevers {
  const patterns = readPatterns(levers);
  const openReader = createMeaningReader(levers, embedder);
  return async (own, embed) => {
    const readMeanings = await openReader();
    const acts = readActs(own).filter(({ text }) => !WISHED.test(fold(text)));
    const vectors = await embed(acts.map(({ text }) => text));
    const told = acts.flatMap((act, i) => proofsOf(act, readMeanings(vectors[i]), levers, patterns));
    const isSeveral = new Set(told.map(({ lever }) => lever)).size >= SEVERAL;
    const least = isSeveral ? LEAST_LEARNED.more : LEAST_LEARNED.few;
    return bestOfEach([...told, ...acts.flatMap((act, i) => learnedOf(act, vectors[i], levers, least))]);
  };
}
