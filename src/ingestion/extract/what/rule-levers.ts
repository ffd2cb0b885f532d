import type { Lever, SignStrength } from '../../../domain/lever/lever.ts';
import { fold } from '../../../domain/text/fold.ts';
import type { Pattern } from '../meaning/lever-signs.ts';
import type { Span } from '../text/located-text.ts';
import type { Agent } from '../who/find-agent.ts';
import type { Meanings } from './lever-meanings.ts';
import type { Act } from './read-acts.ts';

export interface RuledLever {
  readonly lever: string;
  /** Strength of its sign; `meaning` without one. */
  readonly strength: SignStrength | 'meaning';
  /** Sentence, or its part after the speaker: `text.slice(start, end)`. */
  readonly proof: Span;
  readonly score: number;
}

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
/** Longer proofs cost points: a short one reads better. */
const MAX_PROOF_LENGTH = 420;
const LONG_PROOF_COST = 0.3;

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

/** Finds the levers that the rules read in a sentence. */
export function ruleLevers(
  act: Act,
  meanings: Meanings,
  levers: readonly Lever[],
  patterns: readonly Pattern[],
): readonly RuledLever[] {
  const signs = readSigns(act, patterns);
  const proof = { start: act.start, end: act.start + act.text.length };
  const cost = act.text.length > MAX_PROOF_LENGTH ? LONG_PROOF_COST : 0;
  return levers.flatMap(({ id }) => {
    const sign = signs.get(id);
    // Where a sentence has signs, levers without one are not guessed.
    if ((sign === undefined && signs.size > 0) || !isMeant(id, sign, act, meanings)) return [];
    const base = (sign === undefined ? 0 : SIGN_SCORE) + MEANING_WEIGHT * (meanings.of.get(id) ?? 0);
    const score = base * (sign?.agent === 'unsaid' ? UNSAID_SHARE : 1) - cost;
    return [{ lever: id, strength: sign?.strength ?? 'meaning', score, proof }];
  });
}

/** Keeps the best proof of each lever, surest first. */
export function bestOfEach(found: readonly RuledLever[]): readonly RuledLever[] {
  const best = new Map<string, RuledLever>();
  for (const one of found) {
    const known = best.get(one.lever);
    if (known === undefined || one.score > known.score) best.set(one.lever, one);
  }
  return [...best.values()].sort((a, b) => b.score - a.score || (a.lever < b.lever ? -1 : 1));
}
