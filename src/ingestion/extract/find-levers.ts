import type { Lever } from '../../domain/lever/lever.ts';
import { createCueFinder, type FindCues } from '../../domain/matching/find-cues.ts';
import { fold } from '../../domain/text/fold.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { Case, CaseSentence } from './case.ts';
import { findSpeaker } from './classify-line.ts';
import { type Agent, type Agents, findAgents } from './find-agent.ts';
import { LEVER_SIGNS } from './lever-signs.ts';
import type { Span } from './located-text.ts';
import { type EmbedTexts, embedOnce } from './remember-vectors.ts';
import { cosine, type Scale, scaled } from './similarity.ts';

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
/** A meaning this near the definition, on the scale of the model, is worth looking at with a cue. */
const NEAR_DEFINITION = 0.38;
/** And this near is enough alone, when the collectivité is who acts. */
const VERY_NEAR_DEFINITION = 0.55;
const HYPOTHETICAL = /\b(?:pourraient?|devraient?|recommand\w+|permettrait|il faudrait|auraient?)\b/;
/** Wishes and needs that somebody tells to the collectivité are not what it did. */
const WISHED =
  /\battentes?\b|\bbesoins en\b|\ba un role important\b|peuvent etre (?:fourni|mobilis)|puissent/;
/** A call that the collectivité answers is not one that it publishes. */
const RIVALS: ReadonlyMap<string, string> = new Map([
  ['appel-a-projets', 'recherche-financements'],
  ['recherche-financements', 'appel-a-projets'],
]);
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

/** The levers of which a sentence bears a sign, with who acts there. */
function readSigns({ text, agents }: Act): ReadonlyMap<string, Agent> {
  const folded = fold(text);
  const found = new Map<string, Agent>();
  for (const { lever, pattern, isTelling } of LEVER_SIGNS) {
    const match = pattern.exec(folded);
    if (match === null) continue;
    const agent = agents.agentAt(match.index);
    const isDone = agent === 'own' || (agent === 'unsaid' && isTelling && !HYPOTHETICAL.test(folded));
    if (isDone && found.get(lever) !== 'own') found.set(lever, agent);
  }
  return found;
}

function scoreOf(act: Act, sign: Agent | undefined, hasCue: boolean, meaning: number): number | null {
  const isNear = meaning >= VERY_NEAR_DEFINITION || (hasCue && meaning >= NEAR_DEFINITION);
  if (sign === undefined && !(act.agents.hasOwn && isNear)) return null;
  const base = (sign === undefined ? 0 : SIGN_SCORE) + (hasCue ? CUE_SCORE : 0) + MEANING_WEIGHT * meaning;
  const cost = act.text.length > MAX_PROOF_LENGTH ? LONG_PROOF_COST : 0;
  return base * (sign === 'unsaid' ? UNSAID_SHARE : 1) - cost;
}

function proofsOf(
  act: Act,
  levers: readonly { readonly lever: Lever; readonly meaning: number }[],
  findCues: FindCues,
): readonly FoundLever[] {
  const signs = readSigns(act);
  const cues = findCues(act.text);
  return levers.flatMap(({ lever: { id }, meaning }) => {
    const isRivalled = !signs.has(id) && signs.has(RIVALS.get(id) ?? '');
    const score = isRivalled ? null : scoreOf(act, signs.get(id), cues.has(id), meaning);
    if (score === null) return [];
    return [{ lever: id, score, proof: { start: act.start, end: act.start + act.text.length } }];
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
 * The definitions are embedded once, at the first case. A lever needs a sign of it in a sentence where
 * the collectivité acts, or a meaning near its definition there; the model orders the proofs.
 */
export function createLeverFinder(
  levers: readonly Lever[],
  embedder: Pick<Embedder, 'embedQuery'>,
  scale: Scale,
): FindLevers {
  const findCues = createCueFinder(levers);
  const definitions = levers.map(({ label, definition }) => `${label}. ${definition}`);
  const embedDefinitions = embedOnce(embedder, definitions);
  return async (own, embed) => {
    const known = await embedDefinitions();
    const acts = readActs(own).filter(({ text }) => !WISHED.test(fold(text)));
    const vectors = await embed(acts.map(({ text }) => text));
    const found = acts.flatMap((act, i) => {
      const vector = vectors[i];
      const meanings = levers.map((lever, j) => ({
        lever,
        meaning: scaled(cosine(vector, known[j]), scale),
      }));
      return proofsOf(act, meanings, findCues);
    });
    return bestOfEach(found);
  };
}
