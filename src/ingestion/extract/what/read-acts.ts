import { fold } from '../../../domain/text/fold.ts';
import type { Case, CaseSentence } from '../case/case.ts';
import { findSpeaker } from '../text/classify-line.ts';
import { type Agent, type Agents, findAgents } from '../who/find-agent.ts';

export interface Act {
  readonly agents: Agents;
  /** Without the presentation of its speaker. */
  readonly text: string;
  readonly start: number;
  /** Start of the whole sentence. */
  readonly sentenceStart: number;
}

/** Wishes and needs, which are not actions of the collectivité. */
const WISHED =
  /\battentes?\b|\bbesoins en\b|\ba un role important\b|peuvent etre (?:fourni|mobilis)|puissent/;
/** Single clause that denies an action: « La commune ne garantit aucun emprunt ». */
const NEGATED =
  /^[^,;:]*\b(?:ne |n')(?:\w+ ){1,3}(?:pas(?! (?:que|seulement)\b)|aucune?s?|rien|jamais)\b[^,;:]*$/;
/** Others than collectivités, at the start of a sentence: « Le ministère a versé 40 000 euros ». */
const BY_OTHERS =
  /^(?:l'etat|l'europe|l'union europeenne|l'ademe|l'anct|la caf|la prefecture|le ministere|la fondation|la banque)\b/;

function withoutSpeaker(sentence: CaseSentence): { readonly text: string; readonly start: number } {
  const { text, start } = sentence;
  if (findSpeaker(text) === null) return { text, start };
  const colon = /\s?:\s/.exec(text);
  const offset = colon === null ? 0 : colon.index + colon[0].length;
  return { text: text.slice(offset), start: start + offset };
}

/** Reads the sentences of a case with who acts in each; wishes, denials and acts of others are left out. */
export function readActs(own: Case): readonly Act[] {
  let previous: Agent = 'unsaid';
  const acts = own.sentences.map((sentence) => {
    const told = { ...sentence, ...withoutSpeaker(sentence) };
    const agents = findAgents(told, own, previous);
    previous = agents.subject;
    return { agents, text: told.text, start: told.start, sentenceStart: sentence.start };
  });
  return acts.filter(({ text, agents }) => {
    const folded = fold(text);
    const isOthers = BY_OTHERS.test(folded) && !agents.hasOwn;
    return !isOthers && !WISHED.test(folded) && !NEGATED.test(folded);
  });
}
