import { type Lever, SIGN_STRENGTHS, type SignStrength } from '../../../domain/lever/lever.ts';
import { createCueFinder, type FindCues } from '../../../domain/matching/find-cues.ts';
import { fold } from '../../../domain/text/fold.ts';
import type { Case, CaseSentence } from '../case/case.ts';
import type { EmbedTexts } from '../meaning/remember-vectors.ts';
import { findSpeaker } from '../text/classify-line.ts';
import type { Span } from '../text/located-text.ts';
import { type Agent, type Agents, findAgents } from '../who/find-agent.ts';
import { createMeaningReader, type MeaningEmbedder, type Meanings } from './lever-meanings.ts';

/** A lever that the collectivité pulled, with the passage that proves it. */
export interface FoundLever {
  readonly lever: string;
  /** The sentence, or its part that says it: `text.slice(start, end)`. */
  readonly proof: Span;
  readonly score: number;
}

/** Reads what the collectivité of a case did. Levers in the order of certainty. */
export type FindLevers = (own: Case, embed: EmbedTexts) => Promise<readonly FoundLever[]>;

/** Whether the collectivité does something in a case, a lever or not. */
export function isActive(own: Case): boolean {
  return readActs(own).some(({ agents }) => agents.hasOwn);
}

/** A sentence, and who acts in it. */
interface Act {
  readonly agents: Agents;
  readonly text: string;
  readonly start: number;
}

const SIGN_SCORE = 1;
const MEANING_WEIGHT = 0.5;
const UNSAID_SHARE = 0.7;
const CUE_SCORE = 0.4;
/** How far below the nearest meaning that of a lever may be, by the strength of its sign. */
const WIDEST_GAP: Readonly<Record<SignStrength, number>> = {
  tells: Number.POSITIVE_INFINITY,
  says: 0.14,
  hints: 0.05,
};
/**
 * Without any sign, the nearest meaning counts from here on: where the collectivité acts, and where the
 * sentence does not say who does. Chosen on half A of the starter fiches, with the signs that it had not shaped.
 */
const NEAR_MEANING = { own: 0.7, unsaid: 0.8 };
/** And this far ahead of the next one. */
const CLEAR_LEAD = 0.05;
const HYPOTHETICAL = /\b(?:pourraient?|devraient?|recommand\w+|permettrait|il faudrait|auraient?)\b/;
/** Wishes and needs that somebody tells to the collectivité are not what it did. */
const WISHED =
  /\battentes?\b|\bbesoins en\b|\ba un role important\b|peuvent etre (?:fourni|mobilis)|puissent/;
/** Of two proofs as good, the shorter reads better; longer ones than this lose to any other. */
const MAX_PROOF_LENGTH = 420;
const LONG_PROOF_COST = 0.3;

/** The sentence without the presentation of who speaks. */
function withoutSpeaker(sentence: CaseSentence): { readonly text: string; readonly start: number } {
  const { text, start } = sentence;
  if (findSpeaker(text) === null) return { text, start };
  const colon = /\s?:\s/.exec(text);
  const offset = colon === null ? 0 : colon.index + colon[0].length;
  return { text: text.slice(offset), start: start + offset };
}

function readActs(own: Case): readonly Act[] {
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

interface Pattern {
  readonly lever: string;
  readonly strength: SignStrength;
  readonly expression: RegExp;
}

/** The patterns of each lever, the surest first. */
function readPatterns(levers: readonly Lever[]): readonly Pattern[] {
  return levers.flatMap(({ id, signs }) =>
    SIGN_STRENGTHS.flatMap((strength) =>
      signs[strength].map((source) => ({ lever: id, strength, expression: new RegExp(source) })),
    ),
  );
}

/** The levers of which a sentence bears a sign, with who acts there. */
function readSigns({ text, agents }: Act, patterns: readonly Pattern[]): ReadonlyMap<string, Sign> {
  const folded = fold(text);
  const found = new Map<string, Sign>();
  for (const { lever, expression, strength } of patterns) {
    const match = expression.exec(folded);
    if (match === null) continue;
    const agent = agents.agentAt(match.index);
    const isDone =
      agent === 'own' || (agent === 'unsaid' && strength === 'tells' && !HYPOTHETICAL.test(folded));
    if (!isDone) continue;
    const known = found.get(lever);
    found.set(lever, {
      agent: known?.agent === 'own' ? 'own' : agent,
      // The surest patterns come first.
      strength: known?.strength ?? strength,
    });
  }
  return found;
}

/** A sign that could say something else must be what the sentence means, or nearly. */
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

/** Levers, compiled once for all cases. */
interface LeverVocabulary {
  readonly levers: readonly Lever[];
  readonly patterns: readonly Pattern[];
  readonly findCues: FindCues;
}

function proofsOf(act: Act, meanings: Meanings, vocabulary: LeverVocabulary): readonly FoundLever[] {
  const { levers, patterns, findCues } = vocabulary;
  const signs = readSigns(act, patterns);
  const cues = findCues(act.text);
  const proof = { start: act.start, end: act.start + act.text.length };
  const cost = act.text.length > MAX_PROOF_LENGTH ? LONG_PROOF_COST : 0;
  return levers.flatMap(({ id }) => {
    const sign = signs.get(id);
    // What a sentence says in so many words leaves nothing to guess.
    if ((sign === undefined && signs.size > 0) || !isMeant(id, sign, act, meanings)) return [];
    const base =
      (sign === undefined ? 0 : SIGN_SCORE) +
      (cues.has(id) ? CUE_SCORE : 0) +
      MEANING_WEIGHT * (meanings.of.get(id) ?? 0);
    return [{ lever: id, score: base * (sign?.agent === 'unsaid' ? UNSAID_SHARE : 1) - cost, proof }];
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
 * A lever needs a sign of it in a sentence where the collectivité acts. The model checks the signs that
 * could say something else, adds what is very near the examples of a lever, and orders the proofs.
 */
export function createLeverFinder(levers: readonly Lever[], embedder: MeaningEmbedder): FindLevers {
  const vocabulary = { levers, patterns: readPatterns(levers), findCues: createCueFinder(levers) };
  const openReader = createMeaningReader(levers, embedder);
  return async (own, embed) => {
    const readMeanings = await openReader();
    const acts = readActs(own).filter(({ text }) => !WISHED.test(fold(text)));
    const vectors = await embed(acts.map(({ text }) => text));
    return bestOfEach(acts.flatMap((act, i) => proofsOf(act, readMeanings(vectors[i]), vocabulary)));
  };
}
